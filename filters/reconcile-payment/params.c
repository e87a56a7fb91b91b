#include "params.h"

#include "config.h"
#include "payeurs.h"

struct entry {
	struct text payeur, article, source;
	struct config_list libelles;
};

static void
load_entry(struct rapprochement *rules, const struct payeurs *payeurs,
	const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"payeur", CONFIG_TEXT, offsetof(struct entry, payeur), false, 1, 60, NULL},
		{"libelles", CONFIG_LIST, offsetof(struct entry, libelles), false, 0, 0, NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		{NULL, CONFIG_TEXT, 0, false, 0, 0, NULL},
	};
	struct entry entry = {0};
	size_t at = rules->count;

	config_bind(node, keys, &entry);
	if (!payeurs_find(payeurs, entry.payeur))
		config_die(node, "payeur %.*s is not in caisses.yaml", TEXT_ARG(entry.payeur));
	if (entry.libelles.count > LIBELLES_MAX)
		config_die(node, "more than %d labels", LIBELLES_MAX);
	rules->at[at].payeur = entry.payeur;
	rules->at[at].libelle_count = entry.libelles.count;
	for (size_t i = 0; i < entry.libelles.count; i++) {
		rules->at[at].libelles[i] = entry.libelles.at[i];
		if (!text_given(entry.libelles.at[i]))
			config_die(node, "an empty label would be every payer's");
	}
	rules->count++;
}

static void
load_payeurs(struct rapprochement *rules, const struct config_node *list, const char *dir)
{
	struct payeurs payeurs;
	size_t count = config_count(list);

	payeurs_load(&payeurs, dir);
	if (count > PAYEURS_MAX)
		config_die(list, "more than %d payers", PAYEURS_MAX);
	for (size_t i = 0; i < count; i++)
		load_entry(rules, &payeurs, config_item(list, i));
}

static void
load_regle(struct rapprochement *rules, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"id", CONFIG_TEXT, offsetof(struct regle, id), false, 1, 40, NULL},
		{"de", CONFIG_NAME, offsetof(struct regle, de), false, 0, 0, objet_names},
		{"vers", CONFIG_NAME, offsetof(struct regle, vers), false, 0, 0, cible_names},
		{"criteres", CONFIG_NAMES, offsetof(struct regle, criteres), false, 0, 0, critere_names},
		{"score", CONFIG_INT, offsetof(struct regle, score), false, 1, 100, NULL},
		{"article", CONFIG_TEXT, offsetof(struct regle, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct regle, source), false, 0, 0, NULL},
		{"fr", CONFIG_TEXT, offsetof(struct regle, fr), false, 1, 300, NULL},
		{"en", CONFIG_TEXT, offsetof(struct regle, en), false, 1, 300, NULL},
		{0},
	};
	struct regle *regle = &rules->regles[rules->regle_count++];

	config_bind(node, keys, regle);
	for (const struct regle *r = rules->regles; r < regle; r++)
		if (text_equal(r->id, regle->id))
			config_die(config_under(node, "id"), "another rule has this name");
}

static void
load_regles(struct rapprochement *rules, const struct config_node *list)
{
	size_t count = config_count(list);

	if (count > REGLES_MAX)
		config_die(list, "more than %d rules", REGLES_MAX);
	for (size_t i = 0; i < count; i++)
		load_regle(rules, config_item(list, i));
}

static void
load_rules(struct rapprochement *rules, const char *dir)
{
	struct root {
		struct rapprochement rules;
		const struct config_node *payeurs, *regles, *raisons; /* raisons: what others say */
	} root = {0};
	static const struct config_key keys[] = {
		{"lot_prefixe", CONFIG_TEXT, offsetof(struct root, rules.prefixe), false, 1, 12, NULL},
		{"seuil", CONFIG_INT, offsetof(struct root, rules.seuil), false, 1, 100, NULL},
		{"jours_reglement", CONFIG_INT, offsetof(struct root, rules.jours_reglement), false, 0, 90, NULL},
		{"jours_meme", CONFIG_INT, offsetof(struct root, rules.jours_meme), false, 0, 90, NULL},
		{"jours_contrepassation", CONFIG_INT, offsetof(struct root, rules.jours_contrepassation), false, 0,
			366, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct root, rules.source), false, 0, 0, NULL},
		{"payeurs", CONFIG_NODE, offsetof(struct root, payeurs), false, 0, 0, NULL},
		{"regles", CONFIG_NODE, offsetof(struct root, regles), false, 0, 0, NULL},
		{"raisons", CONFIG_NODE, offsetof(struct root, raisons), true, 0, 0, NULL},
		{0},
	};

	config_bind(config_root(config_open(dir, "rapprochement.yaml")), keys, &root);
	*rules = root.rules;
	load_payeurs(rules, root.payeurs, dir);
	load_regles(rules, root.regles);
}

void
params_load(struct params *params, const char *dir)
{
	struct conventions conventions;

	*params = (struct params){0};
	load_rules(&params->rapprochement, dir);
	conventions_load(&conventions, dir);
	params->compte = conventions.compte;
	echeance_load(&params->delai, dir);
	rejets_load(&params->rejets, dir);
}
