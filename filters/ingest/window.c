#include "window.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK (64u * 1024) /* read at a time where bytes are decoded; a multiple of SEAL_BLOCK */
#define AHEAD (256u * 1024) /* where they are not: what the caches still hold when it is used */

static void *
room_of(size_t size)
{
	void *room = malloc(size);

	if (!room)
		out_of_memory();
	return room;
}

void
window_open(struct window *w, struct source *source, const struct decoder *decoder)
{
	w->source = source;
	w->decoder = decoder;
	if (!w->room)
		w->room = room_of(WINDOW_ROOM);
	if (decoder && !w->raw)
		w->raw = room_of(CHUNK);
	w->at = w->room;
	w->len = 0;
	w->last = false;
	source_rewind(source);
	window_more(w);
	w->marked = w->len >= 3 && memcmp(w->at, "\xEF\xBB\xBF", 3) == 0;
	window_use(w, w->marked ? 3 : 0);
}

void
window_free(struct window *w)
{
	free(w->room);
	free(w->raw);
	*w = (struct window){0};
}

/* A disk may let wait for minutes: no record is at fault. */
static size_t
read_patiently(struct window *w, void *into, size_t len)
{
	uint64_t record = crumb_wait(w->crumb);
	size_t got = source_read(w->source, into, len);

	crumb_at(w->crumb, record);
	return got;
}

bool
window_more(struct window *w)
{
	size_t free, asked, got;

	if (w->last)
		return false;
	if (w->at != w->room)
		memmove(w->room, w->at, w->len);
	w->at = w->room;
	free = WINDOW_ROOM - w->len;
	asked = w->decoder ? CHUNK : AHEAD;
	if (free < (w->decoder ? asked * DECODE_MAX : asked))
		return false;
	got = read_patiently(w, w->decoder ? (void *)w->raw : w->at + w->len, asked);
	w->last = got < asked;
	w->len += w->decoder ? decode(w->decoder, w->raw, got, w->at + w->len) : got;
	return got > 0 || w->last;
}

void
window_use(struct window *w, size_t len)
{
	w->at += len;
	w->len -= len;
}

void
window_skip_line(struct window *w, char line_end)
{
	do {
		char *end = memchr(w->at, line_end, w->len);

		if (end) {
			window_use(w, (size_t)(end - w->at) + 1);
			return;
		}
		window_use(w, w->len);
	} while (window_more(w));
}
