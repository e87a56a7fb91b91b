/*
 * Art. 10.3.2, annexe 1.4: laboratory, biology and pharmacy of anonymous patients on form 709,
 * under a number that the CPAM gives and nobody computes. The form is signed by a doctor; not by a
 * midwife, unless it is read otherwise (C35).
 */
#include "rule.h"

void
art10_3_2_ist(const struct question *q, const struct params *params, const struct acte *acte,
	struct answer *answer, struct defects *d)
{
	rule(d, "R071");
	rule(d, "R212");
	answer->nir[0] = '\0'; /* the centre holds no identity (CSP art. R2311-14) */
	rule(d, "R141");
	if (!text_given(q->numero_fictif))
		defect(d, "numero-fictif-missing", F_NUMERO_FICTIF);
	rule(d, "R073");
	if (acte && acte->famille != ACTE_IST)
		defect(d, "ist-acte", F_ACTE_CODE);
	rule(d, "R143");
	if (q->profession && !(q->profession & params->signataires_709))
		defect(d, "ist-profession", F_EXECUTANT_PROFESSION);
}
