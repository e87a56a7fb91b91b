/*
 * ecriture - double entry: what is owed, what came in, and for what
 *
 * An operation is entries whose sum is 0; a debit is above 0. Entries are only ever added, and each is
 * sealed with the ones before it: `empreinte` is the SHA-256 of the seal before (64 zeros at first) and of
 *
 *	|numero|operation|date_operation|compte|cents|piece|objet
 *
 * Accounts, with what their balance means:
 *
 *	creance:L000012   what a payer still owes for a lot
 *	produit:PAYEUR    what was billed to it (a credit: below 0)
 *	rejet:L000012     what the caisse refused of a lot
 *	indu:L000012      what was received too much for a lot, to be given back (art. 17; below 0)
 *	attente:V000003   received, and not known for what (below 0)
 *	banque            what the account received
 */
#ifndef ECRITURE_H
#define ECRITURE_H

#include "date.h"
#include "db.h"
#include "sha256.h"

#define COMPTE_SIZE 96

struct ecritures;

/* Within a transaction of the ledger; no other one adds entries meanwhile. */
struct ecritures *ecritures_new(struct db *db);
void ecritures_free(struct ecritures *ecritures);

/* Begins an operation of that day; `piece` is what it is of ("L000012"), `objet` why ("emission"). Both
 * live until its last entry. */
void ecriture_begin(struct ecritures *ecritures, struct text date, struct text piece, struct text objet);

/* One entry: account KIND, or KIND:OF where `of` is given. 0 cents adds nothing. */
void ecriture_add(struct ecritures *ecritures, const char *kind, struct text of, int64_t cents);

/* Dies with 70 where the operation does not sum up to 0. */
void ecriture_end(struct ecritures *ecritures);

/* Two entries: what `debit` gains, `credit` gives. */
void ecriture_move(struct ecritures *ecritures, const char *debit, struct text debit_of, const char *credit,
	struct text credit_of, int64_t cents);

/* The entries of what a ledger before version 5 holds. */
void ecritures_take_over(struct db *db);

/*
 * Reads all of it again. NULL when each seal is that of its entry and of those before, the numbers have no
 * gap, and every operation sums up to 0; else what is wrong, with *numero the entry.
 */
const char *ecritures_verify(struct db *db, int64_t *numero);

#endif
