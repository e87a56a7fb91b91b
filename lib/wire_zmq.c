/*
 * wire_zmq - ZeroMQ: the reader binds, the writer connects
 *
 * DEALER on both sides: frames go one way as with PUSH and PULL, and one word comes back at the end.
 * It must: a reader whose queue is full loses what the kernel still holds when its writer leaves,
 * whatever the linger. So the writer stays until the reader says that it has everything (TAKEN) or
 * will not have it (LEFT). A few frames in flight at most: back-pressure and bounded memory. A message
 * larger than a frame may be is refused by the socket. tcp only on the loopback: without CURVE any
 * peer would be believed.
 */
#include "log.h"
#include "pipe.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#define IN_FLIGHT 4      /* frames, each side of a socket */
#define WAKE_MS 200      /* how often a wait looks whether the process was asked to stop */
#define TAKEN "\x06" /* ASCII ACK */
#define LEFT "\x15"  /* ASCII NAK */
#define RECONNECT_MS 20
#define RECONNECT_MAX_MS 2000

struct wire_zmq {
	struct wire wire;
	void *context, *socket;
	bool reads;
	int lock; /* of an ipc path: two readers would take each other's messages */
};

/* After a call that gave nothing: is there reason to call again? */
static bool
wait_on(int *waited_ms)
{
	if (errno != EAGAIN && errno != EINTR)
		die(EX_IOERR, "ZeroMQ: %s", zmq_strerror(errno));
	*waited_ms += WAKE_MS;
	return !wire_draining() || *waited_ms < WIRE_DRAIN_MS;
}

static bool
fill(struct wire *wire, struct buffer *into, size_t want)
{
	struct wire_zmq *w = (struct wire_zmq *)wire;
	zmq_msg_t message;
	int waited = 0;

	(void)want;
	if (wire_overdue())
		return false;
	zmq_msg_init(&message);
	while (zmq_msg_recv(&message, w->socket, 0) < 0)
		if (!wait_on(&waited))
			return false;
	if (zmq_msg_more(&message))
		die(EX_PROTOCOL, "a message of several parts: the peer is not one of ours");
	buffer_add(into, zmq_msg_data(&message), zmq_msg_size(&message));
	zmq_msg_close(&message);
	return true;
}

static void
send_bytes(struct wire *wire, const void *header, size_t header_len, const void *body, size_t body_len)
{
	struct wire_zmq *w = (struct wire_zmq *)wire;
	zmq_msg_t message;
	int waited = 0;
	char answer;

	if (zmq_msg_init_size(&message, header_len + body_len) < 0)
		die(EX_OSERR, "out of memory");
	memcpy(zmq_msg_data(&message), header, header_len);
	if (body_len)
		memcpy((char *)zmq_msg_data(&message) + header_len, body, body_len);
	while (zmq_msg_send(&message, w->socket, 0) < 0) {
		if (!wait_on(&waited))
			die(EX_TEMPFAIL, "stopped while the next process was not reading");
		if (zmq_recv(w->socket, &answer, 1, ZMQ_DONTWAIT) >= 0)
			die(EX_TEMPFAIL, "the next process will not take everything");
	}
}

static void
set(void *socket, int option, int value)
{
	if (zmq_setsockopt(socket, option, &value, sizeof(value)) < 0)
		die(EX_SOFTWARE, "zmq_setsockopt %d: %s", option, zmq_strerror(errno));
}

/* What is queued gets a moment to go out. */
static void
end(struct wire_zmq *w)
{
	set(w->socket, ZMQ_LINGER, WIRE_DRAIN_MS);
	zmq_close(w->socket);
	while (zmq_ctx_term(w->context) < 0 && errno == EINTR)
		;
}

/* The one writer and the one reader of a process: however it ends, by die or by exit, what it sent goes
 * out, and who writes to it is told not to wait. */
static struct wire_zmq *unflushed, *unanswered;

static void
flush_at_exit(void)
{
	if (unanswered) {
		zmq_send(unanswered->socket, LEFT, 1, ZMQ_DONTWAIT);
		end(unanswered);
	}
	if (unflushed)
		end(unflushed);
	unanswered = unflushed = NULL; /* registered once for each */
}

/* Who wrote everything waits here; what the reader answers is one byte. */
static void
wait_until_taken(struct wire_zmq *w)
{
	char answer = 0;
	int waited = 0;

	while (zmq_recv(w->socket, &answer, 1, 0) < 0)
		if (!wait_on(&waited))
			die(EX_TEMPFAIL, "stopped before the next process had taken everything");
	if (answer != *TAKEN)
		die(EX_TEMPFAIL, "the next process did not take everything");
}

