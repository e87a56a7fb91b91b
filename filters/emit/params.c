#include "params.h"

#include "config.h"

static void
load_support(struct support *support, struct text key, const struct config_node *node)
{
	static const char *const groupes[] = {"seance", "patient", "lot", NULL};
	struct {
		struct support_params params;
		unsigned sorties;
		const struct config_node *periode, *terme_echu; /* pmi-route-to-cpam reads them */
		struct text rectificatif, article, source;
	} bound = {{0, 0}, 0, NULL, NULL, TEXT_ABSENT, TEXT_ABSENT, TEXT_ABSENT};
	const struct config_key keys[] = {
		{"periode", CONFIG_NODE, (size_t)((char *)&bound.periode - (char *)&bound), false, 0, 0,
			NULL},
		{"terme_echu", CONFIG_NODE, (size_t)((char *)&bound.terme_echu - (char *)&bound), true, 0,
			0, NULL},
		{"groupe", CONFIG_NAME, offsetof(struct support_params, groupe), false, 0, 0, groupes},
		{"lignes_max", CONFIG_INT, offsetof(struct support_params, lignes_max), true, 1, 1000,
			NULL},
		{"sorties", CONFIG_NAMES, (size_t)((char *)&bound.sorties - (char *)&bound), true, 0, 0,
			sortie_files},
		{"rectificatif", CONFIG_TEXT, (size_t)((char *)&bound.rectificatif - (char *)&bound), true,
			1, 40, NULL},
		{"article", CONFIG_TEXT, (size_t)((char *)&bound.article - (char *)&bound), false, 1,
			200, NULL},
		{"source", CONFIG_SOURCE, (size_t)((char *)&bound.source - (char *)&bound), false, 0, 0,
			NULL},
		{NULL, CONFIG_TEXT, 0, false, 0, 0, NULL},
	};

	config_bind(node, keys, &bound);
	*support = (struct support){key, bound.params, bound.sorties, bound.rectificatif};
}

/* A correction has the period of its act: the two supports must count it alike. */
static void
check_rectificatif(const struct params *params, const struct config_node *all, size_t index)
{
	const struct config_node *node = config_pair_value(all, index);
	struct text name = params->supports[index].rectificatif;
	size_t i = 0;

	while (i < params->support_count && !text_equal(params->supports[i].key, name))
		i++;
	if (!name.at)
		return;
	if (i == params->support_count)
		config_die(config_under(node, "rectificatif"), "there is no support %.*s", TEXT_ARG(name));
	if (!text_equal(config_scalar(config_under(config_pair_value(all, i), "periode")),
			config_scalar(config_under(node, "periode"))))
		config_die_both(config_under(node, "rectificatif"),
			config_under(config_pair_value(all, i), "periode"), "its periode is another");
}

static void
load_supports(struct params *params, const char *dir)
{
	const struct config_node *root, *all = NULL;
	const struct config_key keys[] = {
		{"supports", CONFIG_NODE, 0, false, 0, 0, NULL},
		{NULL, CONFIG_TEXT, 0, false, 0, 0, NULL},
	};
	struct config *config = config_open(dir, "supports.yaml");

	root = config_root(config);
	config_bind(root, keys, &all);
	params->support_count = config_pairs(all);
	if (params->support_count > SUPPORTS_MAX)
		config_die(all, "more than %d supports", SUPPORTS_MAX);
	for (size_t i = 0; i < params->support_count; i++)
		load_support(&params->supports[i], config_pair_key(all, i), config_pair_value(all, i));
	for (size_t i = 0; i < params->support_count; i++)
		check_rectificatif(params, all, i);
}

void
params_load(struct params *params, const char *dir)
{
	*params = (struct params){0};
	payeurs_load(&params->payeurs, dir);
	actes_load(&params->actes, dir);
	load_supports(params, dir);
	params_load_frequences(params, dir);
	params_load_signataires(params, dir);
	params_load_tranches(params, dir);
}

const struct support *
params_support(const struct params *params, struct text key)
{
	for (size_t i = 0; i < params->support_count; i++)
		if (text_equal(params->supports[i].key, key))
			return &params->supports[i];
	return NULL;
}
