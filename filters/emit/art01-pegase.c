/*
 * Art. 1: nothing is financed twice; convention 2026-49, annexe 3: no Vitale card for a bilan. So the
 * same child, day and doctor is a PEGASE bilan or acts for a CPAM (case 27). Where both come in one
 * run, the bilan is billed: the EPDEF owes it by its fiche. An act that an earlier run billed has been
 * sent: the bilan then waits for a person, who voids the one or the other.
 *
 * domain facts: R007, R181
 */
#include "rule.h"

void
art01_pegase(const struct question *q, struct defects *d)
{
	rule(d, "R007");
	if (concerns(d, !q->pegase, "cpam") && q->pegase_met)
		defect(d, "pegase-meme-jour", F_DATE_SOINS);
	rule(d, "R181");
	if (concerns(d, q->pegase && is_counted(q), "nouveau-bilan") && q->cpam_met)
		defect(d, "pegase-cpam-facture", F_DATE_SOINS);
}
