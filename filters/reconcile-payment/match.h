/*
 * match - what each movement that waits is for: rules over candidates (rule.h), and what follows from the choice
 *
 * Everything that waits is tried again by each run, the movements of days before too: whichever of a transfer and
 * the return that explains it came first, the end is the same.
 */
#ifndef RECONCILE_MATCH_H
#define RECONCILE_MATCH_H

#include "movement.h"

/* One that waits; its texts live until the next one. */
struct waiting {
	int64_t numero, cents;
	struct text payeur, jour, texte, raison, retour_ref;
	struct label label;
	bool contrepassation;
};

/* What it may be for. */
struct candidats {
	struct candidat at[CANDIDATS_MAX];
	unsigned count;
	unsigned connus;        /* lots named that the ledger has */
	struct text lot_payeur; /* of the first of them; kept in names */
	unsigned retenus;       /* a bit each: what a caisse says, and is held */
	bool reglement;         /* two movements, or two transfers told of, may be one another */
	unsigned alike;         /* that would be taken, but for another one that is as good */
	char name[64];
};

/* seek.c: credits; seek_debit.c: debits. Neither changes anything. */
struct seek;
struct seek *seek_new(struct run *run);
void seek_free(struct seek *seek);
void seek_credit(struct seek *seek, const struct waiting *w, struct candidats *c);
void seek_debit(struct seek *seek, const struct waiting *w, struct candidats *c);
void candidat_add(struct candidats *c, enum cible genre, int64_t cible, struct opinion verdict);

/* apply.c: the choice is entered. */
struct apply;
struct apply *apply_new(struct run *run, struct effects *effects);
void apply_free(struct apply *apply);
void apply_choice(struct apply *apply, const struct waiting *w, const struct candidat *choice);

/* A transfer that two movements make. */
void apply_two(struct apply *apply, const struct waiting *first, const struct waiting *second, int64_t reglement,
	const struct opinion *verdict);

/* Transfers told of whose movement found its lots without them; what was kept back, of movements that are known. */
void apply_link(struct apply *apply);

/* queue.c: what is left waits, with its candidates and why. */
void queue_make(struct run *run, struct seek *seek);

void match_all(struct run *run, struct effects *effects);

/* The movements that wait, by day: in the same order whatever file they came from. */
struct query *waiting_query(struct run *run);
bool waiting_next(struct query *query, const struct run *run, struct waiting *w);

#endif
