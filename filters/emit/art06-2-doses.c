/*
 * Art. 6.2, annexe 1.3: a line of form 708 is one dose delivered. The same vaccine for the same patient
 * on the same day is that dose again, unless another lot shows that there were two: said, then.
 *
 * domain facts: R034, R137; R228
 */
#include "rule.h"

void
art06_2_doses(const struct question *q, struct defects *d)
{
	rule(d, "R228");
	if (!concerns(d, q->doses_par_jour && is_counted(q), "dose"))
		return;
	if (q->doses + q->quantite > q->doses_par_jour)
		defect(d, "vaccin-repete", F_CIP13);
	else if (q->doses + q->doses_autre_lot + q->quantite > q->doses_par_jour)
		defect(d, "vaccin-deux-lots", F_LOT_VACCIN);
}
