/*
 * attribution - what changes what a lot is still owed, and the entries that say so
 *
 * The one invariant, which each call here keeps and `pmi-ledger verify` reads again: at all times
 *
 *	creance:L = max(reste, 0)    indu:L = min(reste, 0)    rejet:L = rejete
 *	attente:V = -(cents - affecte)    produit:PAYEUR = -(the sum of amo - annule of its lots)
 *
 * where reste = amo - rejete - annule - paye of the lot. Whatever makes reste smaller by some cents is one
 * operation: they are the debit of attente:V, rejet:L or produit:PAYEUR, and creance:L and indu:L change by
 * what takes them from the old reste to the new one. So does a payment stop being owed where it passes what
 * is owed, and one that is taken back come first out of what was too much. Cents below 0 are the same, the
 * other way: a refund, a refusal that the caisse takes back.
 *
 * Every call is within the transaction of its caller, who has checked that lot and virement are there: one
 * that is not ends the process with 70.
 */
#ifndef ATTRIBUTION_H
#define ATTRIBUTION_H

#include "ecriture.h"

struct attributions;

struct attributions *attributions_new(struct db *db, struct ecritures *ecritures);
void attributions_free(struct attributions *attributions);

/* A movement of the account: banque, and attente:V. Not of one that is the money of another (meme). */
void mouvement_make(struct attributions *attributions, int64_t virement, int64_t cents, struct text date);

/* What of a movement is for a lot: the row, of the next rang, and the entries. Nothing checks that the
 * movement holds as much: an invoice may be attributed before what was kept back of it. */
struct attribution {
	int64_t virement, lot, cents;
	struct text regle; /* of rapprochement.yaml, or "decision" */
	int64_t score;     /* below 0: it has none */
	struct text pourquoi;
	struct text date;
};
void attribution_make(struct attributions *attributions, const struct attribution *attribution);

/* What the caisse refuses of a lot; `piece` is what says so ("R000001"). */
void rejet_make(struct attributions *attributions, int64_t lot, int64_t cents, struct text piece, struct text date);

/* What we take back of a lot; `objet` is why: "correction", "annulation". */
void annulation_make(struct attributions *attributions, int64_t lot, int64_t cents, struct text objet,
	struct text date);

#endif
