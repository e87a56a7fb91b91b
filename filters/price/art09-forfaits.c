/*
 * Art. 9: forfaits of the arrêté of 26 February 2016 as amended. FMV is priced by weeks of
 * pregnancy, and is not due when the woman gets the medicines at a pharmacy.
 */
#include "rule.h"

void
forfait_conditions(const struct price_question *q, const struct acte *acte, struct defects *d)
{
	rule(d, "R061");
	concerns(d, acte->famille == ACTE_IVG, "ivg");
	if (acte->semaines && q->semaines < 0)
		defect(d, "semaines-missing", F_SEMAINES_GROSSESSE);
	if (acte->medicaments && !q->medicaments_remis)
		defect(d, "medicaments-not-given", F_MEDICAMENTS_REMIS);
}
