/*
 * line - frames over ZeroMQ from the source of a line to its sink, whatever dies between
 *
 * protocol.h says what to do; here it is done. The ends of a process know their part by what they are
 * joined to: who writes and reads nothing from a line is its source, and keeps what is not committed; who
 * reads and writes to no line is its sink, and commits; who does both relays, and keeps nothing.
 */
#ifndef LINE_H
#define LINE_H

#include "frame.h"
#include "wire_zmq.h"

struct line_in;
struct line_out;

/* What a reader does beside waiting for the next frame: work() is called whenever one of the wishes came
 * true, and now and then. */
struct aside {
	bool (*work)(void *arg); /* false: there is no room for a frame now */
	void *arg;
	const struct wire_wish *wishes;
	unsigned count;
};

struct line_in *line_in_open(const char *endpoint);
struct line_out *line_out_open(const char *endpoint);

/* What comes to `out` from behind is relayed to `in`, which is no sink then. */
void line_join(struct line_in *in, struct line_out *out);

void line_aside(struct line_in *in, const struct aside *aside);

/* The next frame, valid until the next call; kind 0: all is done (fin), or this process is to stop, or
 * FRAME_LEFT: the process before this one failed. */
struct frame line_recv(struct line_in *in);

/* The frame cannot be used: say want. `epoch` as the reader knows it. */
void line_ask(struct line_in *in, uint64_t epoch);

/* This frame was taken (a sink commits it later). */
void line_taken(struct line_in *in, const struct frame *frame);

/* For a sink: what it takes is on its disk once `commit` returns. Without one, what it took is done with
 * when it asks for more. */
void line_on_commit(struct line_in *in, void (*commit)(void *arg), void *arg);

/* For a sink: all up to `done`, whose accounts these are, is on its disk from before. */
void line_resume(struct line_in *in, uint64_t done, const unsigned char *trail, size_t len);

bool line_is_sink(const struct line_in *in);

/* Was fin relayed? */
bool line_is_done(const struct line_in *in);

/* `well`: all is done, the whole line may go. Else it is told that this process left. */
void line_in_close(struct line_in *in, bool well);

/* The source numbers and stamps; a relay sends the frame as it is. */
void line_send(struct line_out *out, const struct frame *frame);

/* `well`: returns when the sink has said fin. */
void line_out_close(struct line_out *out, bool well);

/* How long to wait for a peer that is gone or never came, before 75. */
void line_set_patience(int seconds);

#endif
