/* Annexe 1.3: form 708 is signed by a doctor or a midwife (C35), unlike 709 (annexe 1.4). A
 * delegated vaccine goes in the table of art. 6.3, and not on the form. */
#include "rule.h"

void
annexe13_signature(const struct question *q, const struct params *params, struct defects *d)
{
	rule(d, "R139");
	takes(d, params->publics.where.forme_708);
	if (concerns(d, q->vaccin && !q->delegue, "vaccin-de-la-pmi") && q->profession
		&& !(q->profession & params->publics.forme_708_professions))
		defect(d, "vaccin-profession", F_EXECUTANT_PROFESSION);
}
