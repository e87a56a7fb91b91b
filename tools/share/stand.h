/*
 * stand - what stands in the line for the stage: it takes frames, has them worked at, passes them on
 */
#ifndef STAND_H
#define STAND_H

#include "filter.h"
#include "workers.h"

struct share {
	struct filter face; /* what the line sees of the stage: both ends, and its accounts */
	struct workers *workers;
	struct queue queue;
};

/* All that can be done without a new frame; `arg` is the share. False: there is no room for one. */
bool share_work(void *arg);

/* Until nothing more comes. */
void share_take_all(struct share *share);

/* Returns the exit code: 0, 65 for a stream without its end, 75 when interrupted. */
int share_finish(struct share *share);

#endif
