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
load_rules(struct rapprochement *rules, const char *dir)
{
	struct {
		struct text prefixe, source;
		const struct config_node *payeurs;
	} root = {TEXT_ABSENT, TEXT_ABSENT, NULL};
	const struct config_key keys[] = {
		{"lot_prefixe", CONFIG_TEXT, 0, false, 1, 12, NULL},
		{"source", CONFIG_SOURCE, sizeof(root.prefixe), false, 0, 0, NULL},
		{"payeurs", CONFIG_NODE, 2 * sizeof(root.prefixe), false, 0, 0, NULL},
		{NULL, CONFIG_TEXT, 0, false, 0, 0, NULL},
	};
	struct config *config = config_open(dir, "rapprochement.yaml");
	struct payeurs payeurs;
	size_t count;

	payeurs_load(&payeurs, dir);
	config_bind(config_root(config), keys, &root);
	rules->prefixe = root.prefixe;
	count = config_count(root.payeurs);
	if (count > PAYEURS_MAX)
		config_die(root.payeurs, "more than %d payers", PAYEURS_MAX);
	for (size_t i = 0; i < count; i++)
		load_entry(rules, &payeurs, config_item(root.payeurs, i));
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
}
