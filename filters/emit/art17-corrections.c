/*
 * Art. 17: what an error got is given back. A correction takes the place of an act that was billed, a void takes it
 * back: neither leaves as an original (domain facts, part 8, re-emission trap), and an act is replaced once; what
 * is to be changed again is the correction. A void asks for nothing.
 *
 * domain facts: R097
 */
#include "rule.h"

void
art17_corrections(const struct question *q, struct defects *d)
{
	enum field of = q->genre == GENRE_CORRECTION ? F_CORRIGE : F_ANNULE;

	rule(d, "R097");
	if (!concerns(d, q->genre != GENRE_ORIGINAL, "remplace"))
		return;
	if (q->remplace == REMPLACE_INCONNU)
		defect(d, "correction-inconnue", of);
	if (q->remplace == REMPLACE_DEJA)
		defect(d, "correction-double", of);
	if (q->sans_papier)
		defect(d, "correction-papier", F_SUPPORT);
	if (q->genre == GENRE_ANNULATION && q->montant)
		defect(d, "annulation-montant", F_AMO_CENTS);
}
