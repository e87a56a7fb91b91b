/*
 * wire - bytes from one process to the next: the seam under pipe.h
 *
 * Two kinds today: file descriptors (stdin, stdout, files) and ZeroMQ (one message a call). Another
 * engine is another file with these calls.
 */
#ifndef WIRE_H
#define WIRE_H

#include "buffer.h"

struct wire {
	/* Appends what comes, about `want` bytes at most; false when nothing will come any more. */
	bool (*fill)(struct wire *wire, struct buffer *into, size_t want);
	/* All of header and body, or the process ends. */
	void (*send)(struct wire *wire, const void *header, size_t header_len, const void *body,
		size_t body_len);
	bool stops; /* fill() says when the writer is gone (ZeroMQ does not) */
	/* `well` false: what was written is not published. Frees the wire. */
	void (*close)(struct wire *wire, bool well);
};

struct wire *wire_fd_read(const char *path);  /* "-" or a path */
struct wire *wire_fd_write(const char *path);
struct wire *wire_zmq_read(const char *endpoint);
struct wire *wire_zmq_write(const char *endpoint);

/* SIGTERM or SIGINT came: pass on what is in flight, wait no longer than this for more. */
#define WIRE_DRAIN_MS 1000
bool wire_draining(void);
/* A writer that was not asked to stop goes on sending: after these seconds no more is taken. */
#define WIRE_DRAIN_S 2
bool wire_overdue(void);
void wire_catch_signals(void);

#endif
