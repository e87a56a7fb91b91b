/*
 * accounts - what a stage took and sent, as it travels in the frames (stream.h, struct trail)
 */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include "filter.h"

/* Of the head that came: from where this stage counts on. */
void accounts_take(struct filter *f);

/* Of the frame that came. Dies with 65 when they are none. */
void accounts_read(struct filter *f);

/* Takes up what f->trail says of this stage. */
void accounts_of_trail(struct filter *f);

/* Did what came agree with what the stage before said of it? NULL, or what differs. */
const char *accounts_differ(const struct filter *f);

/* For the frame that goes out: those that came, and this stage's behind them. */
void accounts_write(const struct filter *f, enum frame_kind kind, struct buffer *out);

#endif
