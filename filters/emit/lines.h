/*
 * lines - the acts of a lot, invoice by invoice: the rows of the ledger give the order, the journal the rest
 */
#ifndef EMIT_LINES_H
#define EMIT_LINES_H

#include "db.h"
#include "places.h"

/* Valid until the next one. */
struct line {
	int64_t facture, ligne;
	struct record *rec;             /* as it was received */
	const void *patient;            /* a pseudonym, or NULL */
	struct text remplace, of;       /* where the act stands that it corrects or voids, and its acte_ref; or absent */
	int64_t repris_cents;           /* what is taken back of that one, */
	bool repris;                    /* if it was */
};

struct lines;

/* `first`: the number, in the ledger, of the act that was noted first. */
struct lines *lines_new(struct db *db, struct places_file *places, int64_t first);
void lines_free(struct lines *lines);

/* `original`: no act of the lot corrects or voids another. */
void lines_begin(struct lines *lines, int64_t lot, bool original);

/* NULL at the end. Dies with 70 where invoices and lines are not numbered without gap. */
const struct line *lines_next(struct lines *lines);

#endif
