#include "params.h"

#include "interpretations.h"
#include "luhn.h"

struct root {
	struct params params;
	const struct config_node *medecins, *lieux, *forfaits; /* the last is pmi-report's */
	struct text article, source;
};

static const struct config_key root_keys[] = {
	{.name = "mesure_avant_ans", .type = CONFIG_INT,
		.offset = offsetof(struct root, params.mesure_avant_ans), .min = 1, .max = 21},
	{.name = "suivi_jusqu_a_ans", .type = CONFIG_INT,
		.offset = offsetof(struct root, params.suivi_jusqu_a_ans), .min = 1, .max = 21},
	{.name = "rangs", .type = CONFIG_INT, .offset = offsetof(struct root, params.rangs),
		.min = 1, .max = 99},
	{.name = "ferme_jusqu_au", .type = CONFIG_DATE,
		.offset = offsetof(struct root, params.ferme_jusqu_au)},
	{.name = "article", .type = CONFIG_TEXT, .offset = offsetof(struct root, article)},
	{.name = "source", .type = CONFIG_SOURCE, .offset = offsetof(struct root, source)},
	{.name = "medecins", .type = CONFIG_NODE, .offset = offsetof(struct root, medecins)},
	{.name = "lieux", .type = CONFIG_NODE, .offset = offsetof(struct root, lieux),
		.optional = true},
	{.name = "forfaits", .type = CONFIG_NODE, .offset = offsetof(struct root, forfaits),
		.optional = true},
	{.name = NULL},
};

