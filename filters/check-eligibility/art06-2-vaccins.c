/* Art. 6.2: a vaccine is billed on form 708 alone, for a child under 6 or a woman seen for her
 * pregnancy or after birth (C13: the form prints only the first), whatever the titre. */
#include "rule.h"

void
art06_2_vaccins(const struct question *q, const struct params *params, struct defects *d)
{
	if (q->vaccin && !public_is(q, params->publics.forme_708_age))
		defect(d, "public-708", q->champ_naissance);
}
