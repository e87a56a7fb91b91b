/*
 * Contraception of minors: NIR 2 55 55 55, code of the caisse, 042, with the exact birth date;
 * electronic sending is allowed, without the card. The convention does not name it (art. 10.3
 * leaves it to the rules of anonymity); source: domain facts 3.2, S15, S52, S53.
 */
#include "rule.h"

void
art10_3_contraception(const struct question *q, const struct params *params,
	const struct acte *acte, struct answer *answer, struct defects *d)
{
	rule(d, "R219");
	takes(d, params->majorite);
	if (!acte || (acte->famille != ACTE_CONTRACEPTION && acte->famille != ACTE_CONSULTATION))
		defect(d, "anonymat-acte", F_ACTE_CODE);
	if (!is_minor(q, params))
		defect(d, "anonymat-acte", q->champ_naissance);
	nir_fictif(q, params, params->fictif_contraception, answer->nir, d);
	answer->naissance_kept = true;
}
