#include "regles.h"

#include "nearest.h"

#include <stdlib.h>

static const char *const etats[] = {[REGLE_APPLIQUEE] = "appliquee", [REGLE_CALCULEE] = "calculee",
	[REGLE_RAPPORTEE] = "rapportee", [REGLE_PAS_ENCORE] = "pas-encore",
	[REGLE_HORS_LOGICIEL] = "hors-logiciel", NULL};

const char *
regle_etat_name(unsigned etat)
{
	return etats[etat];
}

bool
regle_tenue(const struct regle *regle)
{
	return regle->etat != REGLE_PAS_ENCORE && regle->etat != REGLE_HORS_LOGICIEL;
}

/* As it stands in the file: its fields still by their names. */
struct bound {
	struct regle regle;
	struct config_list champs;
};

#define KEY(name, type, field, optional, min, max) \
	{name, type, offsetof(struct bound, field), optional, min, max, NULL}

static const struct config_key regle_keys[] = {
	KEY("convention", CONFIG_TEXT, regle.convention, true, 1, 20),
	KEY("article", CONFIG_TEXT, regle.article, false, 1, 120),
	KEY("fr", CONFIG_TEXT, regle.fr, false, 1, 400),
	KEY("en", CONFIG_TEXT, regle.en, false, 1, 400),
	{"etat", CONFIG_NAME, offsetof(struct bound, regle.etat), false, 0, 0, etats},
	KEY("filtre", CONFIG_LIST, regle.filtres, true, 1, 6),
	KEY("champs", CONFIG_LIST, champs, true, 1, REGLE_CHAMPS_MAX),
	KEY("interpretation", CONFIG_LIST, regle.interpretations, true, 1, 6),
	KEY("pourquoi", CONFIG_TEXT, regle.pourquoi, true, 1, 400),
	KEY("depuis", CONFIG_DATE, regle.depuis, false, 0, 0),
	KEY("source", CONFIG_SOURCE, regle.source, false, 0, 0),
	{0},
};

static enum field
load_champ(const struct config_node *node, struct text name)
{
	struct nearest near = {.word = name};
	enum field field = field_named(name);

	if (field != FIELD_NONE)
		return field;
	for (field = 0; field < FIELD_COUNT; field++)
		nearest_try(&near, field_infos[field].name);
	config_die(node, "a record has no field \"%.*s\"%s%s", TEXT_ARG(name),
		near.name ? "; did you mean " : "", near.name ? near.name : "");
}

static void
load_regle(struct regle *regle, struct text id, const struct config_node *node)
{
	struct bound bound = {.regle = {.id = id}};

	config_bind(node, regle_keys, &bound);
	*regle = bound.regle;
	for (size_t i = 0; i < bound.champs.count; i++)
		regle->champs[regle->champ_count++] =
			load_champ(config_under(node, "champs"), bound.champs.at[i]);
	if (id.len != 4 || id.at[0] != 'R' || !text_digits((struct text){id.at + 1, 3}, 3))
		config_die(node, "a rule is called R and three digits");
	if (regle_tenue(regle) == text_given(regle->pourquoi))
		config_die(node, "%.*s: `pourquoi` says why a rule is hors-logiciel or pas-encore, and of "
				 "no other one", TEXT_ARG(id));
	if (regle_tenue(regle) != (regle->filtres.count > 0))
		config_die(node, "%.*s: `filtre` says who owns it, unless it is hors-logiciel or "
				 "pas-encore", TEXT_ARG(id));
}

static void
load_condition(struct condition *condition, struct text cle, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"fr", CONFIG_TEXT, offsetof(struct condition, fr), false, 1, 200, NULL},
		{"en", CONFIG_TEXT, offsetof(struct condition, en), false, 1, 200, NULL},
		{0},
	};

	condition->cle = cle;
	config_bind(node, keys, condition);
}

static int
by_id(const void *a, const void *b)
{
	return text_compare(((const struct regle *)a)->id, ((const struct regle *)b)->id);
}

static int
by_cle(const void *a, const void *b)
{
	return text_compare(((const struct condition *)a)->cle, ((const struct condition *)b)->cle);
}

static void
load_regles(struct regles *regles, const struct config *config, const struct config_node *node)
{
	size_t count = config_pairs(node);
	struct regle *at = config_alloc(config, (count + 1) * sizeof(*at));

	for (size_t i = 0; i < count; i++)
		load_regle(&at[i], config_pair_key(node, i), config_pair_value(node, i));
	qsort(at, count, sizeof(*at), by_id);
	regles->at = at;
	regles->count = count;
}

static void
load_conditions(struct regles *regles, const struct config *config, const struct config_node *node)
{
	size_t count = config_pairs(node);
	struct condition *at = config_alloc(config, (count + 1) * sizeof(*at));

	for (size_t i = 0; i < count; i++)
		load_condition(&at[i], config_pair_key(node, i), config_pair_value(node, i));
	qsort(at, count, sizeof(*at), by_cle);
	regles->conditions = at;
	regles->condition_count = count;
}

void
regles_load(struct regles *regles, const char *dir)
{
	struct root {
		const struct config_node *conditions, *regles;
		struct text source;
	} root = {0};
	static const struct config_key keys[] = {
		{"source", CONFIG_SOURCE, offsetof(struct root, source), false, 0, 0, NULL},
		{"conditions", CONFIG_NODE, offsetof(struct root, conditions), false, 0, 0, NULL},
		{"regles", CONFIG_NODE, offsetof(struct root, regles), false, 0, 0, NULL},
		{0},
	};
	struct config *config = config_open(dir, "regles.yaml");

	config_bind(config_root(config), keys, &root);
	load_conditions(regles, config, root.conditions);
	load_regles(regles, config, root.regles);
}

const struct regle *
regles_find(const struct regles *regles, struct text id)
{
	const struct regle key = {.id = id};

	return regles->count ? bsearch(&key, regles->at, regles->count, sizeof(key), by_id) : NULL;
}

const struct condition *
regles_condition(const struct regles *regles, struct text cle)
{
	const struct condition key = {.cle = cle};

	return regles->condition_count
		? bsearch(&key, regles->conditions, regles->condition_count, sizeof(key), by_cle) : NULL;
}
