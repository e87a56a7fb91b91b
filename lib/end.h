/*
 * end - one end of a line: its socket, and who has been at the other side
 *
 * What line_in.c, line_out.c and pmi-share have in common; line.c.
 */
#ifndef END_H
#define END_H

#include "frame.h"
#include "wire_zmq.h"

#define WAKE_MS 200 /* how often a wait looks up */

struct end {
	struct wire_zmq *wire;
	const char *endpoint;
	int64_t alone_ms;    /* since when nobody is at the other end; 0: somebody is */
	int64_t draining_ms; /* since when this process waits although it is to stop */
};

int64_t line_now_ms(void);

/* Waits a little, also for what comes from the other end (NULL: there is none). False when the process is
 * to stop and has waited long enough; dies with 75 when the peer of either has been gone for too long. */
bool end_wait(struct end *end, int what, struct end *other, int ms);

/* The same without the waiting, for who has just done that. */
bool end_waited(struct end *end);

/* Dies with 75 when the peer has been gone for too long. */
void end_check_peer(struct end *end);

/* A frame without objects. False: the peer takes nothing now. */
bool end_say(struct end *end, const struct frame *frame);

/* The same, for what must not be lost: up to DRAIN_MS. */
void end_insist(struct end *end, const struct frame *frame);

/* Takes one message, which must be one whole frame; valid until the next call. False: there is none. */
bool end_take(struct end *end, struct frame *frame);

#endif
