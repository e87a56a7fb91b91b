/*
 * wire_zmq - whole messages over ZeroMQ, either way: the reader of a line binds, its writer connects
 *
 * Nothing here blocks but wire_wait(). DEALER on both sides: frames go one way, what the sink says
 * comes the other. A few messages are in flight at most, so that memory stays bounded. Nothing is
 * promised of a message given away: a peer that dies takes it along (pipe.h puts that right). tcp only
 * on the loopback: without CURVE any peer would be believed. The wires of a process share its threads; a
 * child that it forks has none. Another engine is another file with these calls.
 */
#ifndef WIRE_ZMQ_H
#define WIRE_ZMQ_H

#include "text.h"

struct wire_zmq;

/* Of a line, its reader and its writer; or somebody who shows and somebody who looks on: what is given
 * away goes to all who look on and keep up (PUB and SUB). */
enum wire_part { WIRE_READS, WIRE_WRITES, WIRE_SHOWS, WIRE_LOOKS };

/* Dies with 64 (no such endpoint), 69 (cannot bind), 75 (the path has a reader already). */
struct wire_zmq *wire_zmq_open(const char *endpoint, enum wire_part part);

/* For who looks on: messages that begin with this byte. */
void wire_zmq_look_for(struct wire_zmq *wire, char first);

/* One whole message, if there is one: where ZeroMQ has it, until the next call for this wire. */
bool wire_zmq_take(struct wire_zmq *wire, struct text *message);

/* False when the peer has enough for now, or there is none. */
bool wire_zmq_give(struct wire_zmq *wire, const void *bytes, size_t len);

enum { WAIT_IN = 1, WAIT_OUT = 2 };
/* Until the one can be read (WAIT_IN) or given to (WAIT_OUT), or the other can be read, or `ms` are
 * over, or a signal came. `other` may be NULL. */
void wire_zmq_wait(struct wire_zmq *one, int what, struct wire_zmq *other, int ms);

/* The same for any number of them, WAIT_MANY at most. */
struct wire_wish {
	struct wire_zmq *wire;
	int what;
};
#define WAIT_MANY 40
void wire_zmq_wait_any(const struct wire_wish *wishes, unsigned count, int ms);

/* Is a peer connected? */
bool wire_zmq_has_peer(struct wire_zmq *wire);

/* What is queued gets `flush_ms` to go out, the time while the last wire of the process is closed. NULL is accepted. */
void wire_zmq_close(struct wire_zmq *wire, int flush_ms);

#endif
