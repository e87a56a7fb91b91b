#include "bare.h"

#include "cursor.h"

/* An array is a head or an end, and stands alone. */
static bool
is_array(unsigned char first)
{
	return (first & 0xf0) == 0x90 || first == 0xdc || first == 0xdd;
}

static bool
is_full(const struct frame *frame)
{
	return frame->kind == FRAME_HEAD || frame->kind == FRAME_END || frame->len >= FRAME_FILL
		|| frame->records == FRAME_RECORDS;
}

static void
add(struct frame *frame, size_t len)
{
	struct totals totals;

	if (!is_array(*frame->body)) {
		frame->kind = FRAME_DATA;
		frame->records++;
	} else {
		frame->kind = totals_read(&totals, frame->body, len) ? FRAME_END : FRAME_HEAD;
	}
	frame->len = len;
}

/* Adds whole objects as long as they are there; CURSOR_OK: the frame can grow no more. */
static enum cursor_skip
gather(struct frame *frame, const unsigned char *bytes, size_t len)
{
	*frame = (struct frame){.seq = frame->seq, .body = bytes};
	while (!is_full(frame)) {
		struct cursor c = {bytes + frame->len, bytes + len};
		enum cursor_skip skipped;

		if (frame->records && c.at < c.end && is_array(*c.at))
			return CURSOR_OK;
		skipped = cursor_skip(&c);
		if (skipped != CURSOR_OK)
			return skipped;
		add(frame, (size_t)(c.at - bytes));
	}
	return CURSOR_OK;
}

bool
bare_frame(struct frame *frame, const unsigned char *bytes, size_t len, const char **why)
{
	enum cursor_skip end = gather(frame, bytes, len);

	if (end == CURSOR_OK || (end == CURSOR_BAD && frame->kind))
		return true; /* the bad one is met again, alone */
	if (end == CURSOR_BAD)
		*why = "no msgpack, or nested too deep";
	else if (len > FRAME_BODY_MAX)
		*why = "an object larger than a frame may be";
	return false;
}

struct frame
bare_rest(struct frame *frame, const unsigned char *bytes, size_t len)
{
	gather(frame, bytes, len);
	return frame->kind ? *frame : (struct frame){0};
}
