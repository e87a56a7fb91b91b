/*
 * view - what is shown of the frames that pass: the records, as lines of JSON
 *
 * Of both sides, a record is chosen by what came out; a frame of which one side is missing counts as
 * missed. Frames that come again after a restart are shown once.
 */
#ifndef TAP_VIEW_H
#define TAP_VIEW_H

#include "choice.h"
#include "frame.h"

struct view {
	struct choice choice;
	bool both, identity;
	struct buffer out;       /* lines, to be taken away by the caller */
	struct record record;
	int64_t wanted, shown;   /* records; wanted -1: all */
	uint64_t next;           /* number of the frame expected; 0: none came */
	uint64_t missed;         /* frames, since the first one */
	struct frame before;     /* of both sides, the one whose other side has yet to come */
	struct buffer before_bytes;
	bool over;               /* the end passed, or as many as were wanted */
};

/* The frame that passed on that side (TAP_BEFORE, TAP_AFTER); `bytes` hold it, and may be taken over. */
void view_take(struct view *view, char side, const struct frame *frame, struct buffer *bytes);

/* The same for who only counts: is this frame a new one? */
bool view_count(struct view *view, const struct frame *frame);

void view_free(struct view *view);

#endif
