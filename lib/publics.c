#include "publics.h"

#include "actes.h"
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

/* Form 708: for whom (art. 6.2), and signed by whom (annexe 1.3). */
struct forme {
	int64_t age_max;
	unsigned professions;
	struct text article, source;
};

static void
load_forme_708(struct publics *publics, const struct config_node *node)
{
	const struct config_key keys[] = {
		{"age_max", CONFIG_INT, offsetof(struct forme, age_max), false, 1, 120, NULL},
		{"professions", CONFIG_NAMES, offsetof(struct forme, professions), false, 0, 0,
			profession_names},
		{"article", CONFIG_TEXT, offsetof(struct forme, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct forme, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct forme forme = {0};

	config_bind(node, keys, &forme);
	publics->forme_708_age = forme.age_max;
	publics->forme_708_professions = forme.professions;
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
	load_forme_708(publics, root.forme_708);
	publics->majorite_ans = load_years(root.majorite, "ans");
	publics->where = (struct publics_where){
		.titre_1 = text_of(config_where(root.titre_1)),
		.forme_708 = text_of(config_where(root.forme_708)),
		.majorite = text_of(config_where(root.majorite)),
	};
}
