#include "pipe.h"

#include "drain.h"
#include "intake.h"
#include "line.h"
#include "log.h"
#include "wire_fd.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pipe {
	struct intake *file;      /* one of four */
	struct wire_fd *fd;
	struct line_in *in;
	struct line_out *out;
	struct buffer bytes;      /* written in front of a frame's body */
	bool begun, settled;      /* the first head came; the reader knows where to go on */
	bool ended;
	struct reader reader;
	unsigned char run[16];
	uint64_t done;            /* a sink resumed behind this frame, */
	struct buffer done_trail; /* which had these accounts */
};

static bool
is_line(const char *endpoint)
{
	return strstr(endpoint, "://") != NULL;
}

static struct pipe *
pipe_new(void)
{
	struct pipe *pipe = calloc(1, sizeof(*pipe));

	if (!pipe)
		out_of_memory();
	reader_start(&pipe->reader);
	drain_catch_signals();
	return pipe;
}

struct pipe *
pipe_open_read(const char *endpoint)
{
	struct pipe *pipe = pipe_new();

	if (is_line(endpoint))
		pipe->in = line_in_open(endpoint);
	else
		pipe->file = intake_open(endpoint);
	return pipe;
}

struct pipe *
pipe_open_write(const char *endpoint)
{
	struct pipe *pipe = pipe_new();

	if (!strcmp(endpoint, "-") && isatty(STDOUT_FILENO))
		die(EX_USAGE, "records are not for a terminal: pipe them on, or give -o FILE "
			      "(pmi-cat shows them)");
	if (is_line(endpoint))
		pipe->out = line_out_open(endpoint);
	else
		pipe->fd = wire_fd_write(endpoint);
	return pipe;
}

void
pipe_join(struct pipe *in, struct pipe *out)
{
	if (in->in && out->out)
		line_join(in->in, out->out);
}

void
pipe_aside(struct pipe *in, const struct aside *aside)
{
	if (in->in)
		line_aside(in->in, aside);
}

bool
pipe_goes_back(const struct pipe *pipe)
{
	return pipe->in && !line_is_sink(pipe->in);
}

bool
pipe_is_sink(const struct pipe *pipe)
{
	return pipe->reader.sink;
}

bool
pipe_is_done(const struct pipe *pipe)
{
	return pipe->in && line_is_done(pipe->in);
}

bool
pipe_draining(void)
{
	return draining();
}

void
pipe_close(struct pipe *pipe, bool well)
{
	if (!pipe)
		return;
	intake_close(pipe->file);
	if (pipe->fd)
		wire_fd_close(pipe->fd, well);
	if (pipe->in)
		line_in_close(pipe->in, well);
	if (pipe->out)
		line_out_close(pipe->out, well);
	buffer_free(&pipe->bytes);
	buffer_free(&pipe->done_trail);
	free(pipe);
}

/* ---- writing */

void
pipe_send(struct pipe *pipe, const struct frame *frame)
{
	struct frame plain = *frame;

	if (pipe->out) {
		line_send(pipe->out, frame);
		return;
	}
	plain.epoch = 0; /* the same bytes whatever happened on the way here */
	pipe->bytes.len = 0;
	frame_write_front(&plain, &pipe->bytes);
	wire_fd_send(pipe->fd, pipe->bytes.at, pipe->bytes.len);
	wire_fd_send(pipe->fd, frame->body, frame->len);
}

/* ---- reading */

/* As it comes, whatever its number. */
static struct frame
next_frame(struct pipe *pipe)
{
	return pipe->in ? line_recv(pipe->in) : intake_next(pipe->file);
}

_Noreturn static void
lost(uint64_t head, uint64_t kept)
{
	die(EX_TEMPFAIL, "the stream goes on behind frame %llu, and only %llu are kept here: run the whole "
			 "line again", (unsigned long long)head, (unsigned long long)kept);
}

