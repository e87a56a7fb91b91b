/*
 * CSS art. L160-11 (before 2016 L332-1, which only covers cash benefits since): the claim is barred two
 * years from the first day of the quarter that follows the care, 24 to 27 months after it. Past that day
 * an act is refused; near it, it is held, so that a person sends it first and sees that it arrives. The
 * EPDEF is no caisse: nothing of it is barred by that article.
 *
 * domain facts: R094, part 8; R226
 */
#include "rule.h"

void
css_art_l160_11_forclusion(const struct question *q, const struct params *params, struct defects *d)
{
	day_t barred = forclusion_day(&params->forclusion, q->date_soins);

	rule(d, "R226");
	if (!concerns(d, q->activite != ACTIVITE_PEGASE, "cpam") || barred == DAY_NONE)
		return;
	if (q->as_of >= barred)
		defect(d, "forclose", F_DATE_SOINS);
	else if (q->as_of >= barred - params->forclusion.proche_jours)
		defect(d, "forclusion-proche", F_DATE_SOINS);
}
