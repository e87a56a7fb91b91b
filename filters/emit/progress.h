/*
 * progress - how far an emission is, under --progress: a JSON line on stderr, at most five a second
 */
#ifndef EMIT_PROGRESS_H
#define EMIT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on;
	int64_t actes;    /* placed: in a lot, or in the file of the stage that refused */
	uint64_t told_ms; /* when it was last told */
};

/* To be called for every act, and for every line that is written. */
void progress_tell(struct progress *progress);

#endif
