/*
 * Annexe 1.1: who may do an act, in which activity, at which age of the patient (art. 4, 8).
 */
#include "rule.h"

void
acte_conditions(const struct price_question *q, const struct acte *acte, struct defects *d)
{
	rule(d, q->activite == ACTIVITE_CPEF ? "R057" : "R012");
	if (!(acte->activites & q->activite))
		defect(d, "acte-activite", F_ACTIVITE);
	rule(d, "R214");
	concerns(d, acte->professions != 0, "acte-a-profession");
	if (acte->professions && !q->profession)
		defect(d, "profession-missing", F_EXECUTANT_PROFESSION);
	else if (acte->professions && !(acte->professions & q->profession))
		defect(d, "acte-profession", F_EXECUTANT_PROFESSION);
	/* NGAP, calendar days: "du jour des 8 mois jusqu'à la veille du jour des 10 mois" */
	rule(d, "R215");
	if (concerns(d, acte->fenetre_count > 0, "acte-a-age")
		&& !acte_fenetre_at(acte, q->naissance, q->date_soins))
		defect(d, "acte-age", F_DATE_SOINS);
	rule(d, "R216");
	if (!acte->coefficient && q->coefficient_hundredths != 100)
		defect(d, "coefficient-unexpected", F_COEFFICIENT);
}
