/*
 * cursor - reads msgpack in place, and trusts nothing
 *
 * Plain: no allocation, no I/O. A read that does not find what it asks for returns false and leaves
 * the cursor where it was.
 */
#ifndef CURSOR_H
#define CURSOR_H

#include "text.h"

struct cursor {
	const unsigned char *at, *end;
};

bool cursor_text_any(struct cursor *c, struct text *out); /* str, of any of its forms */
bool cursor_bytes(struct cursor *c, struct text *out); /* bin */
bool cursor_int(struct cursor *c, int64_t *out);       /* any integer that fits */
bool cursor_nil(struct cursor *c);
bool cursor_bool(struct cursor *c, bool *out);
bool cursor_real(struct cursor *c, double *out); /* float or double */
bool cursor_array(struct cursor *c, uint32_t *count);
bool cursor_map(struct cursor *c, uint32_t *count);

/* str; keys and nearly all values are of the form that begins with one byte. */
static inline bool
cursor_text(struct cursor *c, struct text *out)
{
	size_t room = (size_t)(c->end - c->at), len;

	if (!room || (*c->at & 0xe0) != 0xa0)
		return cursor_text_any(c, out);
	len = *c->at & 0x1f;
	if (len >= room)
		return false;
	*out = (struct text){(const char *)c->at + 1, len};
	c->at += 1 + len;
	return true;
}

enum cursor_skip { CURSOR_OK, CURSOR_SHORT, CURSOR_BAD };

#define CURSOR_DEPTH 16

/* Steps over one whole object: CURSOR_SHORT if the bytes end inside it, CURSOR_BAD if more than
 * CURSOR_DEPTH containers that hold something stand one in the other, or it is no msgpack. Counts are
 * never believed beyond the bytes that are there. */
enum cursor_skip cursor_skip(struct cursor *c);

/* The same for what stands in `outside` containers already. */
enum cursor_skip cursor_skip_inside(struct cursor *c, unsigned outside);

#endif
