/*
 * Art. 5, 9: the rate is the one tied to the act; maternité, AME and some exonerations raise it.
 */
#include "rule.h"

static int64_t
max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* 0 without one. */
static int64_t
exoneration_taux(const struct price_question *q, const struct price_taux *taux, struct defects *d)
{
	int64_t bp = 0;

	rule(d, "R224");
	if (!concerns(d, text_given(q->exoneration), "exoneration"))
		return 0;
	for (size_t i = 0; i < taux->exoneration_count; i++) {
		const struct exoneration *e = &taux->exonerations[i];

		if (!text_equal(q->exoneration, e->code))
			continue;
		takes(d, e->where);
		bp = max(bp, e->taux_bp);
	}
	return bp;
}

int64_t
taux_of(const struct price_question *q, const struct acte *acte, enum acte_nature nature,
	const struct price_taux *taux, struct defects *d)
{
	int64_t bp = acte->taux_bp;

	rule(d, "R022");
	takes(d, acte->where);
	if (nature == NATURE_MATERNITE) {
		takes(d, taux->where.maternite);
		bp = max(bp, taux->maternite_bp);
	}
	rule(d, "R014");
	if (concerns(d, q->ame, "ame")) {
		takes(d, taux->where.ame);
		bp = max(bp, taux->ame_bp);
	}
	return max(bp, exoneration_taux(q, taux, d));
}
