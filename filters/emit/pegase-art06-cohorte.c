/*
 * Convention 2026-49 art. 6, annexe 3: one price for a fiche, one bilan of each rank of a child. Art. 2,
 * 4: the ranks follow one another; a rank that is out of order with the days is said, and billed: the
 * fiche is the proof (annexe 3), and bilans of before this ledger are not seen. Rapport: the forfait of
 * a child and year pays so many bilans; past them, a notice.
 *
 * domain facts: R153, R165, R178, R182, R184
 */
#include "rule.h"

static void
check_once(const struct question *q, struct defects *d)
{
	rule(d, "R182");
	if (q->fiche_met)
		defect(d, "pegase-doublon", F_PEGASE_FICHE);
	rule(d, "R153");
	if (!q->fiche_met && q->rang_met)
		defect(d, "pegase-doublon", F_PEGASE_RANG);
}

void
pegase_art06_cohorte(const struct question *q, struct defects *d)
{
	rule(d, "R182");
	if (!concerns(d, q->pegase && is_counted(q), "nouveau-bilan"))
		return;
	check_once(q, d);
	rule(d, "R178");
	if (q->rang_desordre)
		defect(d, "pegase-ordre", F_PEGASE_RANG);
	rule(d, "R184");
	if (q->bilans_par_an && q->bilans_annee + 1 > q->bilans_par_an)
		defect(d, "pegase-annee", F_DATE_SOINS);
}
