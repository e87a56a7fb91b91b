#include "workers.h"

#include "drain.h"
#include "end.h"
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SILENCE_MS 5000 /* nobody answers, and somebody should: give it again, then after twice as long */
#define SILENCE_MAX_MS 30000

struct worker {
	char in_at[ENDPOINT_SIZE], out_at[ENDPOINT_SIZE];
	struct end in, out; /* where it reads, where it writes */
	bool told, over;    /* the last word was said, and heard */
};

struct workers {
	struct worker at[WORKERS_MAX];
	unsigned count;
	struct wire_wish wishes[2 * WORKERS_MAX];
	int64_t looked_ms;   /* when we last looked whether all are there */
	int64_t heard_ms, pause_ms;
};

static struct workers *unfinished;

static void
leave(void)
{
	workers_close(unfinished, false);
}

static void
open_worker(struct workers *all, const char *place)
{
	struct worker *w = &all->at[all->count];
	struct wire_wish *wishes = &all->wishes[2 * all->count++];

	if (strncmp(place, "ipc://", 6) || strlen(place) + sizeof(".out") > ENDPOINT_SIZE)
		die(EX_USAGE, "%.60s: a worker is ipc://PATH; it is started with --input ipc://PATH.in "
			      "--output ipc://PATH.out", place);
	snprintf(w->in_at, ENDPOINT_SIZE, "%s.in", place);
	snprintf(w->out_at, ENDPOINT_SIZE, "%s.out", place);
	w->in = (struct end){.wire = wire_zmq_open(w->in_at, WIRE_WRITES), .endpoint = w->in_at};
	w->out = (struct end){.wire = wire_zmq_open(w->out_at, WIRE_READS), .endpoint = w->out_at};
	wishes[0] = (struct wire_wish){w->in.wire, WAIT_IN};
	wishes[1] = (struct wire_wish){w->out.wire, WAIT_IN};
}

struct workers *
workers_open(char *const *places, unsigned count)
{
	struct workers *all = calloc(1, sizeof(*all));

	if (!all)
		out_of_memory();
	for (unsigned i = 0; i < count; i++)
		open_worker(all, places[i]);
	unfinished = all;
	if (atexit(leave) != 0)
		die(EX_OSERR, "atexit fails");
	return all;
}

const struct wire_wish *
workers_wishes(const struct workers *all, unsigned *count)
{
	*count = 2 * all->count;
	return all->wishes;
}

static bool
give(struct workers *all, unsigned index, struct queue *queue)
{
	const struct buffer *message;
	bool given = false;

	while ((message = queue_message(queue, index))
		&& wire_zmq_give(all->at[index].in.wire, message->at, message->len)) {
		queue_given(queue, index);
		given = true;
	}
	return given;
}

static void
check_left(const struct frame *frame)
{
	if (frame->kind == FRAME_LEFT && draining())
		die(EX_TEMPFAIL, "stopped by a signal, as a worker was: run the same line again");
	if (frame->kind == FRAME_LEFT)
		die(EX_DATAERR, "a worker left before all was done: it has said why");
}

static bool
hear(struct workers *all, unsigned index, struct queue *queue)
{
	struct worker *w = &all->at[index];
	struct frame frame;
	bool heard = false;

	for (; end_take(&w->in, &frame); heard = true) {
		check_left(&frame);
		if (frame.kind == FRAME_WANT)
			queue_again(queue, index);
	}
	for (; end_take(&w->out, &frame); heard = true) {
		check_left(&frame);
		queue_answer(queue, index, &frame);
	}
	return heard;
}

static void
look_who_is_there(struct workers *all)
{
	int64_t now = line_now_ms();

	if (now - all->looked_ms < WAKE_MS)
		return;
	all->looked_ms = now;
	for (unsigned i = 0; i < all->count; i++) {
		end_check_peer(&all->at[i].in);
		end_check_peer(&all->at[i].out);
	}
}

/* A worker that lost something says so, or is seen to answer out of turn. Should neither be, the line would
 * stand still for ever: who waits for a place in a full queue does not hear the sink ask either. */
static void
again_in_silence(struct workers *all, struct queue *queue, bool heard)
{
	int64_t now = line_now_ms();

	if (heard || !queue->count) {
		all->heard_ms = now;
		all->pause_ms = SILENCE_MS;
	}
	if (now - all->heard_ms < all->pause_ms)
		return;
	all->heard_ms = now;
	all->pause_ms = all->pause_ms * 2 < SILENCE_MAX_MS ? all->pause_ms * 2 : SILENCE_MAX_MS;
	for (unsigned i = 0; i < all->count; i++)
		queue_again(queue, i);
}

bool
workers_turn(struct workers *all, struct queue *queue)
{
	bool given = false, heard = false;

	look_who_is_there(all);
	queue_deal(queue);
	for (unsigned i = 0; i < all->count; i++) {
		given |= give(all, i, queue);
		heard |= hear(all, i, queue);
	}
	again_in_silence(all, queue, heard);
	return given || heard;
}

/* A fin is heard when it comes back, as it would go on to the one before; who left is not there to hear. */
static bool
say_last(struct worker *w, const struct frame *last)
{
	struct frame frame;

	w->told = w->told || end_say(&w->out, last);
	if (last->kind == FRAME_LEFT)
		return w->told || !wire_zmq_has_peer(w->out.wire);
	while (end_take(&w->in, &frame))
		w->over |= frame.kind == FRAME_FIN || frame.kind == FRAME_LEFT;
	return w->over;
}

/* To all at once: one that is just being started again does not keep the others waiting. */
static void
tell(struct workers *all, const struct frame *last)
{
	int64_t since = line_now_ms();
	unsigned over = 0;

	while (over < all->count && line_now_ms() - since < DRAIN_MS) {
		for (unsigned i = over = 0; i < all->count; i++)
			over += say_last(&all->at[i], last);
		if (over < all->count)
			wire_zmq_wait_any(all->wishes, 2 * all->count, WAKE_MS / 10);
	}
}

void
workers_close(struct workers *all, bool well)
{
	struct frame last = {.kind = well ? FRAME_FIN : FRAME_LEFT};

	unfinished = NULL;
	if (!all)
		return;
	tell(all, &last);
	for (unsigned i = 0; i < all->count; i++) {
		wire_zmq_close(all->at[i].in.wire, 0);
		wire_zmq_close(all->at[i].out.wire, DRAIN_MS);
	}
	free(all);
}
