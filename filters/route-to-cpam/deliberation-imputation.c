/*
 * Délibérations 2023-212 art. 2 and 2026-49 art. 3: the operation and account that the receipt of
 * an activity goes to, under the convention that covers the act (C1, C2: which one wins is in the
 * book).
 */
#include "rule.h"

struct text
deliberation_imputation(const struct question *q, const struct params *params, struct defects *d)
{
	const struct convention *convention = conventions_find(&params->conventions, q->convention);
	const struct imputation *imputation =
		convention ? convention_imputation(convention, q->activite) : NULL;

	if (!imputation) {
		defect(d, "imputation-absent", F_CONVENTION);
		return TEXT_ABSENT;
	}
	return imputation->texte;
}
