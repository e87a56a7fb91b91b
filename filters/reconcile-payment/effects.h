/*
 * effects - what a statement changes in the ledger: its credits, and which lots they pay
 *
 * A credit is told from any other by account, day, amount, label, references, and its place among
 * those that are alike in all of that: read twice, it is known.
 */
#ifndef RECONCILE_EFFECTS_H
#define RECONCILE_EFFECTS_H

#include "cfonb.h"
#include "ledger.h"
#include "params.h"

struct effects;

struct statement_counts {
	int64_t credits, credits_cents; /* new to the ledger */
	int64_t matched, unmatched;     /* of those */
	int64_t known;                  /* credits that the ledger had already */
	int64_t debits, debits_cents;   /* read past; see `notable` */
	int64_t notable;                /* debits that name a payer or a lot: for a person to look at */
	int64_t elsewhere;              /* movements of other accounts, or in no euros */
	int64_t ours;                   /* statements and movements of the convention's account */
};

/* Within a transaction of the ledger. */
struct effects *effects_new(struct db *db, const struct params *params);
void effects_movement(struct effects *effects, const struct cfonb_movement *movement);
void effects_statement(struct effects *effects, const struct cfonb_account *account);
const struct statement_counts *effects_counts(const struct effects *effects);

/* The statement itself into the ledger; one that is known changes nothing. */
void effects_finish(struct effects *effects, struct text source, const char *sha256, day_t as_of,
	const char *book_hash);
void effects_free(struct effects *effects);

#endif
