/*
 * rate - how much passes in a second, and with which outcome
 *
 * From the accounts that each frame carries: exact whatever was missed.
 */
#ifndef TAP_RATE_H
#define TAP_RATE_H

#include "frame.h"

struct rate {
	bool json, begun;
	struct totals told, now; /* by the last line; by the last frame */
	int64_t told_ms;
	int64_t lines;
};

void rate_take(struct rate *rate, const struct frame *frame);

/* Adds a line to `out` when a second is over, or `at_once` where something passed since the last one. */
void rate_tell(struct rate *rate, uint64_t missed, bool at_once, struct buffer *out);

#endif
