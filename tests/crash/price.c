/*
 * pmi-price with a planted bug: an act of code CRASH makes it crash, one of code BOUCLE makes it turn
 * for ever. Linked in the place of price_rule (--wrap), for the tests of what a supervisor does then.
 */
#include "rule.h"

#include <stdlib.h>

void __real_price_rule(const struct price_question *q, const struct price_params *params,
	struct price_answer *answer, struct defects *defects);
void __wrap_price_rule(const struct price_question *q, const struct price_params *params,
	struct price_answer *answer, struct defects *defects);

void
__wrap_price_rule(const struct price_question *q, const struct price_params *params,
	struct price_answer *answer, struct defects *defects)
{
	volatile int turning = text_is(q->acte_code, "BOUCLE");

	if (text_is(q->acte_code, "CRASH"))
		abort();
	while (turning)
		;
	__real_price_rule(q, params, answer, defects);
}
