/*
 * Art. 6.3, annexe 1.5: the table of delegated acts is dated and signed by a person of a function that
 * is on the list that day (config/signataires.yaml); otherwise its lines wait. Art. 10.3.3: the same
 * under titre II.
 *
 * domain facts: R050, R053, R054, R077
 */
#include "rule.h"

void
annexe15_signataire(const struct question *q, struct defects *d)
{
	rule(d, "R050");
	concerns(d, q->recapitulatif, "delegue");
	rule(d, "R054");
	concerns(d, q->recapitulatif, "delegue");
	rule(d, "R053");
	if (concerns(d, q->recapitulatif, "delegue") && !q->signataire)
		defect(d, "signataire-unlisted", F_SUPPORT);
}
