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

bool cursor_text(struct cursor *c, struct text *out);  /* str */
bool cursor_bytes(struct cursor *c, struct text *out); /* bin */
bool cursor_int(struct cursor *c, int64_t *out);       /* any integer that fits */
bool cursor_nil(struct cursor *c);
bool cursor_bool(struct cursor *c, bool *out);
bool cursor_real(struct cursor *c, double *out); /* float or double */
bool cursor_array(struct cursor *c, uint32_t *count);
bool cursor_map(struct cursor *c, uint32_t *count);

enum cursor_skip { CURSOR_OK, CURSOR_SHORT, CURSOR_BAD };

#define CURSOR_DEPTH 16

/* Steps over one whole object: CURSOR_SHORT if the bytes end inside it, CURSOR_BAD if more than
 * CURSOR_DEPTH containers that hold something stand one in the other, or it is no msgpack. Counts are
 * never believed beyond the bytes that are there. */
enum cursor_skip cursor_skip(struct cursor *c);

/* The same for what stands in `outside` containers already. */
enum cursor_skip cursor_skip_inside(struct cursor *c, unsigned outside);

#endif
