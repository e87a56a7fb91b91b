/* Art. 6.2: a vaccine is billed on form 708 alone, for a child under 6 or a woman seen for her
 * pregnancy or after birth, whatever the titre. The form prints only the first of the two (C13). */
#include "rule.h"

void
art06_2_vaccins(const struct question *q, const struct params *params, struct defects *d)
{
	if (!q->vaccin || q->enceinte || is_child(q, params->publics.forme_708_age))
		return;
	if (!q->postnatale || params->postnatale_refusee)
		defect(d, "public-708", q->champ_naissance);
	else
		defect(d, "vaccin-postnatal", F_SITUATION);
}
