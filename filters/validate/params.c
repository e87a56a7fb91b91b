#include "params.h"

#include "interpretations.h"
#include "money.h"
#include "nearest.h"

/* The order is that of enum nir_nature, without its first. */
static const char *const natures[] = {"ordinaire", "provisoire", "passage", NULL};

static void
load_premiers(struct params *params, const struct config_node *list)
{
	struct premier {
		int64_t chiffre;
		unsigned nature;
		struct text source;
	};
	static const struct config_key keys[] = {
		{.name = "chiffre", .type = CONFIG_INT, .offset = offsetof(struct premier, chiffre),
			.max = 9},
		{.name = "nature", .type = CONFIG_NAME, .offset = offsetof(struct premier, nature),
			.names = natures},
		{.name = "source", .type = CONFIG_SOURCE,
			.offset = offsetof(struct premier, source)},
		{.name = NULL},
	};

	for (size_t i = 0; i < config_count(list); i++) {
		struct premier premier = {0};

		config_bind(config_item(list, i), keys, &premier);
		if (params->premiers[premier.chiffre] != NIR_UNLISTED)
			config_die(config_item(list, i), "first digit %d is listed twice",
				(int)premier.chiffre);
		params->premiers[premier.chiffre] = (enum nir_nature)(premier.nature + 1);
	}
}

static void
load_mois(struct params *params, const struct config_node *node)
{
	struct mois {
		int64_t normal_max, incomplet_min;
		struct text source;
	} mois = {0};
	static const struct config_key keys[] = {
		{.name = "normal_max", .type = CONFIG_INT,
			.offset = offsetof(struct mois, normal_max), .min = 1, .max = 99},
		{.name = "incomplet_min", .type = CONFIG_INT,
			.offset = offsetof(struct mois, incomplet_min), .min = 1, .max = 100},
		{.name = "source", .type = CONFIG_SOURCE, .offset = offsetof(struct mois, source)},
		{.name = NULL},
	};

	config_bind(node, keys, &mois);
	if (mois.incomplet_min <= mois.normal_max)
		config_die(node, "incomplet_min must be above normal_max");
	params->mois_normal_max = mois.normal_max;
	params->mois_incomplet_min = mois.incomplet_min;
}

/* The endings are pmi-anonymize's; bound here too, so that no other key may stand there. */
static void
load_fictif(struct params *params, const struct config_node *node)
{
	struct fictif {
		struct text prefixe, ivg, contraception, article, source;
	} fictif = {0};
	static const struct config_key keys[] = {
		{.name = "prefixe", .type = CONFIG_TEXT, .offset = offsetof(struct fictif, prefixe),
			.min = 7, .max = 7},
		{.name = "ivg", .type = CONFIG_TEXT, .offset = offsetof(struct fictif, ivg),
			.min = 3, .max = 3},
		{.name = "contraception", .type = CONFIG_TEXT,
			.offset = offsetof(struct fictif, contraception), .min = 3, .max = 3},
		{.name = "article", .type = CONFIG_TEXT,
			.offset = offsetof(struct fictif, article)},
		{.name = "source", .type = CONFIG_SOURCE,
			.offset = offsetof(struct fictif, source)},
		{.name = NULL},
	};

	config_bind(node, keys, &fictif);
	params->fictif_prefixe = fictif.prefixe;
}

static void
load_identifiants(struct params *params, const char *dir)
{
	struct root {
		const struct config_node *nir;
	} root;
	struct nir {
		const struct config_node *premiers, *mois, *fictif;
	} nir;
	static const struct config_key root_keys[] = {
		{.name = "nir", .type = CONFIG_NODE, .offset = offsetof(struct root, nir)},
		{.name = NULL},
	};
	static const struct config_key keys[] = {
		{.name = "premiers", .type = CONFIG_NODE, .offset = offsetof(struct nir, premiers)},
		{.name = "mois", .type = CONFIG_NODE, .offset = offsetof(struct nir, mois)},
		{.name = "fictif", .type = CONFIG_NODE, .offset = offsetof(struct nir, fictif)},
		{.name = NULL},
	};

	config_bind(config_root(config_open(dir, "identifiants.yaml")), root_keys, &root);
	config_bind(root.nir, keys, &nir);
	load_premiers(params, nir.premiers);
	load_mois(params, nir.mois);
	load_fictif(params, nir.fictif);
}

