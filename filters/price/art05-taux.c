/*
 * Art. 5, 9: the rate is the one tied to the act; maternité, AME and some exonerations raise it.
 */
#include "rule.h"

static int64_t
max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t
taux_of(const struct price_question *q, const struct acte *acte, enum acte_nature nature,
	const struct price_taux *taux)
{
	int64_t bp = acte->taux_bp;

	if (nature == NATURE_MATERNITE)
		bp = max(bp, taux->maternite_bp);
	if (q->ame)
		bp = max(bp, taux->ame_bp);
	for (size_t i = 0; i < taux->exoneration_count; i++) {
		const struct exoneration *e = &taux->exonerations[i];

		if (text_given(q->exoneration) && text_equal(q->exoneration, e->code))
			bp = max(bp, e->taux_bp);
	}
	return bp;
}
