#include "forclusion.h"

#include "config.h"

static struct forclusion_regle
load_regle(const struct config_node *node)
{
	struct regle {
		struct forclusion_regle regle;
		struct text article, source;
	} one = {.regle.au = DAY_NONE};
	static const struct config_key keys[] = {
		{"du", CONFIG_DATE, offsetof(struct regle, regle.du), false, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct regle, regle.au), true, 0, 0, NULL},
		{"annees", CONFIG_INT, offsetof(struct regle, regle.annees), false, 1, 30, NULL},
		{"article", CONFIG_TEXT, offsetof(struct regle, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct regle, source), false, 0, 0, NULL},
		{0},
	};

	config_bind(node, keys, &one);
	return one.regle;
}

void
forclusion_load(struct forclusion *forclusion, const struct config_node *node)
{
	struct all {
		int64_t proche_jours;
		struct text source;
		const struct config_node *regles;
	} all = {0};
	static const struct config_key keys[] = {
		{"proche_jours", CONFIG_INT, offsetof(struct all, proche_jours), false, 0, 366, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct all, source), false, 0, 0, NULL},
		{"regles", CONFIG_NODE, offsetof(struct all, regles), false, 0, 0, NULL},
		{0},
	};

	config_bind(node, keys, &all);
	*forclusion = (struct forclusion){.proche_jours = all.proche_jours, .count = config_count(all.regles)};
	if (forclusion->count > FORCLUSIONS_MAX)
		config_die(all.regles, "more than %d regles", FORCLUSIONS_MAX);
	for (size_t i = 0; i < forclusion->count; i++)
		forclusion->at[i] = load_regle(config_item(all.regles, i));
}

/* The first day of the quarter that follows, some years later. */
static day_t
quarter_after(day_t day, int years)
{
	struct civil civil = day_civil(day);
	int month = 3 * ((civil.month - 1) / 3) + 4;

	return month > 12 ? day_of(civil.year + years + 1, 1, 1) : day_of(civil.year + years, month, 1);
}

day_t
forclusion_day(const struct forclusion *forclusion, day_t date_soins)
{
	for (size_t i = 0; date_soins != DAY_NONE && i < forclusion->count; i++) {
		const struct forclusion_regle *r = &forclusion->at[i];

		if (date_soins >= r->du && (r->au == DAY_NONE || date_soins <= r->au))
			return quarter_after(date_soins, (int)r->annees);
	}
	return DAY_NONE;
}
