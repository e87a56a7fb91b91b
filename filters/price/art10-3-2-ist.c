/*
 * Art. 10.3.2: biology and pharmacy of an anonymous IST patient, form 709, in full (R162-57 CSS).
 * The lines are free: cotation and amount stand on the form, annexe 1.1 does not price them.
 */
#include "rule.h"

void
ist_price(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d)
{
	nature_maladie_only(q, d);
	rule(d, "R220");
	montant_price(q, p->taux.ist_ref, a, d);
	rule(d, "R072");
	takes(d, p->taux.where.ist);
	a->nature = nature_text(NATURE_MALADIE);
	a->taux_bp = p->taux.ist_bp;
}
