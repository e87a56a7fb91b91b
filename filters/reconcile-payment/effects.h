/*
 * effects - what is entered (attribution.h), and which lots go out because of it
 */
#ifndef RECONCILE_EFFECTS_H
#define RECONCILE_EFFECTS_H

#include "attribution.h"
#include "run.h"

struct effects;

struct effects *effects_new(struct run *run);
void effects_free(struct effects *effects);

/* A movement that counts. */
void effects_receive(struct effects *effects, int64_t virement, struct text jour, int64_t cents);

/* A part of it, of the same sign or not, is for a lot. */
void effects_attribute(struct effects *effects, const struct attribution *attribution);

/* The caisse refuses this much of a lot; below 0: it takes that back. */
void effects_reject(struct effects *effects, int64_t lot, int64_t cents, struct text jour);

/* The lot goes out. */
void effects_touch(struct effects *effects, int64_t lot);

#endif