static void
close_zmq(struct wire *wire, bool well)
{
	struct wire_zmq *w = (struct wire_zmq *)wire;

	if (w->reads) {
		unanswered = NULL;
		zmq_send(w->socket, well ? TAKEN : LEFT, 1, ZMQ_DONTWAIT);
	} else {
		if (well)
			wait_until_taken(w);
		unflushed = NULL;
	}
	end(w);
	if (w->lock >= 0)
		close(w->lock);
	free(w);
}

static struct wire_zmq *
wire_on(bool reads)
{
	struct wire_zmq *w = calloc(1, sizeof(*w));
	int64_t largest = PIPE_HEADER + PIPE_BODY_MAX;

	if (!w || !(w->context = zmq_ctx_new()) || !(w->socket = zmq_socket(w->context, ZMQ_DEALER)))
		die(EX_OSERR, "cannot open a ZeroMQ socket: %s", zmq_strerror(errno));
	w->wire = (struct wire){fill, send_bytes, false, close_zmq};
	w->reads = reads;
	w->lock = -1;
	/* not ZMQ_IMMEDIATE: it would drop the reader's answer when the reader leaves behind it */
	set(w->socket, ZMQ_SNDHWM, IN_FLIGHT);
	set(w->socket, ZMQ_RCVHWM, IN_FLIGHT);
	set(w->socket, ZMQ_RCVTIMEO, WAKE_MS);
	set(w->socket, ZMQ_SNDTIMEO, WAKE_MS);
	set(w->socket, ZMQ_RECONNECT_IVL, RECONNECT_MS);
	set(w->socket, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MAX_MS);
	zmq_setsockopt(w->socket, ZMQ_MAXMSGSIZE, &largest, sizeof(largest));
	return w;
}

/* ZeroMQ reads "SOURCE;PEER" too, and "@NAME" as a socket without a file, open to everybody. */
static void
check_endpoint(const char *endpoint)
{
	static const char *const loopbacks[] = {"tcp://127.0.0.1:", "tcp://[::1]:"};
	int64_t port;
	size_t len;

	if (!strncmp(endpoint, "ipc://", 6) && endpoint[6] && endpoint[6] != '@' && endpoint[6] != '*')
		return;
	for (int i = 0; i < 2; i++) {
		len = strlen(loopbacks[i]);
		if (!strncmp(endpoint, loopbacks[i], len)
			&& text_to_int(text_of(endpoint + len), 1, 65535, &port))
			return;
	}
	die(EX_USAGE, "endpoint %s: ipc://PATH, or tcp://127.0.0.1:PORT on this machine only", endpoint);
}

/* ZeroMQ would silently take the path from a reader that is there already. */
static int
lock_path(const char *endpoint)
{
	char path[4096];
	int fd;

	if (strncmp(endpoint, "ipc://", 6))
		return -1;
	snprintf(path, sizeof(path), "%s.lock", endpoint + 6);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		die_errno(EX_CANTCREAT, "cannot lock %s", endpoint);
	if (flock(fd, LOCK_EX | LOCK_NB) < 0)
		die(EX_TEMPFAIL, "%s has a reader already", endpoint);
	return fd;
}

struct wire *
wire_zmq_read(const char *endpoint)
{
	struct wire_zmq *w;
	mode_t mask;

	check_endpoint(endpoint);
	w = wire_on(true);
	unanswered = w;
	w->lock = lock_path(endpoint);
	mask = umask(0077);
	if (zmq_bind(w->socket, endpoint) < 0)
		die(EX_UNAVAILABLE, "cannot bind %s: %s", endpoint, zmq_strerror(errno));
	umask(mask);
	if (atexit(flush_at_exit) != 0)
		die(EX_OSERR, "atexit fails");
	return &w->wire;
}

struct wire *
wire_zmq_write(const char *endpoint)
{
	struct wire_zmq *w;

	check_endpoint(endpoint);
	w = wire_on(false);
	if (zmq_connect(w->socket, endpoint) < 0)
		die(EX_UNAVAILABLE, "cannot connect to %s: %s", endpoint, zmq_strerror(errno));
	unflushed = w;
	if (atexit(flush_at_exit) != 0)
		die(EX_OSERR, "atexit fails");
	return &w->wire;
}
