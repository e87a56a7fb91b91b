#include "watch.h"

#include "drain.h"
#include "log.h"
#include "tap.h"

#include <inttypes.h>

#define WAKE_MS 100

static void
flush(struct watch *w)
{
	if (w->counts)
		rate_tell(&w->rate, w->view.missed, w->view.over, &w->view.out);
	if (w->counts && w->rate.lines == w->view.wanted)
		w->view.over = true;
	wire_fd_send(w->to, w->view.out.at, w->view.out.len);
	w->view.out.len = 0;
}

/* False when there was nothing. */
static bool
look(struct watch *w)
{
	struct frame frame;
	const char *why = "a message that is no frame";
	struct text message;
	size_t size;

	if (!wire_zmq_take(w->from, &message))
		return false;
	w->bytes.len = 0;
	buffer_add(&w->bytes, message.at, message.len);
	if (w->bytes.len < 1
		|| frame_parse(&frame, w->bytes.at + 1, w->bytes.len - 1, &size, &why) != FRAME_WHOLE)
		die(EX_DATAERR, "%s", why);
	if (w->counts) {
		view_count(&w->view, &frame);
		rate_take(&w->rate, &frame);
	} else {
		view_take(&w->view, (char)w->bytes.at[0], &frame, &w->bytes);
	}
	return true;
}

static void
look_on(struct watch *w)
{
	bool met = false;

	while (!w->view.over && !draining()) {
		bool came = look(w);

		flush(w);
		if (came)
			continue;
		if (wire_zmq_has_peer(w->from))
			met = true;
		else if (met && !(w->dir && find_again(&w->at, w->dir)))
			break; /* the stage is gone, and nobody starts it again */
		wire_zmq_wait(w->from, WAIT_IN, NULL, WAKE_MS);
	}
	w->view.over = true;
	flush(w);
	if (w->counts && !w->rate.json)
		wire_fd_send(w->to, "\n", 1);
	if (w->view.missed)
		warn("%" PRIu64 " frames came too fast to be %s", w->view.missed,
			w->counts ? "looked at; the figures are exact all the same" : "shown");
}

void
watch(struct watch *w)
{
	drain_catch_signals();
	w->from = wire_zmq_open(w->at.endpoint, WIRE_LOOKS);
	if (w->view.both || w->at.side == TAP_BEFORE)
		wire_zmq_look_for(w->from, TAP_BEFORE);
	if (w->view.both || w->at.side == TAP_AFTER)
		wire_zmq_look_for(w->from, TAP_AFTER);
	w->to = wire_fd_write("-");
	look_on(w);
	wire_zmq_close(w->from, 0);
	wire_fd_close(w->to, true);
	view_free(&w->view);
	buffer_free(&w->bytes);
}