static enum field
load_champ(const struct config_node *node)
{
	enum field field = field_named(config_scalar(node));
	struct nearest near = {.word = config_scalar(node)};

	if (field != FIELD_NONE)
		return field;
	for (field = 0; field < FIELD_COUNT; field++)
		nearest_try(&near, field_infos[field].name);
	config_die(node, "a record has no field \"%.*s\"%s%s", TEXT_ARG(near.word),
		near.name ? "; did you mean " : "", near.name ? near.name : "");
}

/* A bound in the unit of its field. */
static int64_t
load_bound(const struct config_node *node, enum field field)
{
	struct text value = config_scalar(node);
	int64_t n = 0;
	bool ok = false;

	if (field_infos[field].type == FIELD_INT)
		ok = text_to_int(value, -MONEY_MAX, MONEY_MAX, &n);
	else if (field_infos[field].type == FIELD_EUROS)
		ok = money_parse(value, ".", &n);
	else if (field_infos[field].type == FIELD_NUMBER)
		ok = hundredths_parse(value, ".", &n);
	if (!ok)
		config_die(node, "\"%.*s\" cannot bound the field %s", TEXT_ARG(value),
			field_infos[field].name);
	return n;
}

static struct borne
load_borne(const struct config_node *node)
{
	struct entry {
		const struct config_node *champ, *de, *a;
		struct text source;
	} entry;
	static const struct config_key keys[] = {
		{.name = "champ", .type = CONFIG_NODE, .offset = offsetof(struct entry, champ)},
		{.name = "de", .type = CONFIG_NODE, .offset = offsetof(struct entry, de)},
		{.name = "a", .type = CONFIG_NODE, .offset = offsetof(struct entry, a)},
		{.name = "source", .type = CONFIG_SOURCE, .offset = offsetof(struct entry, source)},
		{.name = NULL},
	};
	struct borne borne;

	config_bind(node, keys, &entry);
	borne.champ = load_champ(entry.champ);
	borne.de = load_bound(entry.de, borne.champ);
	borne.a = load_bound(entry.a, borne.champ);
	if (borne.a < borne.de)
		config_die_both(entry.a, entry.de, "the upper bound of %s is under the lower one",
			field_infos[borne.champ].name);
	return borne;
}

static void
load_mentions(struct params *params, const char *dir)
{
	struct root {
		const struct config_node *bornes;
	} root;
	static const struct config_key keys[] = {
		{.name = "bornes", .type = CONFIG_NODE, .offset = offsetof(struct root, bornes)},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "mentions.yaml");
	struct borne *bornes;

	config_bind(config_root(config), keys, &root);
	params->borne_count = config_count(root.bornes);
	bornes = config_alloc(config, (params->borne_count + 1) * sizeof(*bornes));
	for (size_t i = 0; i < params->borne_count; i++) {
		bornes[i] = load_borne(config_item(root.bornes, i));
		for (size_t j = 0; j < i; j++)
			if (bornes[j].champ == bornes[i].champ)
				config_die_both(config_item(root.bornes, i),
					config_item(root.bornes, j), "the field %s is bounded twice",
					field_infos[bornes[i].champ].name);
	}
	params->bornes = bornes;
}

static unsigned
papier_motive(const char *dir)
{
	struct interpretations readings;

	interpretations_load(&readings, dir);
	if (interpretation_is(&readings, "C14", "aucun"))
		return 0;
	return interpretation_is(&readings, "C14", "titre-1") ? ACTIVITE_PMI : ACTIVITE_PMI | ACTIVITE_CPEF;
}

void
params_load(struct params *params, const char *dir)
{
	*params = (struct params){.papier_motive = papier_motive(dir)};
	load_identifiants(params, dir);
	load_mentions(params, dir);
	actes_load(&params->actes, dir);
}
