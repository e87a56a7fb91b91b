#include "line_private.h"

#include "drain.h"
#include "log.h"

#include <time.h>

static int patience_s = 60;

void
line_set_patience(int seconds)
{
	patience_s = seconds;
}

int64_t
line_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
end_check_peer(struct end *end)
{
	int64_t now = line_now_ms();

	if (wire_zmq_has_peer(end->wire))
		end->alone_ms = 0;
	else if (!end->alone_ms)
		end->alone_ms = now;
	else if (patience_s && now - end->alone_ms > (int64_t)patience_s * 1000)
		die(EX_TEMPFAIL, "nobody is at the other end of %s since %d s: start that process and run "
				 "the same line again (--patience tells how long to wait)", end->endpoint,
			patience_s);
}

bool
end_wait(struct end *end, int what, struct end *other, int ms)
{
	wire_zmq_wait(end->wire, what, other ? other->wire : NULL, ms < WAKE_MS ? ms : WAKE_MS);
	if (other) /* a small stream fits into the socket: nothing else would tell that nobody takes it */
		end_check_peer(other);
	return end_waited(end);
}

bool
end_waited(struct end *end)
{
	end_check_peer(end);
	if (!draining())
		return true;
	if (!end->draining_ms)
		end->draining_ms = line_now_ms();
	return !drain_overdue() && line_now_ms() - end->draining_ms < DRAIN_MS;
}

bool
end_say(struct end *end, const struct frame *frame)
{
	struct buffer bytes = {0};
	bool given;

	frame_write(frame, &bytes);
	given = wire_zmq_give(end->wire, bytes.at, bytes.len);
	buffer_free(&bytes);
	return given;
}

void
end_insist(struct end *end, const struct frame *frame)
{
	int64_t since = line_now_ms();

	while (!end_say(end, frame) && line_now_ms() - since < DRAIN_MS
		&& (frame->kind == FRAME_FIN || wire_zmq_has_peer(end->wire)))
		wire_zmq_wait(end->wire, WAIT_OUT, NULL, WAKE_MS);
}

bool
end_take(struct end *end, struct frame *frame)
{
	const char *why = "a message that is not one whole frame";
	struct text bytes;
	size_t size = 0;

	if (!wire_zmq_take(end->wire, &bytes))
		return false;
	if (frame_parse(frame, (const unsigned char *)bytes.at, bytes.len, &size, &why) != FRAME_WHOLE || size != bytes.len)
		die(EX_DATAERR, "%s: %s", end->endpoint, why);
	return true;
}

void
line_join(struct line_in *in, struct line_out *out)
{
	in->out = out;
	in->teller.sink = false;
	line_out_relays(out, in);
}
