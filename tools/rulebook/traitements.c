#include "traitements.h"

#include "nearest.h"

static const char *const formes[] = {[FORME_NOMINATIF] = "nominatif", [FORME_ANONYME] = "anonyme",
	[FORME_PSEUDONYME] = "pseudonyme", [FORME_AGREGE] = "agrege", NULL};

/* As it stands in the file: its fields still by their names. `code` is for scripts/check-house. */
struct bound {
	struct traitement t;
	struct config_list champs, jamais, code;
};

#define KEY(name, type, field, optional, min, max, names) \
	{name, type, offsetof(struct bound, field), optional, min, max, names}

static const struct config_key keys[] = {
	KEY("finalite", CONFIG_TEXT, t.finalite, false, 1, 200, NULL),
	KEY("destinataires", CONFIG_LIST, t.destinataires, true, 1, 16, NULL),
	KEY("forme", CONFIG_NAME, t.forme, false, 0, 0, formes),
	KEY("champs", CONFIG_LIST, champs, false, 1, TRAITEMENT_CHAMPS_MAX, NULL),
	KEY("jamais", CONFIG_LIST, jamais, true, 1, TRAITEMENT_CHAMPS_MAX, NULL),
	KEY("code", CONFIG_LIST, code, false, 1, 16, NULL),
	KEY("base", CONFIG_TEXT, t.base, false, 1, 300, NULL),
	KEY("conservation", CONFIG_TEXT, t.conservation, false, 1, 300, NULL),
	KEY("du", CONFIG_DATE, t.du, false, 0, 0, NULL), KEY("au", CONFIG_DATE, t.au, true, 0, 0, NULL),
	KEY("article", CONFIG_TEXT, t.article, false, 1, 200, NULL),
	KEY("source", CONFIG_SOURCE, t.source, false, 0, 0, NULL), {0},
};

const char *
forme_name(unsigned forme)
{
	return formes[forme];
}

bool
traitement_in_force(const struct traitement *traitement, day_t at)
{
	return traitement->du <= at && (traitement->au == DAY_NONE || at <= traitement->au);
}

static enum field
load_champ(const struct config_node *node, struct text name)
{
	struct nearest near = {.word = name};
	enum field field = field_named(name);

	if (field != FIELD_NONE)
		return field;
	for (field = 0; field < FIELD_COUNT; field++)
		nearest_try(&near, field_infos[field].name);
	config_die(node, "a record has no field \"%.*s\"%s%s", TEXT_ARG(name), near.name ? "; did you mean " : "",
		near.name ? near.name : "");
}

/* What bears a person, and says that it bears none, is a slip that a register must not have. */
static void
check_forme(const struct traitement *t, const struct config_node *node)
{
	for (unsigned i = 0; i < t->champ_count; i++) {
		const struct field_info *info = &field_infos[t->champs[i]];
		bool patient = info->who == FIELD_PERSON && t->champs[i] != F_EXECUTANT_NOM
			&& t->champs[i] != F_EXECUTANT_PRENOM && t->champs[i] != F_DELEGUE_NOM
			&& t->champs[i] != F_NUMERO_FICTIF;

		if (patient && t->forme != FORME_NOMINATIF)
			config_die(config_under(node, "forme"), "%s is about a patient: it is nominatif", info->name);
	}
}

static void
load_one(struct traitement *t, struct text key, const struct config_node *node, const struct payeurs *payeurs)
{
	struct bound bound = {.t = {.key = key, .au = DAY_NONE}};

	config_bind(node, keys, &bound);
	for (size_t i = 0; i < bound.champs.count; i++)
		bound.t.champs[bound.t.champ_count++] = load_champ(config_under(node, "champs"), bound.champs.at[i]);
	for (size_t i = 0; i < bound.jamais.count; i++)
		for (unsigned k = 0, f = load_champ(config_under(node, "jamais"), bound.jamais.at[i]);
			k < bound.t.champ_count; k++)
			if (bound.t.champs[k] == f)
				config_die(config_under(node, "jamais"), "%s is under `champs` too", field_infos[f].name);
	for (size_t i = 0; i < bound.t.destinataires.count; i++)
		if (!payeurs_find(payeurs, bound.t.destinataires.at[i]))
			config_die(config_under(node, "destinataires"), "caisses.yaml has no payer %.*s",
				TEXT_ARG(bound.t.destinataires.at[i]));
	check_forme(&bound.t, node);
	*t = bound.t;
}

void
traitements_load(struct traitements *traitements, const char *dir)
{
	struct root {
		const struct config_node *traitements;
		struct text source;
	} root = {0};
	static const struct config_key root_keys[] = {
		{"source", CONFIG_SOURCE, offsetof(struct root, source), false, 0, 0, NULL},
		{"traitements", CONFIG_NODE, offsetof(struct root, traitements), false, 0, 0, NULL},
		{0},
	};
	struct config *config = config_open(dir, "traitements.yaml");
	struct traitement *at;

	*traitements = (struct traitements){.count = 0};
	payeurs_load(&traitements->payeurs, dir);
	regles_load(&traitements->regles, dir);
	config_bind(config_root(config), root_keys, &root);
	traitements->count = config_pairs(root.traitements);
	at = config_alloc(config, (traitements->count + 1) * sizeof(*at));
	for (size_t i = 0; i < traitements->count; i++)
		load_one(&at[i], config_pair_key(root.traitements, i), config_pair_value(root.traitements, i),
			&traitements->payeurs);
	traitements->at = at;
}
