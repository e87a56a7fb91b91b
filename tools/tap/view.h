/*
 * view - what is shown of the frames that pass
 */
#ifndef TAP_VIEW_H
#define TAP_VIEW_H

#include "frame.h"
#include "wire_fd.h"
#include "wire_zmq.h"

struct view {
	const char *statut, *motif; /* NULL: any */
	struct wire_zmq *from;
	struct wire_fd *to;
	struct buffer bytes, out;
	struct totals shown;
	struct record record;
	int64_t wanted;    /* records; -1: all */
	uint64_t next;     /* number of the frame expected; 0: none came */
	uint64_t missed;   /* frames */
	bool headed, over;
};

/* Adds to view->out what is wanted of the frame. */
void view_show(struct view *view, const struct frame *frame);

#endif
