/*
 * pipe - how records cross processes: four verbs over stdin and stdout, a file, ZeroMQ
 *
 * One message is one frame: head, data (records one after another) or end. Endpoints: "-", a path,
 * "ipc://PATH", "tcp://127.0.0.1:PORT" (loopback only: without CURVE any peer would be believed).
 * The reader of a ZeroMQ endpoint binds it, the writer connects. An ipc path has one reader: a second
 * one is refused (a lock beside the path), since ZeroMQ would take the first one's place in silence.
 *
 * Frame, the same bytes on a pipe and in a ZeroMQ message; a msgpack array of fixed widths:
 *
 *   off len
 *     0   1  97            array of 7
 *     1   5  a4 "PMI1"     magic and version
 *     6   1  'H' 'D' 'E'   head, data, end
 *     7  18  c4 10 run     run id, 16 bytes
 *    25   9  cf seq        number of the frame in its stream: 0, 1, 2, …
 *    34   5  ce records    records in the body
 *    39   9  cf check      XXH3 of the body and of the header with check = 0
 *    48   5  c6 len        bytes of the body, at most PIPE_BODY_MAX
 *    53   …  body
 */
#ifndef PIPE_H
#define PIPE_H

#include "buffer.h"

#define PIPE_HEADER 53
#define PIPE_BODY_MAX (8u << 20)
#define PIPE_BODY_FILL (128u << 10) /* a writer starts a new frame past this */

enum pipe_kind { PIPE_HEAD = 'H', PIPE_DATA = 'D', PIPE_END = 'E', PIPE_EOF = 0 };

struct frame {
	enum pipe_kind kind;
	unsigned char run[16];
	uint64_t seq;
	uint32_t records;
	const unsigned char *body; /* owned by the pipe until the next call on it */
	size_t len;
};

struct pipe;

/* Dies with a reason: 66 no such input, 73 cannot create, 64 no such kind of endpoint. A file to
 * write is made under a temporary name, mode 0600, and appears when the pipe is closed well. */
struct pipe *pipe_open_read(const char *endpoint);
struct pipe *pipe_open_write(const char *endpoint);

/* The next frame; PIPE_EOF when the writer is gone. Bare objects are given as frames too: the head,
 * up to PIPE_BODY_FILL bytes of records a frame, the end. A frame out of order, of another run or
 * whose check is wrong ends the process (65). */
struct frame pipe_recv(struct pipe *pipe);

/* A peer that is gone ends the process quietly (75). seq is counted by the pipe. */
void pipe_send(struct pipe *pipe, enum pipe_kind kind, const unsigned char run[16], uint32_t records,
	const struct buffer *body);

/* `well` false: what was written is not published. NULL is accepted. */
void pipe_close(struct pipe *pipe, bool well);

/* SIGTERM and SIGINT were asked for: what is in flight is passed on, then the process ends (75). */
bool pipe_draining(void);

#endif