static struct medecin
load_medecin(const struct config_node *node)
{
	struct entry {
		struct medecin medecin;
		struct text source;
	} entry = {.medecin.au = DAY_NONE};
	static const struct config_key keys[] = {
		{.name = "rpps", .type = CONFIG_TEXT,
			.offset = offsetof(struct entry, medecin.rpps)},
		{.name = "du", .type = CONFIG_DATE, .offset = offsetof(struct entry, medecin.du)},
		{.name = "au", .type = CONFIG_DATE, .offset = offsetof(struct entry, medecin.au),
			.optional = true},
		{.name = "source", .type = CONFIG_SOURCE, .offset = offsetof(struct entry, source)},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	if (!rpps_ok(entry.medecin.rpps))
		config_die(node, "the RPPS has not 11 digits, or a wrong key");
	if (entry.medecin.au != DAY_NONE && entry.medecin.au < entry.medecin.du)
		config_die(node, "au is before du");
	entry.medecin.where = text_of(config_where(node));
	return entry.medecin;
}

static struct lieu
load_lieu(const struct config_node *node)
{
	struct entry {
		struct lieu lieu;
		struct text source;
	} entry = {.lieu.au = DAY_NONE};
	static const struct config_key keys[] = {
		{.name = "site", .type = CONFIG_TEXT, .offset = offsetof(struct entry, lieu.site),
			.min = 1, .max = 40},
		{.name = "du", .type = CONFIG_DATE, .offset = offsetof(struct entry, lieu.du)},
		{.name = "au", .type = CONFIG_DATE, .offset = offsetof(struct entry, lieu.au),
			.optional = true},
		{.name = "source", .type = CONFIG_SOURCE, .offset = offsetof(struct entry, source)},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	if (entry.lieu.au != DAY_NONE && entry.lieu.au < entry.lieu.du)
		config_die(node, "au is before du");
	entry.lieu.where = text_of(config_where(node));
	return entry.lieu;
}

static void
load_lieux(struct params *params, struct config *config, const struct config_node *list)
{
	size_t count = list ? config_count(list) : 0;
	struct lieu *lieux = config_alloc(config, (count + 1) * sizeof(*lieux));

	for (size_t i = 0; i < count; i++)
		lieux[i] = load_lieu(config_item(list, i));
	params->lieux = lieux;
	params->lieu_count = count;
}

static void
load_rang(struct calendrier *calendrier, const struct config_node *node)
{
	struct entry {
		int64_t rang, de, a;
	} entry = {0};
	static const struct config_key keys[] = {
		{.name = "rang", .type = CONFIG_INT, .offset = offsetof(struct entry, rang), .min = 1,
			.max = RANGS_MAX},
		{.name = "de", .type = CONFIG_INT, .offset = offsetof(struct entry, de), .max = 1200},
		{.name = "a", .type = CONFIG_INT, .offset = offsetof(struct entry, a), .min = 1,
			.max = 1200},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	if (entry.a <= entry.de)
		config_die(node, "a is not above de");
	if (calendrier->rangs[entry.rang].a)
		config_die(node, "a rank twice");
	calendrier->rangs[entry.rang].de = entry.de;
	calendrier->rangs[entry.rang].a = entry.a;
}

static struct calendrier
load_calendrier(const struct config_node *node)
{
	struct entry {
		struct calendrier calendrier;
		struct text article, source;
		const struct config_node *rangs;
	} entry = {.calendrier.au = DAY_NONE};
	static const struct config_key keys[] = {
		{.name = "du", .type = CONFIG_DATE, .offset = offsetof(struct entry, calendrier.du)},
		{.name = "au", .type = CONFIG_DATE, .offset = offsetof(struct entry, calendrier.au),
			.optional = true},
		{.name = "article", .type = CONFIG_TEXT, .offset = offsetof(struct entry, article)},
		{.name = "source", .type = CONFIG_SOURCE, .offset = offsetof(struct entry, source)},
		{.name = "rangs", .type = CONFIG_NODE, .offset = offsetof(struct entry, rangs)},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	for (size_t i = 0; i < config_count(entry.rangs); i++)
		load_rang(&entry.calendrier, config_item(entry.rangs, i));
	return entry.calendrier;
}

/* Two calendars of one day would give a rank two ages. */
static void
check_apart(const struct config_node *list, const struct calendrier *at, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if ((at[j].au == DAY_NONE || at[i].du <= at[j].au)
			&& (at[i].au == DAY_NONE || at[j].du <= at[i].au))
			config_die_both(config_item(list, i), config_item(list, j),
				"two calendars are in force on one day");
}

static void
load_calendriers(struct params *params, const char *dir)
{
	const struct config_node *list = NULL;
	static const struct config_key keys[] = {
		{.name = "calendriers", .type = CONFIG_NODE},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "pegase-calendrier.yaml");
	struct calendrier *calendriers;

	config_bind(config_root(config), keys, &list);
	params->calendrier_count = config_count(list);
	calendriers = config_alloc(config, (params->calendrier_count + 1) * sizeof(*calendriers));
	for (size_t i = 0; i < params->calendrier_count; i++) {
		calendriers[i] = load_calendrier(config_item(list, i));
		check_apart(list, calendriers, i);
	}
	params->calendriers = calendriers;
}

static struct text
where_of(const struct config *config, const char *key)
{
	return text_of(config_where(config_under(config_root(config), key)));
}

void
params_load(struct params *params, const char *dir)
{
	struct config *config = config_open(dir, "pegase.yaml");
	struct root root = {0};
	struct interpretations readings;
	struct medecin *medecins;
	size_t count;

	config_bind(config_root(config), root_keys, &root);
	count = config_count(root.medecins);
	medecins = config_alloc(config, (count + 1) * sizeof(*medecins));
	for (size_t i = 0; i < count; i++)
		medecins[i] = load_medecin(config_item(root.medecins, i));
	*params = root.params;
	params->where.mesure = where_of(config, "mesure_avant_ans");
	params->where.suivi = where_of(config, "suivi_jusqu_a_ans");
	params->where.rangs = where_of(config, "rangs");
	params->where.ferme = where_of(config, "ferme_jusqu_au");
	params->medecins = medecins;
	params->medecin_count = count;
	load_lieux(params, config, root.lieux);
	interpretations_load(&readings, dir);
	params->conditionnel_retenu = interpretation_is(&readings, "C4", "retenir");
	load_calendriers(params, dir);
}
