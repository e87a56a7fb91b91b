#include "pipe.h"

#include "cursor.h"
#include "digest.h"
#include "log.h"
#include "stream.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OFFSET_CHECK 40 /* of the eight bytes, behind cf */

/* The bytes of a header that never change, with zeros where the values go. */
static const unsigned char header_form[PIPE_HEADER] = {
	[0] = 0x97, 0xa4, 'P', 'M', 'I', '1', [7] = 0xc4, 0x10, [25] = 0xcf, [34] = 0xce,
	[39] = 0xcf, [48] = 0xc6,
};

struct pipe {
	struct wire *wire;
	struct buffer bytes;  /* read, not yet given away */
	size_t given;         /* of them, given with the last frame */
	bool known, framed;   /* what the input is, once its first bytes are there */
	bool started, ended;
	uint64_t offset;      /* of `bytes` in the input, for messages */
	uint64_t seq;
	unsigned char run[16];
};

static bool
is_zmq(const char *endpoint)
{
	return strstr(endpoint, "://") != NULL;
}

static struct pipe *
pipe_on(struct wire *wire)
{
	struct pipe *pipe = calloc(1, sizeof(*pipe));

	if (!pipe)
		die(EX_OSERR, "out of memory");
	pipe->wire = wire;
	return pipe;
}

struct pipe *
pipe_open_read(const char *endpoint)
{
	wire_catch_signals();
	return pipe_on(is_zmq(endpoint) ? wire_zmq_read(endpoint) : wire_fd_read(endpoint));
}

struct pipe *
pipe_open_write(const char *endpoint)
{
	if (!strcmp(endpoint, "-") && isatty(STDOUT_FILENO))
		die(EX_USAGE, "records are not for a terminal: pipe them on, or give -o FILE "
			      "(pmi-cat shows them)");
	wire_catch_signals();
	return pipe_on(is_zmq(endpoint) ? wire_zmq_write(endpoint) : wire_fd_write(endpoint));
}

bool
pipe_draining(void)
{
	return wire_draining();
}

void
pipe_close(struct pipe *pipe, bool well)
{
	if (!pipe)
		return;
	pipe->wire->close(pipe->wire, well);
	buffer_free(&pipe->bytes);
	free(pipe);
}

static void
put(unsigned char *at, uint64_t value, unsigned width)
{
	while (width--) {
		at[width] = (unsigned char)value;
		value >>= 8;
	}
}

static uint64_t
get(const unsigned char *at, unsigned width)
{
	uint64_t value = 0;

	while (width--)
		value = value << 8 | *at++;
	return value;
}

/* Over the header with check = 0 and the body. */
static uint64_t
check_of(const unsigned char header[PIPE_HEADER], const unsigned char *body, size_t len)
{
	unsigned char bare[PIPE_HEADER];

	memcpy(bare, header, PIPE_HEADER);
	memset(bare + OFFSET_CHECK, 0, 8);
	return digest_of(body, len, digest_of(bare, PIPE_HEADER, 0));
}

void
pipe_send(struct pipe *pipe, enum pipe_kind kind, const unsigned char run[16], uint32_t records,
	const struct buffer *body)
{
	unsigned char header[PIPE_HEADER];

	memcpy(header, header_form, PIPE_HEADER);
	header[6] = (unsigned char)kind;
	memcpy(header + 9, run, 16);
	put(header + 26, pipe->seq++, 8);
	put(header + 35, records, 4);
	put(header + 49, body->len, 4);
	put(header + OFFSET_CHECK, check_of(header, body->at, body->len), 8);
	pipe->wire->send(pipe->wire, header, PIPE_HEADER, body->at, body->len);
}

/* The bytes of the last frame are the caller's no more. */
static void
drop_given(struct pipe *pipe)
{
	pipe->offset += pipe->given;
	pipe->bytes.len -= pipe->given;
	if (pipe->bytes.len)
		memmove(pipe->bytes.at, pipe->bytes.at + pipe->given, pipe->bytes.len);
	pipe->given = 0;
}

/* At least `len` bytes are there; false when the input stops before. */
static bool
need(struct pipe *pipe, size_t len)
{
	while (pipe->bytes.len < len)
		if (!pipe->wire->fill(pipe->wire, &pipe->bytes, len - pipe->bytes.len))
			return false;
	return true;
}

static bool
header_is_ours(const unsigned char *header)
{
	static const unsigned char fixed[] = {0, 1, 2, 3, 4, 5, 7, 8, 25, 34, 39, 48};

	for (unsigned i = 0; i < sizeof(fixed); i++)
		if (header[fixed[i]] != header_form[fixed[i]])
			return false;
	return header[6] == PIPE_HEAD || header[6] == PIPE_DATA || header[6] == PIPE_END;
}

