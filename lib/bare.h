/*
 * bare - a stream without frames, seen as if it had some: objects one after another in a file
 */
#ifndef BARE_H
#define BARE_H

#include "frame.h"

/* The frame that the first bytes make: a head or an end alone, or records together. False: it may go on
 * behind them, or, with `why`, they are no objects. */
bool bare_frame(struct frame *frame, const unsigned char *bytes, size_t len, const char **why);

/* The same when nothing follows them: what is whole; kind 0 for nothing. */
struct frame bare_rest(struct frame *frame, const unsigned char *bytes, size_t len);

#endif
