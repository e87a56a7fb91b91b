/*
 * forclusion - when the claim for care is barred (config/delais.yaml: forclusion)
 *
 * Years from the first day of the quarter that follows the care. Everything but forclusion_load() is plain and may
 * be used by rules; a test may make its own.
 */
#ifndef FORCLUSION_H
#define FORCLUSION_H

#include "date.h"

#define FORCLUSIONS_MAX 8

/* How long a claim lives, for care from a day to a day (DAY_NONE: open). */
struct forclusion_regle {
	day_t du, au;
	int64_t annees;
};

struct forclusion {
	struct forclusion_regle at[FORCLUSIONS_MAX];
	size_t count;
	int64_t proche_jours; /* so many days before the end it is near */
};

/* What stands under `forclusion`. Dies with 78. */
struct config_node;
void forclusion_load(struct forclusion *forclusion, const struct config_node *node);

/* The first day on which the claim for care of that day is barred; DAY_NONE: no rule is of that day. */
day_t forclusion_day(const struct forclusion *forclusion, day_t date_soins);

#endif
