#include "stand.h"

#include "accounts.h"
#include "end.h"
#include "filter_private.h"
#include "log.h"
#include "summary.h"

#define FINISH_MS 1000 /* for what is at the workers when nothing more comes */

static bool
pass_on(struct share *s)
{
	struct filter *f = &s->face;
	struct frame frame;

	if (!queue_next(&s->queue, &frame))
		return false;
	f->frame = frame;
	f->index = s->queue.index;
	accounts_take(f);
	tap_show(f->tap, TAP_AFTER, &frame);
	pipe_send(f->out, &frame);
	summary_progress(f);
	return true;
}

bool
share_work(void *arg)
{
	struct share *s = arg;
	bool moved;

	do {
		moved = workers_turn(s->workers, &s->queue);
		while (pass_on(s))
			moved = true;
	} while (moved && !pipe_is_done(s->face.in));
	return queue_has_room(&s->queue);
}

void
share_take_all(struct share *s)
{
	struct filter *f = &s->face;
	bool begun = false;

	while ((f->frame = pipe_recv(f->in)).kind) {
		if (!begun || f->frame.kind != FRAME_HEAD)
			filter_keep(f);
		begun = true;
		queue_take(&s->queue, &f->frame);
	}
}

/* Nothing more comes, and not all is done: what is at the workers is passed on if they are quick. */
static int
cut_short(struct share *s)
{
	int64_t since = line_now_ms();
	unsigned count;
	const struct wire_wish *wishes = workers_wishes(s->workers, &count);

	while (s->queue.count && line_now_ms() - since < FINISH_MS) {
		share_work(s);
		if (s->queue.count)
			wire_zmq_wait_any(wishes, count, WAKE_MS / 10);
	}
	if (pipe_draining())
		log_error(EX_TEMPFAIL, "stopped by a signal: run the same line again");
	else
		log_error(EX_DATAERR, "the stream stops without its end: the process before this one failed; "
				      "what came was passed on");
	return pipe_draining() ? EX_TEMPFAIL : EX_DATAERR;
}

int
share_finish(struct share *s)
{
	struct filter *f = &s->face;
	int code = pipe_is_done(f->in) ? EX_OK : cut_short(s);
	char sha256[65];

	workers_close(s->workers, code == EX_OK);
	pipe_close(f->out, code == EX_OK);
	pipe_close(f->in, code == EX_OK);
	if (f->capture && code == EX_OK)
		output_close(f->capture, sha256);
	else
		output_abandon(f->capture);
	if (code == EX_OK)
		summary_print(f);
	tap_close(f->tap);
	queue_free(&s->queue);
	return code;
}
