/*
 * CSS art. L160-11 (before 2016 L332-1, which only covers cash benefits since): the claim is barred two
 * years from the first day of the quarter that follows the care, 24 to 27 months after it. Past that day
 * an act is refused; near it, it is held, so that a person sends it first and sees that it arrives. The
 * EPDEF is no caisse: nothing of it is barred by that article.
 *
 * domain facts: R094, part 8; R226
 */
#include "rule.h"

static const struct forclusion *
in_force(const struct params *params, day_t date_soins)
{
	for (size_t i = 0; i < params->forclusion_count; i++) {
		const struct forclusion *f = &params->forclusions[i];

		if (date_soins >= f->du && (f->au == DAY_NONE || date_soins <= f->au))
			return f;
	}
	return NULL;
}

day_t
forclusion_day(const struct forclusion *f, day_t date_soins)
{
	struct civil civil = day_civil(date_soins);
	int quarter = (civil.month - 1) / 3;

	return day_add_months(day_of(civil.year, 3 * quarter + 1, 1), 3 + 12 * (int)f->annees);
}

void
css_art_l160_11_forclusion(const struct question *q, const struct params *params, struct defects *d)
{
	const struct forclusion *f = in_force(params, q->date_soins);
	day_t barred;

	rule(d, "R226");
	if (!concerns(d, q->activite != ACTIVITE_PEGASE, "cpam") || !f || q->date_soins == DAY_NONE)
		return;
	barred = forclusion_day(f, q->date_soins);
	if (q->as_of >= barred)
		defect(d, "forclose", F_DATE_SOINS);
	else if (q->as_of >= barred - params->forclusion_proche)
		defect(d, "forclusion-proche", F_DATE_SOINS);
}
