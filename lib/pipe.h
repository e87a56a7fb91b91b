/*
 * pipe - how records cross processes: frames over stdin and stdout, a file, ZeroMQ
 *
 * Endpoints: "-", a path, "ipc://PATH", "tcp://127.0.0.1:PORT" (loopback only). The reader of a ZeroMQ
 * endpoint binds it, the writer connects. An ipc path has one reader: a second one is refused (a lock
 * beside the path), since ZeroMQ would take the first one's place in silence. What is lost on the way
 * over ZeroMQ comes again (protocol.h); on a pipe there is no way back, and a gap ends the process.
 */
#ifndef PIPE_H
#define PIPE_H

#include "frame.h"

struct pipe;

/* Dies with a reason: 66 no such input, 75 cannot create, 64 no such kind of endpoint. A file to
 * write is made under a temporary name, mode 0600, and appears when the pipe is closed well. */
struct pipe *pipe_open_read(const char *endpoint);
struct pipe *pipe_open_write(const char *endpoint);

/* The two ends of one process, once both are open: it is a stage between others. */
void pipe_join(struct pipe *in, struct pipe *out);

/*
 * The next frame; kind 0 when the writer is gone, or when all is done. Bare objects are given as frames
 * too: the head, up to FRAME_FILL bytes of records a frame, the end. A head may come again, of a
 * higher epoch: what follows is what comes behind its number, and the accounts are those it has. A frame
 * out of order on a pipe, of another run, or whose check is wrong ends the process (65).
 */
struct frame pipe_recv(struct pipe *pipe);

/* Of a file of frames: where the objects of the frame given last begin. */
uint64_t pipe_body_offset(const struct pipe *pipe);

/* While a reader over ZeroMQ waits, it does this too (line.h); before pipe_recv. */
struct aside;
void pipe_aside(struct pipe *in, const struct aside *aside);

/* Will a frame that was lost come again? Then a head may follow even the end. */
bool pipe_goes_back(const struct pipe *pipe);

/* Does a head that comes again not lead this reader back? It keeps its place. */
bool pipe_is_sink(const struct pipe *pipe);

/* Has the sink of the line said that all is done? */
bool pipe_is_done(const struct pipe *pipe);

/*
 * For the sink that keeps what it takes: after the first head, before any other frame. All up to `done`
 * is on its disk from before, with these accounts; `commit` brings there what was taken since, and is
 * called now and then.
 */
void pipe_resume(struct pipe *in, uint64_t done, const unsigned char *trail, size_t len,
	void (*commit)(void *arg), void *arg);

/* The rest of the input, to no end: what is all there already may come again on a pipe. */
void pipe_drain(struct pipe *in);

/* A peer that is gone ends the process quietly (75). A stage sends a frame for each that it took, with
 * its number; a source numbers them from 1. */
void pipe_send(struct pipe *pipe, const struct frame *frame);

/* `well` false: what was written is not published. Of a writer over ZeroMQ it returns when the sink has
 * all. NULL is accepted. */
void pipe_close(struct pipe *pipe, bool well);

/* SIGTERM or SIGINT came: what is in flight is passed on, then the process ends (75). */
bool pipe_draining(void);

#endif
