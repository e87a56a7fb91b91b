/* Art. 6.2: a vaccine is billed on form 708 alone, for a child under 6 or a woman seen for her
 * pregnancy or after birth, whatever the titre. The form prints only the first of the two (C13). */
#include "rule.h"

void
art06_2_vaccins(const struct question *q, const struct params *params, struct defects *d)
{
	rule(d, "R033");
	if (!concerns(d, q->vaccin, "vaccin"))
		return;
	takes(d, params->publics.where.forme_708);
	if (!is_child(q, params->publics.forme_708_age) && !q->enceinte
		&& (!q->postnatale || params->postnatale_refusee))
		defect(d, "public-708", q->champ_naissance);
	rule(d, "R132");
	if (concerns(d, q->enceinte || q->postnatale, "enceinte-ou-postnatale") && q->postnatale
		&& !params->postnatale_refusee)
		defect(d, "vaccin-postnatal", F_SITUATION);
}