/* The first head said from where the stream comes; a sink goes on where it was. */
static void
settle(struct pipe *pipe, bool sink, uint64_t done)
{
	pipe->settled = true;
	if (sink && reader_resume(&pipe->reader, done) == FRAME_LOST)
		lost(pipe->reader.next - 1, done);
}

void
pipe_resume(struct pipe *pipe, uint64_t done, const unsigned char *trail, size_t len,
	void (*commit)(void *arg), void *arg)
{
	settle(pipe, true, done);
	pipe->done = done;
	buffer_add(&pipe->done_trail, trail, len);
	if (!pipe->in)
		return;
	line_on_commit(pipe->in, commit, arg);
	line_resume(pipe->in, done, trail, len);
}

/* Returns false when the frame is not to be taken. */
static bool
take(struct pipe *pipe, const struct frame *frame)
{
	uint64_t expected = pipe->reader.next;
	enum verdict verdict = reader_step(&pipe->reader, frame->kind, frame->epoch, frame->seq);

	if (verdict == FRAME_DROP && pipe->done && frame->seq == pipe->done)
		frame_check_kept(frame, pipe->done_trail.at, pipe->done_trail.len);
	if (verdict == FRAME_TAKE && pipe->in)
		line_taken(pipe->in, frame);
	if (verdict == FRAME_ASK && pipe->in)
		line_ask(pipe->in, pipe->reader.epoch);
	else if (verdict == FRAME_ASK)
		die(EX_DATAERR, "frame %llu came where frame %llu was expected: something was lost",
			(unsigned long long)frame->seq, (unsigned long long)expected);
	if (verdict == FRAME_LOST)
		lost(frame->seq, expected - 1);
	return verdict == FRAME_TAKE;
}

static void
begin(struct pipe *pipe, const struct frame *frame)
{
	if (frame->kind != FRAME_HEAD && !pipe->in)
		die(EX_DATAERR, "frame %llu came where a head was expected: something was lost",
			(unsigned long long)frame->seq);
	if (frame->kind != FRAME_HEAD)
		return;
	pipe->begun = true;
	memcpy(pipe->run, frame->run, 16);
}

_Noreturn static void
other_run(const struct pipe *pipe)
{
	if (pipe->file)
		intake_refuse(pipe->file, "a frame of another run");
	die(EX_DATAERR, "a frame of another run");
}

/* Has the input numbers, that tell which frame is the next one? */
static bool
is_numbered(const struct pipe *pipe)
{
	return pipe->in || intake_framed(pipe->file);
}

static bool
is_next(struct pipe *pipe, const struct frame *frame)
{
	if (pipe->begun && memcmp(frame->run, pipe->run, 16))
		other_run(pipe);
	if (!pipe->begun)
		begin(pipe, frame);
	else if (!pipe->settled)
		settle(pipe, pipe->in && line_is_sink(pipe->in), 0);
	return take(pipe, frame);
}

struct frame
pipe_recv(struct pipe *pipe)
{
	struct frame frame;

	if (pipe->ended)
		return (struct frame){0};
	do
		frame = next_frame(pipe);
	while (frame.kind && frame.kind != FRAME_LEFT && is_numbered(pipe) && !is_next(pipe, &frame));
	if (frame.kind == FRAME_LEFT)
		frame.kind = (enum frame_kind)0;
	pipe->ended = !frame.kind || (frame.kind == FRAME_END && !pipe_goes_back(pipe));
	if (frame.kind == FRAME_END && pipe->file && intake_has_more(pipe->file))
		intake_refuse(pipe->file, "bytes behind the end of the stream: one stream at a time");
	return frame;
}

uint64_t
pipe_body_offset(const struct pipe *pipe)
{
	return intake_body_offset(pipe->file);
}

void
pipe_drain(struct pipe *pipe)
{
	struct frame frame;

	while (pipe->file && (frame = intake_next(pipe->file)).kind)
		if (intake_framed(pipe->file) && pipe->settled)
			is_next(pipe, &frame);
}
