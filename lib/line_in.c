#include "line_private.h"

#include "drain.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

#define COMMIT_FRAMES (WINDOW / 2) /* taken since the last commit */
#define IDLE_MS 20        /* nothing came for so long: commit what there is */
#define REPEAT_MS 200     /* a commit, a want that may have been lost */
#define SILENCE_MS 100    /* before the first frame: ask, then after twice as long, … */
#define SILENCE_MAX_MS 2000
#define GAP_MS 5000       /* the same for a sink that misses nothing it knows of */
#define GAP_MAX_MS 30000

/* The one reader of a process: however it ends, the line is told. */
static struct line_in *unfinished;

static void
leave(void)
{
	if (unfinished)
		line_in_close(unfinished, false);
}

struct line_in *
line_in_open(const char *endpoint)
{
	struct line_in *in = calloc(1, sizeof(*in));

	if (!in)
		out_of_memory();
	in->end = (struct end){.wire = wire_zmq_open(endpoint, WIRE_READS), .endpoint = endpoint};
	in->heard_ms = line_now_ms();
	in->pause_ms = SILENCE_MS;
	unfinished = in;
	if (atexit(leave) != 0)
		die(EX_OSERR, "atexit fails");
	return in;
}

bool
line_is_sink(const struct line_in *in)
{
	return !in->out;
}

bool
line_is_done(const struct line_in *in)
{
	return in->out && line_hear(in->out);
}

void
line_on_commit(struct line_in *in, void (*commit)(void *arg), void *arg)
{
	in->commit = commit;
	in->commit_arg = arg;
}

/* A frame as what is said of it backward. */
static void
note(struct frame *noted, struct buffer *trail, const struct frame *frame)
{
	trail->len = 0;
	buffer_add(trail, frame->trail, frame->trail_len);
	*noted = (struct frame){.kind = FRAME_COMMIT, .lineage = frame->lineage, .epoch = frame->epoch,
		.seq = frame->seq, .trail = trail->at, .trail_len = trail->len};
	memcpy(noted->run, frame->run, sizeof(noted->run));
}

static void
say_commit(struct line_in *in)
{
	in->told_ms = line_now_ms();
	if (in->committed.seq)
		end_say(&in->end, &in->committed);
}

static void
commit(struct line_in *in)
{
	if (in->taken.seq <= in->committed.seq)
		return;
	if (in->commit)
		in->commit(in->commit_arg);
	note(&in->committed, &in->committed_trail, &in->taken);
	say_commit(in);
}

void
line_taken(struct line_in *in, const struct frame *frame)
{
	in->synced = true;
	in->pause_ms = GAP_MS;
	if (frame->kind == FRAME_HEAD && in->committed.seq > frame->seq && line_is_sink(in))
		say_commit(in); /* the source may not know how far an earlier life of it was */
	if (frame->kind != FRAME_HEAD && line_is_sink(in))
		note(&in->taken, &in->taken_trail, frame);
}

void
line_resume(struct line_in *in, uint64_t done, const unsigned char *trail, size_t len)
{
	struct frame frame = {.seq = done, .trail = trail, .trail_len = len};

	note(&in->taken, &in->taken_trail, &frame);
	note(&in->committed, &in->committed_trail, &frame);
	say_commit(in);
}

void
line_ask(struct line_in *in, uint64_t epoch)
{
	struct frame want = {.kind = FRAME_WANT, .epoch = epoch};
	int64_t now = line_now_ms();

	if (in->synced)
		in->pause_ms = SILENCE_MS;
	in->synced = false;
	if (in->asked_ms && epoch == in->asked_epoch && now - in->asked_ms < REPEAT_MS)
		return;
	in->asked_ms = now;
	in->asked_epoch = epoch;
	end_say(&in->end, &want);
}

/* Nothing comes. It may have been lost with a process that died, and nothing else would tell. */
static void
ask_in_silence(struct line_in *in)
{
	int64_t longest = in->synced ? GAP_MAX_MS : SILENCE_MAX_MS;

	if ((in->synced && !line_is_sink(in)) || line_now_ms() - in->heard_ms < in->pause_ms)
		return;
	in->heard_ms = line_now_ms();
	in->pause_ms = in->pause_ms * 2 < longest ? in->pause_ms * 2 : longest;
	line_ask(in, EPOCH_ANY);
}

static bool
wait_for_more(struct line_in *in)
{
	struct wire_zmq *behind = in->out ? line_out_wire(in->out) : NULL;
	bool sink = line_is_sink(in), pending = sink && in->taken.seq > in->committed.seq;
	bool go_on = end_wait(&in->end, WAIT_IN, behind, pending ? IDLE_MS : SILENCE_MS);

	if (pending && line_now_ms() - in->heard_ms >= IDLE_MS)
		commit(in);
	if (sink && line_now_ms() - in->told_ms > REPEAT_MS)
		say_commit(in);
	ask_in_silence(in);
	return go_on;
}

struct frame
line_recv(struct line_in *in)
{
	struct frame frame;

	if (line_is_sink(in) && in->taken.seq >= in->committed.seq + COMMIT_FRAMES)
		commit(in);
	for (;;) {
		if ((in->out && line_hear(in->out)) || drain_overdue())
			return (struct frame){0};
		if (end_take(&in->end, &in->bytes, &frame)) {
			in->heard_ms = line_now_ms();
			return frame;
		}
		if (!wait_for_more(in)) {
			if (line_is_sink(in))
				commit(in);
			return (struct frame){0};
		}
	}
}

void
line_relay(struct line_in *in, const struct frame *frame)
{
	if (frame->kind == FRAME_FIN || frame->kind == FRAME_LEFT)
		end_insist(&in->end, frame);
	else
		end_say(&in->end, frame); /* said again if it does not get through */
}

void
line_in_close(struct line_in *in, bool well)
{
	struct frame last = {.kind = well ? FRAME_FIN : FRAME_LEFT};

	unfinished = NULL;
	if (!in->out || !well) /* what a relay was told, it has passed on */
		end_insist(&in->end, &last);
	wire_zmq_close(in->end.wire, DRAIN_MS);
	buffer_free(&in->bytes);
	buffer_free(&in->taken_trail);
	buffer_free(&in->committed_trail);
	free(in);
}
