#include "tap.h"

#include "buffer.h"
#include "log.h"
#include "wire_zmq.h"

#include <stdlib.h>

struct tap {
	struct wire_zmq *wire;
	bool wanted[2]; /* before, after: somebody looks on */
	struct buffer bytes;
};

struct tap *
tap_open(const char *endpoint)
{
	struct tap *tap = calloc(1, sizeof(*tap));

	if (!tap)
		out_of_memory();
	tap->wire = wire_zmq_open(endpoint, WIRE_SHOWS);
	return tap;
}

/* Who comes says 1 and the side, who goes 0. */
static void
look_who_is_there(struct tap *tap)
{
	struct text said;

	while (wire_zmq_take(tap->wire, &said))
		if (said.len == 2)
			tap->wanted[said.at[1] == TAP_AFTER] = said.at[0];
}

void
tap_show(struct tap *tap, char side, const struct frame *frame)
{
	if (!tap)
		return;
	look_who_is_there(tap);
	if (!tap->wanted[side == TAP_AFTER])
		return;
	tap->bytes.len = 0;
	buffer_add(&tap->bytes, &side, 1);
	frame_write(frame, &tap->bytes);
	wire_zmq_give(tap->wire, tap->bytes.at, tap->bytes.len);
}

void
tap_close(struct tap *tap)
{
	if (!tap)
		return;
	wire_zmq_close(tap->wire, 200);
	buffer_free(&tap->bytes);
	free(tap);
}
