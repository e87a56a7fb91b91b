#include "params.h"

#include "interpretations.h"
#include "luhn.h"

struct root {
	struct params params;
	const struct config_node *medecins;
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
	return entry.medecin;
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
	params->medecins = medecins;
	params->medecin_count = count;
	interpretations_load(&readings, dir);
	params->conditionnel_retenu = interpretation_is(&readings, "C4", "retenir");
}
