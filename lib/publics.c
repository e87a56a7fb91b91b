#include "publics.h"

#include "config.h"

struct root {
	const struct config_node *titre_1, *majorite, *forme_708;
};

struct bound {
	int64_t years;
	struct text article, source;
};

static int64_t
load_years(const struct config_node *node, const char *name)
{
	const struct config_key keys[] = {
		{name, CONFIG_INT, offsetof(struct bound, years), false, 1, 120, NULL},
		{"article", CONFIG_TEXT, offsetof(struct bound, article), true, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct bound, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct bound bound = {0};

	config_bind(node, keys, &bound);
	return bound.years;
}

void
publics_load(struct publics *publics, const char *dir)
{
	static const struct config_key keys[] = {
		{"titre_1", CONFIG_NODE, offsetof(struct root, titre_1), false, 0, 0, NULL},
		{"majorite", CONFIG_NODE, offsetof(struct root, majorite), false, 0, 0, NULL},
		{"forme_708", CONFIG_NODE, offsetof(struct root, forme_708), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "publics.yaml");
	struct root root = {0};

	config_bind(config_root(config), keys, &root);
	publics->titre_1_age = load_years(root.titre_1, "age_max");
	publics->forme_708_age = load_years(root.forme_708, "age_max");
	publics->majorite_ans = load_years(root.majorite, "ans");
	config_close(config);
}