_Noreturn static void
refuse(const struct pipe *pipe, const char *why)
{
	die(EX_DATAERR, "at byte %llu of the input: %s", (unsigned long long)pipe->offset, why);
}

static void
check_frame(struct pipe *pipe, const struct frame *frame)
{
	if (frame->seq != pipe->seq)
		die(EX_DATAERR, "frame %llu came where frame %llu was expected: something was lost",
			(unsigned long long)frame->seq, (unsigned long long)pipe->seq);
	if (pipe->started && memcmp(frame->run, pipe->run, 16))
		refuse(pipe, "a frame of another run");
	pipe->started = true;
	memcpy(pipe->run, frame->run, 16);
	pipe->seq++;
}

static struct frame
recv_framed(struct pipe *pipe)
{
	const unsigned char *h;
	struct frame frame = {0};

	if (!need(pipe, PIPE_HEADER))
		return frame;
	if (!header_is_ours(pipe->bytes.at))
		refuse(pipe, "no frame of this format");
	frame.len = (size_t)get(pipe->bytes.at + 49, 4);
	if (frame.len > PIPE_BODY_MAX)
		refuse(pipe, "a frame larger than frames may be");
	if (!need(pipe, PIPE_HEADER + frame.len))
		return (struct frame){0};
	h = pipe->bytes.at;
	frame.body = h + PIPE_HEADER;
	if (check_of(h, frame.body, frame.len) != get(h + OFFSET_CHECK, 8))
		refuse(pipe, "a damaged frame (its check differs)");
	frame.kind = (enum pipe_kind)h[6];
	memcpy(frame.run, h + 9, 16);
	frame.seq = get(h + 26, 8);
	frame.records = (uint32_t)get(h + 35, 4);
	check_frame(pipe, &frame);
	pipe->given = PIPE_HEADER + frame.len;
	return frame;
}

/* One whole object more behind `len` bytes; false at the end of the input. */
static bool
whole_object(struct pipe *pipe, size_t *len)
{
	for (;;) {
		struct cursor c = {pipe->bytes.at + *len, pipe->bytes.at + pipe->bytes.len};
		enum cursor_skip skipped = cursor_skip(&c);

		if (skipped == CURSOR_OK) {
			*len = (size_t)(c.at - pipe->bytes.at);
			return true;
		}
		if (*len)
			return false; /* give what is whole; come back for the rest */
		if (skipped == CURSOR_BAD)
			refuse(pipe, "no msgpack, or nested too deep");
		if (pipe->bytes.len > PIPE_BODY_MAX)
			refuse(pipe, "an object larger than a frame may be");
		if (!pipe->wire->fill(pipe->wire, &pipe->bytes, PIPE_BODY_FILL))
			return false;
	}
}

static bool
is_array(unsigned char first)
{
	return (first & 0xf0) == 0x90 || first == 0xdc || first == 0xdd;
}

/* Bare objects: an array is a head or an end and stands alone, maps go together. */
static struct frame
recv_bare(struct pipe *pipe)
{
	struct frame frame = {.seq = pipe->seq++};
	struct totals totals;
	size_t len = 0;

	if (!whole_object(pipe, &len))
		return frame;
	frame.kind = PIPE_DATA;
	if (is_array(*pipe->bytes.at))
		frame.kind = totals_read(&totals, pipe->bytes.at, len) ? PIPE_END : PIPE_HEAD;
	else
		for (frame.records = 1; len < PIPE_BODY_FILL && len < pipe->bytes.len; frame.records++)
			if (is_array(pipe->bytes.at[len]) || !whole_object(pipe, &len))
				break;
	frame.body = pipe->bytes.at;
	frame.len = pipe->given = len;
	return frame;
}

struct frame
pipe_recv(struct pipe *pipe)
{
	struct frame frame;

	drop_given(pipe);
	if (pipe->ended || !need(pipe, 1))
		return (struct frame){0};
	if (!pipe->known) {
		pipe->known = true;
		pipe->framed = need(pipe, 6) && !memcmp(pipe->bytes.at, header_form, 6);
	}
	frame = pipe->framed ? recv_framed(pipe) : recv_bare(pipe);
	pipe->ended = frame.kind == PIPE_END;
	if (pipe->ended && pipe->wire->stops && need(pipe, pipe->given + 1))
		refuse(pipe, "bytes behind the end of the stream: one stream at a time");
	frame.body = frame.kind ? pipe->bytes.at + pipe->given - frame.len : NULL;
	return frame;
}
