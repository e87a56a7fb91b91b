#include "line_private.h"

#include "drain.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

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
	teller_start(&in->teller, true, line_now_ms());
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
	if (in->committed.seq)
		end_say(&in->end, &in->committed);
}

static void
commit(struct line_in *in)
{
	if (in->teller.taken <= in->teller.committed)
		return;
	if (in->commit)
		in->commit(in->commit_arg);
	note(&in->committed, &in->committed_trail, &in->taken);
	teller_commit(&in->teller, line_now_ms());
	say_commit(in);
}

void
line_taken(struct line_in *in, const struct frame *frame)
{
	if (teller_take(&in->teller, frame->kind, frame->seq, line_now_ms()))
		say_commit(in);
	if (frame->kind != FRAME_HEAD && line_is_sink(in))
		note(&in->taken, &in->taken_trail, frame);
}

void
line_resume(struct line_in *in, uint64_t done, const unsigned char *trail, size_t len)
{
	struct frame frame = {.seq = done, .trail = trail, .trail_len = len};

	note(&in->taken, &in->taken_trail, &frame);
	note(&in->committed, &in->committed_trail, &frame);
	teller_resume(&in->teller, done, line_now_ms());
	say_commit(in);
}

void
line_say_owed(struct line_in *in)
{
	struct frame want = {.kind = FRAME_WANT, .epoch = in->teller.owed_epoch};

	if (in->teller.owes && end_say(&in->end, &want))
		in->teller.owes = false;
}

static void
say_want(struct line_in *in, uint64_t epoch)
{
	teller_owe(&in->teller, epoch);
	line_say_owed(in);
}

void
line_ask(struct line_in *in, uint64_t epoch)
{
	if (teller_ask(&in->teller, epoch, line_now_ms()))
		say_want(in, epoch);
}

void
line_aside(struct line_in *in, const struct aside *aside)
{
	in->aside = aside;
}

/* For what comes, from both sides and from whoever else is waited for. */
static bool
wait_a_little(struct line_in *in, bool room, int ms)
{
	struct end *behind = in->out ? line_out_end(in->out) : NULL;
	int what = (room ? WAIT_IN : 0) | (in->teller.owes ? WAIT_OUT : 0);
	struct wire_wish wishes[WAIT_MANY] = {{in->end.wire, what}, {behind ? behind->wire : NULL, WAIT_IN}};
	unsigned count = behind ? 2 : 1;

	for (unsigned i = 0; in->aside && i < in->aside->count && count < WAIT_MANY; i++)
		wishes[count++] = in->aside->wishes[i];
	wire_zmq_wait_any(wishes, count, ms);
	if (behind) /* a small stream fits into the socket: nothing else would tell that nobody takes it */
		end_check_peer(behind);
	return end_waited(&in->end);
}

static bool
wait_for_more(struct line_in *in, bool room)
{
	bool go_on = wait_a_little(in, room, teller_wait_ms(&in->teller));
	unsigned due = teller_idle(&in->teller, line_now_ms());

	line_say_owed(in);
	if (due & TELL_COMMITS)
		commit(in);
	if (due & TELL_COMMIT_AGAIN)
		say_commit(in);
	if (due & TELL_WANT)
		say_want(in, EPOCH_ANY);
	return go_on;
}

struct frame
line_recv(struct line_in *in)
{
	struct frame frame;

	if (teller_is_full(&in->teller))
		commit(in);
	for (;;) {
		bool room = !in->aside || in->aside->work(in->aside->arg);

		if ((in->out && line_hear(in->out)) || drain_overdue())
			return (struct frame){0};
		if (room && end_take(&in->end, &frame)) {
			teller_hear(&in->teller, line_now_ms());
			return frame;
		}
		if (!wait_for_more(in, room)) {
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
	else if (frame->kind == FRAME_WANT)
		say_want(in, frame->epoch);
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
	buffer_free(&in->taken_trail);
	buffer_free(&in->committed_trail);
	free(in);
}
