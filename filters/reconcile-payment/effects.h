/*
 * effects - what is entered: each changes the ledger's rows and its double entry together
 *
 * Of a lot, creance bears what is still owed, indu what was received too much (lot.reste_cents below 0); of a
 * movement, attente bears what has found no lot yet.
 */
#ifndef RECONCILE_EFFECTS_H
#define RECONCILE_EFFECTS_H

#include "run.h"

struct effects;

struct effects *effects_new(struct run *run);
void effects_free(struct effects *effects);

/* A movement that counts. */
void effects_receive(struct effects *effects, int64_t virement, struct text jour, int64_t cents);

/* A part of it, of the same sign or not, is for this lot. */
struct attribution {
	int64_t virement, lot, cents;
	struct text jour, regle, pourquoi;
	int64_t score;
};
void effects_attribute(struct effects *effects, const struct attribution *a);

/* The caisse refuses this much of a lot; below 0: it takes that back. `piece`: L000012, R000003. */
void effects_reject(struct effects *effects, int64_t lot, int64_t cents, struct text jour, const char *objet);

/* The lot goes out. */
void effects_touch(struct effects *effects, int64_t lot);

#endif
