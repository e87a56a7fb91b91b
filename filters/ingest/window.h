/*
 * window - the bytes of a source in UTF-8, as many at a time as a row may need
 */
#ifndef INGEST_WINDOW_H
#define INGEST_WINDOW_H

#include "crumb.h"
#include "decode.h"
#include "source.h"

struct window {
	struct source *source;
	const struct decoder *decoder; /* NULL: the bytes are as they should be */
	char *at;     /* what is there now, from its first byte not yet used */
	size_t len;
	bool last;    /* nothing follows */
	bool marked;  /* it began with a byte order mark: UTF-8, whatever anybody says */
	char *room;   /* of WINDOW_ROOM */
	unsigned char *raw;
	struct crumb *crumb; /* at no record while bytes are waited for; NULL: nobody supervises */
};

#define WINDOW_ROOM (1024u * 1024)

/* From the first byte of the source, without a byte order mark. The memory is that of an earlier use
 * of the same window; { 0 } before the first. */
void window_open(struct window *w, struct source *source, const struct decoder *decoder);
void window_free(struct window *w);

/* More bytes behind those there, which may move; false when nothing follows or no room is left. */
bool window_more(struct window *w);
void window_use(struct window *w, size_t len);

/* Steps over everything up to the next `line_end`, and over it. */
void window_skip_line(struct window *w, char line_end);

#endif
