/*
 * Annexe 1.2 art. 6: the paper sheet that goes with a degraded electronic one, and the duplicata that
 * takes the place of a sending that failed, are the act once more on paper: it is counted once, where
 * it was first billed, and the paper is linked to it (pieces.csv). A paper whose sheet the ledger does
 * not know waits for it.
 *
 * domain facts: R123, R126
 */
#include "rule.h"

void
annexe12_art06_pieces(const struct question *q, struct defects *d)
{
	enum field of = q->piece == PIECE_JUMEAU ? F_JUMEAU_DE : F_DUPLICATA_DE;

	rule(d, "R123");
	if (concerns(d, q->piece == PIECE_JUMEAU, "jumeau"))
		defect(d, q->feuille_met ? "jumeau-compte" : "piece-sans-feuille", of);
	rule(d, "R126");
	if (concerns(d, q->piece != PIECE_NONE && q->piece != PIECE_JUMEAU, "duplicata"))
		defect(d, q->feuille_met ? "duplicata-lie" : "piece-sans-feuille", of);
}
