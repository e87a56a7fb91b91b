/* filter_private - between filter.c (the loop), filter_open.c, filter_send.c and pmi-share */
#ifndef FILTER_PRIVATE_H
#define FILTER_PRIVATE_H

#include "filter.h"

/* One frame of this stream, under the number of the one that is read. */
void filter_send(struct filter *f, enum frame_kind kind, const struct buffer *body);
void filter_send_head(struct filter *f);

/* A head came again. Dies with 78 when it is not the same. */
void filter_begin_again(struct filter *f);

/* The frame that came is shown, kept, captured, as asked for. */
void filter_keep(struct filter *f);

#endif
