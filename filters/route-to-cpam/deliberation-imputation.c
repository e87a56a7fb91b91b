/*
 * Délibérations 2023-212 art. 2 and 2026-49 art. 3: the operation and account that the receipt of
 * an activity goes to, under the convention that covers the act (C1, C2: which one wins is in the
 * book).
 */
#include "rule.h"

static const char *
receipt_rule(const struct question *q)
{
	if (q->activite == ACTIVITE_PEGASE)
		return "R149";
	return q->activite == ACTIVITE_CPEF ? "R003" : "R002";
}

struct text
deliberation_imputation(const struct question *q, const struct params *params, struct defects *d)
{
	const struct convention *convention = conventions_find(&params->conventions, q->convention);
	const struct imputation *imputation =
		convention ? convention_imputation(convention, q->activite) : NULL;

	rule(d, "R169");
	concerns(d, q->activite == ACTIVITE_PEGASE, "pegase");
	rule(d, receipt_rule(q));
	if (!imputation) {
		defect(d, "imputation-absent", F_CONVENTION);
		return TEXT_ABSENT;
	}
	takes(d, imputation->where);
	return imputation->texte;
}
