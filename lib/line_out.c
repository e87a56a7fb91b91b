#include "line_private.h"

#include "drain.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct line_out {
	struct end end;
	struct line_in *in;   /* NULL: this is the source */
	bool fin;
	struct buffer frame;  /* that a relay sends */
	/* of the source */
	struct sender sender;
	struct buffer kept[WINDOW]; /* frame seq in kept[seq % WINDOW], while done < seq < next */
	struct frame head;    /* what a head of a new epoch is made of */
	struct buffer head_body, done_trail;
};

/* The one writer of a process: however it ends, the next one is told. */
static struct line_out *unfinished;

static void
leave(void)
{
	if (unfinished)
		line_out_close(unfinished, false);
}

struct line_out *
line_out_open(const char *endpoint)
{
	struct line_out *out = calloc(1, sizeof(*out));
	uint64_t epoch;

	if (!out)
		out_of_memory();
	out->end = (struct end){.wire = wire_zmq_open(endpoint, WIRE_WRITES), .endpoint = endpoint};
	if (getrandom(&epoch, sizeof(epoch), 0) != sizeof(epoch))
		die_errno(EX_OSERR, "no random number");
	sender_start(&out->sender, epoch >> 1 | 1); /* room to count on */
	unfinished = out;
	if (atexit(leave) != 0)
		die(EX_OSERR, "atexit fails");
	return out;
}

void
line_out_relays(struct line_out *out, struct line_in *in)
{
	out->in = in;
}

struct end *
line_out_end(struct line_out *out)
{
	return &out->end;
}

/* ---- the source */

static void
take_commit(struct line_out *out, const struct frame *frame)
{
	if (!sender_commit(&out->sender, frame->seq))
		return;
	out->done_trail.len = 0;
	buffer_add(&out->done_trail, frame->trail, frame->trail_len);
}

static void
hear_as_source(struct line_out *out, const struct frame *frame)
{
	if (frame->kind == FRAME_COMMIT)
		take_commit(out, frame);
	else if (frame->kind == FRAME_WANT)
		sender_want(&out->sender, frame->epoch);
}

static bool
give_head(struct line_out *out)
{
	struct frame head = out->head;

	head.epoch = out->sender.epoch;
	head.seq = out->sender.done;
	head.body = out->head_body.at;
	head.len = out->head_body.len;
	if (out->done_trail.len) {
		head.trail = out->done_trail.at;
		head.trail_len = out->done_trail.len;
	}
	return end_say(&out->end, &head);
}

static bool
give_kept(struct line_out *out)
{
	struct buffer *kept = &out->kept[out->sender.unsent % WINDOW];

	frame_stamp(kept->at, out->sender.epoch);
	return wire_zmq_give(out->end.wire, kept->at, kept->len);
}

/* What is due, the head first. */
static bool
give(struct line_out *out)
{
	if (!(sender_due(&out->sender) == DUE_HEAD ? give_head(out) : give_kept(out)))
		return false;
	sender_gave(&out->sender);
	return true;
}

/* As much as the reader takes now. */
static void
pump(struct line_out *out)
{
	while (line_hear(out), sender_due(&out->sender))
		if (!give(out))
			return;
}

/* What was made before the process failed: as much as a reader takes that is there. */
static void
give_last(struct line_out *out)
{
	int64_t since = line_now_ms();

	while (sender_due(&out->sender) && line_now_ms() - since < DRAIN_MS && wire_zmq_has_peer(out->end.wire))
		if (!give(out))
			wire_zmq_wait(out->end.wire, WAIT_OUT, NULL, WAKE_MS);
}

static void
pump_or_wait(struct line_out *out)
{
	int what = WAIT_IN;

	pump(out);
	if (sender_due(&out->sender))
		what |= WAIT_OUT;
	if (!out->fin && !end_wait(&out->end, what, NULL, WAKE_MS))
		die(EX_TEMPFAIL, "stopped before the next process had taken everything");
}

static void
keep(struct line_out *out, const struct frame *frame)
{
	struct frame numbered = *frame;
	struct buffer *kept;

	while (!sender_has_credit(&out->sender) && !out->fin)
		pump_or_wait(out);
	if (out->fin)
		return;
	numbered.seq = out->sender.next;
	kept = &out->kept[numbered.seq % WINDOW];
	kept->len = 0;
	if (sender_step(&out->sender) == KEEP_IT) {
		numbered.epoch = out->sender.epoch; /* under which it is given, unless it must be again */
		frame_write(&numbered, kept);
	} else if (numbered.seq == out->sender.done) {
		frame_check_kept(&numbered, out->done_trail.at, out->done_trail.len);
	}
}

static void
send_as_source(struct line_out *out, const struct frame *frame)
{
	if (frame->kind == FRAME_HEAD) {
		out->head = *frame;
		out->head.trail = NULL;
		buffer_add(&out->head_body, frame->body, frame->len);
		sender_begin(&out->sender);
	} else {
		keep(out, frame);
	}
	pump(out);
}

/* ---- both */

bool
line_hear(struct line_out *out)
{
	struct frame frame;

	while (!out->fin && end_take(&out->end, &frame)) {
		out->fin = frame.kind == FRAME_FIN;
		if (frame.kind == FRAME_LEFT) {
			unfinished = NULL; /* nobody is there to be told */
			die(EX_TEMPFAIL, "the next process did not take everything");
		}
		if (out->in)
			line_relay(out->in, &frame);
		else
			hear_as_source(out, &frame);
	}
	if (out->in)
		line_say_owed(out->in);
	return out->fin;
}

static void
send_as_relay(struct line_out *out, const struct frame *frame)
{
	out->frame.len = 0;
	frame_write(frame, &out->frame);
	while (!line_hear(out) && !wire_zmq_give(out->end.wire, out->frame.at, out->frame.len))
		if (!end_wait(&out->end, WAIT_IN | WAIT_OUT, NULL, WAKE_MS))
			die(EX_TEMPFAIL, "stopped while the next process was not reading");
}

void
line_send(struct line_out *out, const struct frame *frame)
{
	if (out->in)
		send_as_relay(out, frame);
	else
		send_as_source(out, frame);
}

void
line_out_close(struct line_out *out, bool well)
{
	struct frame left = {.kind = FRAME_LEFT};

	while (well && !out->fin)
		pump_or_wait(out);
	unfinished = NULL;
	if (!well) {
		give_last(out);
		end_insist(&out->end, &left);
	}
	wire_zmq_close(out->end.wire, well ? 0 : DRAIN_MS);
	for (unsigned i = 0; i < WINDOW; i++)
		buffer_free(&out->kept[i]);
	buffer_free(&out->frame);
	buffer_free(&out->head_body);
	buffer_free(&out->done_trail);
	free(out);
}
