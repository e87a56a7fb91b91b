/*
 * indicateurs - config/indicateurs.yaml, for the yearly review
 */
#include "annual.h"

static bool
has_valence(const struct vaccins *vaccins, struct text valence)
{
	for (size_t i = 0; i < vaccins->count; i++)
		if (text_equal(vaccins->at[i].valence, valence))
			return true;
	return false;
}

static void
load_indicateur(struct indicateurs *all, const struct config_node *node)
{
	struct entry {
		struct indicateur indicateur;
		struct text source;
	} entry = {0};
	static const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct entry, indicateur.nom), false, 1, 40, NULL},
		{"libelle", CONFIG_TEXT, offsetof(struct entry, indicateur.libelle), false, 1, 80, NULL},
		{"valences", CONFIG_LIST, offsetof(struct entry, indicateur.valences), false, 1, 16, NULL},
		{"tranches", CONFIG_LIST, offsetof(struct entry, indicateur.tranches), true, 1, 16, NULL},
		{"situation", CONFIG_TEXT, offsetof(struct entry, indicateur.situation), true, 1, 20, NULL},
		{"rattrapage", CONFIG_LIST, offsetof(struct entry, indicateur.rattrapage), true, 1, 16, NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, indicateur.article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	for (size_t i = 0; i < entry.indicateur.valences.count; i++)
		if (!has_valence(&all->vaccins, entry.indicateur.valences.at[i]))
			config_die(config_under(node, "valences"), "no vaccine of vaccins.yaml is of %.*s",
				TEXT_ARG(entry.indicateur.valences.at[i]));
	if (!text_is(entry.indicateur.situation, "enceinte")
		&& !text_is(entry.indicateur.situation, "postnatale") && entry.indicateur.situation.at)
		config_die(config_under(node, "situation"), "neither enceinte nor postnatale");
	all->at[all->count++] = entry.indicateur;
}

void
indicateurs_load(struct indicateurs *all, const char *dir)
{
	struct root {
		const struct config_node *tranches, *indicateurs, *compteurs, *mrtc; /* the first is pmi-emit's */
		struct config_list a_la_main;
		struct text source;
	} root = {0};
	static const struct config_key keys[] = {
		{"tranches", CONFIG_NODE, offsetof(struct root, tranches), false, 0, 0, NULL},
		{"indicateurs", CONFIG_NODE, offsetof(struct root, indicateurs), false, 0, 0, NULL},
		{"compteurs", CONFIG_NODE, offsetof(struct root, compteurs), false, 0, 0, NULL},
		{"mrtc", CONFIG_NODE, offsetof(struct root, mrtc), false, 0, 0, NULL},
		{"a_la_main", CONFIG_LIST, offsetof(struct root, a_la_main), false, 1, 64, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct root, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	struct config *config;

	*all = (struct indicateurs){0};
	vaccins_load(&all->vaccins, dir);
	config = config_open(dir, "indicateurs.yaml");
	config_bind(config_root(config), keys, &root);
	if (config_count(root.indicateurs) > INDICATEURS_MAX)
		config_die(root.indicateurs, "more than %d indicateurs", INDICATEURS_MAX);
	all->a_la_main = root.a_la_main;
	compteurs_load(&all->compteurs, config, dir, root.compteurs, root.mrtc);
	for (size_t i = 0; i < config_count(root.indicateurs); i++)
		load_indicateur(all, config_item(root.indicateurs, i));
}
