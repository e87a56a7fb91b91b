#include "intake.h"

#include "bare.h"
#include "drain.h"
#include "log.h"
#include "wire_fd.h"

#include <stdlib.h>
#include <string.h>

struct intake {
	struct wire_fd *fd;
	struct buffer bytes; /* read, not yet given away */
	size_t given;        /* of them, given with the last frame */
	size_t body;         /* where its objects begin in them */
	bool known, framed;  /* what the input is, once its first bytes are there */
	uint64_t offset;     /* of `bytes` in the input */
	uint64_t seq;        /* of bare objects */
};

struct intake *
intake_open(const char *path)
{
	struct intake *intake = calloc(1, sizeof(*intake));

	if (!intake)
		out_of_memory();
	drain_catch_signals();
	intake->fd = wire_fd_read(path);
	return intake;
}

void
intake_close(struct intake *intake)
{
	if (!intake)
		return;
	wire_fd_close(intake->fd, true);
	buffer_free(&intake->bytes);
	free(intake);
}

/* The bytes of the last frame are the caller's no more. */
static void
drop_given(struct intake *intake)
{
	intake->offset += intake->given;
	intake->bytes.len -= intake->given;
	if (intake->bytes.len)
		memmove(intake->bytes.at, intake->bytes.at + intake->given, intake->bytes.len);
	intake->given = 0;
}

/* At least `len` bytes are there; false when the input stops before. */
static bool
need(struct intake *intake, size_t len)
{
	while (intake->bytes.len < len)
		if (!wire_fd_fill(intake->fd, &intake->bytes, len - intake->bytes.len))
			return false;
	return true;
}

_Noreturn void
intake_refuse(const struct intake *intake, const char *why)
{
	die(EX_DATAERR, "at byte %llu of the input: %s", (unsigned long long)intake->offset, why);
}

static struct frame
next_framed(struct intake *intake)
{
	struct frame frame = {0};
	const char *why = NULL;
	size_t size = FRAME_HEADER;

	for (;;)
		switch (frame_parse(&frame, intake->bytes.at, intake->bytes.len, &size, &why)) {
		case FRAME_WHOLE:
			intake->given = size;
			intake->body = (size_t)(frame.body - intake->bytes.at);
			return frame;
		case FRAME_BAD:
			intake_refuse(intake, why);
		case FRAME_SHORT:
			if (!need(intake, size))
				return (struct frame){0};
		}
}

static struct frame
next_bare(struct intake *intake)
{
	struct frame frame = {.seq = intake->seq};
	const char *why = NULL;

	while (!bare_frame(&frame, intake->bytes.at, intake->bytes.len, &why)) {
		if (why)
			intake_refuse(intake, why);
		if (wire_fd_fill(intake->fd, &intake->bytes, FRAME_FILL))
			continue;
		if (draining()) /* what is not full would cut the same run in another way */
			return (struct frame){0};
		return bare_rest(&frame, intake->bytes.at, intake->bytes.len);
	}
	return frame;
}

struct frame
intake_next(struct intake *intake)
{
	struct frame frame;

	drop_given(intake);
	if (!need(intake, 1))
		return (struct frame){0};
	if (!intake->known) {
		intake->known = true;
		intake->framed = need(intake, FRAME_MAGIC_LEN)
			&& !memcmp(intake->bytes.at, FRAME_MAGIC, FRAME_MAGIC_LEN);
	}
	if (intake->framed)
		return next_framed(intake);
	frame = next_bare(intake);
	intake->given = frame.len;
	intake->seq++;
	return frame;
}

bool
intake_framed(const struct intake *intake)
{
	return intake->framed;
}

bool
intake_has_more(struct intake *intake)
{
	return need(intake, intake->given + 1);
}

uint64_t
intake_body_offset(const struct intake *intake)
{
	return intake->offset + intake->body;
}
