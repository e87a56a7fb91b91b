/*
 * find - where a stage of a run shows what passes: DIR/.pmi-run.json, as pmi-run writes it
 *
 * The first and the last stage show nothing themselves; their neighbour's other side is the same.
 */
#ifndef TAP_FIND_H
#define TAP_FIND_H

#include <stdbool.h>

struct found {
	char endpoint[256];
	char side; /* TAP_BEFORE, TAP_AFTER */
};

/* `stage`: price, pmi-price, or its place in the line, from 1. Dies: 64 no such stage, or nothing passes
 * there; 66 no run is at work in `dir`; 65 the file is not pmi-run's. */
void find_stage(struct found *found, const char *dir, const char *stage, char side, bool both);

/* Is that run still at work? */
bool find_again(const struct found *found, const char *dir);

#endif
