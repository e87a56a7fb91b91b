/* line_private - between line_in.c and line_out.c */
#ifndef LINE_PRIVATE_H
#define LINE_PRIVATE_H

#include "line.h"
#include "wire_zmq.h"

#define WAKE_MS 200 /* how often a wait looks up */

/* One end: the socket, and who has been there. */
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

/* A frame without objects. False: the peer takes nothing now. */
bool end_say(struct end *end, const struct frame *frame);

/* The same, for what must not be lost: up to DRAIN_MS. */
void end_insist(struct end *end, const struct frame *frame);

/* Takes one message into `bytes`, which must be one whole frame. False: there is none. */
bool end_take(struct end *end, struct buffer *bytes, struct frame *frame);

struct line_in {
	struct end end;
	struct line_out *out;    /* NULL: this is the sink */
	struct buffer bytes;     /* of the frame given last */
	struct frame taken, committed; /* as commits: run, lineage, seq, accounts */
	struct buffer taken_trail, committed_trail;
	void (*commit)(void *arg);
	void *commit_arg;
	struct teller teller;    /* when it asks, commits, and says so */
};

/* What came from behind goes on backward. */
void line_relay(struct line_in *in, const struct frame *frame);

/* The want that nobody took so far, if somebody does now. */
void line_say_owed(struct line_in *in);

/* Handles all that came from behind. Returns whether fin was among it, now or before. */
bool line_hear(struct line_out *out);
struct end *line_out_end(struct line_out *out);
void line_out_relays(struct line_out *out, struct line_in *in);

#endif
