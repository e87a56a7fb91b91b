/*
 * buffer - bytes that grow, and the few msgpack writes that the project makes
 *
 * Owned by who declares it; { 0 } is an empty one. Memory that cannot be had ends the process (75).
 */
#ifndef BUFFER_H
#define BUFFER_H

#include "text.h"

#include <string.h>

struct buffer {
	unsigned char *at;
	size_t len, room;
};

void buffer_reserve(struct buffer *buffer, size_t more); /* room for `more` bytes behind len */
void buffer_free(struct buffer *buffer);

/* Where `more` bytes may be written behind len, which the caller then adds to it. */
static inline unsigned char *
buffer_room(struct buffer *buffer, size_t more)
{
	if (more > buffer->room - buffer->len)
		buffer_reserve(buffer, more);
	return buffer->at + buffer->len;
}

static inline void
buffer_add(struct buffer *buffer, const void *bytes, size_t len)
{
	if (!len)
		return;
	memcpy(buffer_room(buffer, len), bytes, len);
	buffer->len += len;
}

#define BUFFER_SHORT_TEXT 256

/* A text shorter than that, as nearly all are: its header is a byte, or two. Returns where it ends. */
static inline unsigned char *
put_short_text(unsigned char *at, struct text text)
{
	size_t head = text.len < 32 ? 1 : 2;

	at[0] = (unsigned char)(text.len < 32 ? 0xa0 | text.len : 0xd9);
	at[1] = (unsigned char)text.len;
	bytes_copy(at + head, text.at, text.len);
	return at + head + text.len;
}

/* msgpack, packed by msgpack-c in its shortest form. */
void pack_nil(struct buffer *buffer);
void pack_text(struct buffer *buffer, struct text text); /* str; absent gives nil */
void pack_bool(struct buffer *buffer, bool value);
void pack_real(struct buffer *buffer, double value);
void pack_int(struct buffer *buffer, int64_t value);
void pack_bin(struct buffer *buffer, const void *bytes, size_t len);
void pack_array(struct buffer *buffer, uint32_t count);
void pack_map(struct buffer *buffer, uint32_t count);

#endif
