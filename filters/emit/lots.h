/*
 * lots - the rows of what is billed: a lot a payer, support and period; its invoices; its lines. What corrects is
 * in lots of its own, what voids too, each act an invoice by itself: it names the one whose place it takes.
 *
 * Numbers are given in the order of the stream, so that the same stream makes the same documents.
 */
#ifndef EMIT_LOTS_H
#define EMIT_LOTS_H

#include "ledger.h"
#include "params.h"
#include "patients.h"
#include "record.h"

struct lots;

/* Where an act went. */
struct placement {
	char lot[LEDGER_ID_SIZE];
	int64_t facture, ligne;
};

struct lots *lots_new(struct db *db, int64_t emission, const struct params *params, struct patients *patients,
	struct seen *seen);
void lots_free(struct lots *lots);

/* `patient`: a pseudonym, or NULL. `remplace`: the number of the act that it corrects or voids; 0: an original. */
struct placement lots_add(struct lots *lots, const struct support *support, const struct record *rec,
	const void *patient, int64_t remplace);

/* What the invoice of an act is told by. */
struct facture_key lots_key(const struct support *support, const struct record *rec, const void *patient);

/* The sums of each lot, of the ledger's lines; */
void lots_finish(struct lots *lots);

/* and once its invoices are there (factures.h), that they are the same (70). */
void lots_check(const struct lots *lots);

#endif
