/*
 * watch - the frames that a stage shows, taken as they come, until there is nothing more to see
 */
#ifndef TAP_WATCH_H
#define TAP_WATCH_H

#include "find.h"
#include "rate.h"
#include "view.h"
#include "wire_fd.h"
#include "wire_zmq.h"

struct watch {
	const char *dir; /* of the run; NULL: an endpoint was given */
	struct found at;
	bool counts; /* only how many */
	struct view view;
	struct rate rate;
	struct wire_zmq *from;
	struct wire_fd *to;
	struct buffer bytes;
};

void watch(struct watch *w);

#endif
