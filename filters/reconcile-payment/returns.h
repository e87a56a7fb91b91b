/*
 * returns - what a caisse says of invoices, lines, debts and transfers, into `retour`, `reglement` and `accuse`
 */
#ifndef RECONCILE_RETURNS_H
#define RECONCILE_RETURNS_H

#include "effects.h"

/* Which lot and invoice of ours a caisse means (target.c). */
struct target {
	int64_t lot, facture; /* lot 0: none of ours; facture 0: the whole lot */
	int64_t due_cents;    /* of that */
	struct text raison;   /* the rule, or why not; static, or as long as the rule book */
};
struct targets;
struct targets *targets_new(struct run *run);
void targets_free(struct targets *places);
void target_find(struct targets *places, const struct record *rec, struct target *place);

struct returns;
struct returns *returns_new(struct run *run, struct identities *identities, struct effects *effects);
void returns_free(struct returns *returns);

/* Each kind of record. */
void return_take(struct returns *returns, const struct record *rec, int64_t releve, struct text source);
void accuse_take(struct returns *returns, const struct record *rec, int64_t releve, struct text source);

/* At the end: parts whose transfer never came stay without it. Returns how many. */
int64_t returns_end(struct returns *returns);

#endif
