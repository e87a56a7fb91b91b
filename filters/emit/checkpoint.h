/*
 * checkpoint - how far a journal goes: its last whole frame
 */
#ifndef EMIT_CHECKPOINT_H
#define EMIT_CHECKPOINT_H

#include "frame.h"

#include <sys/types.h>

struct checkpoint {
	off_t size;         /* of the whole frames */
	off_t torn;         /* bytes behind them: a frame that was being written */
	uint64_t done;      /* number of the last one */
	bool ended;         /* it is the end */
	struct trail trail; /* its accounts */
};

/* Of the journal open at `fd`. Size 0: it begins with no head, or with another than `head` of that
 * lineage: it is of other programs, and to be received anew. */
void checkpoint_find(struct checkpoint *checkpoint, int fd, const struct frame *head);

#endif
