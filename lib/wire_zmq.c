#include "wire_zmq.h"

#include "drain.h"
#include "frame.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#define IN_FLIGHT 4 /* messages, each side of a socket */
#define SHOWN 16 /* to who looks on: nobody waits for it, so it should seldom be late */
#define ROOM (1 << 20) /* asked of the kernel, which may give less: fewer switches between two processes */
#define ENDPOINT_MAX 4096
#define DESCRIPTORS 16 /* more than a socket and its threads take */
#define RECONNECT_MS 2 /* the other process was started at the same time; twice as long each time, */
#define RECONNECT_MAX_MS 20 /* and never so long that a whole line waits for it */

/* Of the process: its threads are those of all sockets. */
static void *context;
static unsigned sockets, opened; /* that are open; that ever were */

struct wire_zmq {
	void *socket, *monitor;
	int peers; /* connections as the monitor told them */
	int lock;  /* of an ipc path: two readers would take each other's messages */
	char path[ENDPOINT_MAX], lock_name[ENDPOINT_MAX + 8];
	zmq_msg_t taken; /* the message that was taken last */
};

bool
wire_zmq_take(struct wire_zmq *w, struct text *message)
{
	zmq_msg_close(&w->taken);
	zmq_msg_init(&w->taken);
	if (zmq_msg_recv(&w->taken, w->socket, ZMQ_DONTWAIT) < 0) {
		if (errno != EAGAIN && errno != EINTR)
			die(EX_IOERR, "ZeroMQ: %s", zmq_strerror(errno));
		return false;
	}
	if (zmq_msg_more(&w->taken))
		die(EX_PROTOCOL, "a message of several parts: the peer is not one of ours");
	*message = (struct text){zmq_msg_data(&w->taken), zmq_msg_size(&w->taken)};
	return true;
}

bool
wire_zmq_give(struct wire_zmq *w, const void *bytes, size_t len)
{
	if (zmq_send(w->socket, bytes, len, ZMQ_DONTWAIT) >= 0)
		return true;
	if (errno != EAGAIN && errno != EINTR && errno != EHOSTUNREACH)
		die(EX_IOERR, "ZeroMQ: %s", zmq_strerror(errno));
	return false;
}

void
wire_zmq_wait_any(const struct wire_wish *wishes, unsigned count, int ms)
{
	zmq_pollitem_t items[WAIT_MANY] = {{0}};
	int used = 0;

	for (unsigned i = 0; i < count && i < WAIT_MANY; i++) {
		int what = wishes[i].what;

		if (!what)
			continue;
		items[used].socket = wishes[i].wire->socket;
		items[used++].events = (short)((what & WAIT_IN ? ZMQ_POLLIN : 0)
			| (what & WAIT_OUT ? ZMQ_POLLOUT : 0));
	}
	if (zmq_poll(items, used, ms) < 0 && errno != EINTR)
		die(EX_IOERR, "ZeroMQ: %s", zmq_strerror(errno));
}

void
wire_zmq_wait(struct wire_zmq *one, int what, struct wire_zmq *other, int ms)
{
	struct wire_wish wishes[2] = {{one, what}, {other, WAIT_IN}};

	wire_zmq_wait_any(wishes, other ? 2 : 1, ms);
}

/* An event is a frame of its number and value, then one of the address. */
bool
wire_zmq_has_peer(struct wire_zmq *w)
{
	unsigned char event[6];
	char address[256];
	uint16_t number;

	while (zmq_recv(w->monitor, event, sizeof(event), ZMQ_DONTWAIT) >= 0) {
		zmq_recv(w->monitor, address, sizeof(address), 0);
		memcpy(&number, event, sizeof(number));
		if (number == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
			w->peers++;
		else if (w->peers)
			w->peers--;
	}
	return w->peers > 0;
}

static void
set(void *socket, int option, int value)
{
	if (zmq_setsockopt(socket, option, &value, sizeof(value)) < 0)
		die(EX_SOFTWARE, "zmq_setsockopt %d: %s", option, zmq_strerror(errno));
}

/* libzmq ends the process by an assertion when it has no descriptor left: whether there are some is
 * tried before. */
static void
need_descriptors(void)
{
	int fd[DESCRIPTORS];

	for (int i = 0; i < DESCRIPTORS; i++)
		if ((fd[i] = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0)
			die_errno(EX_OSERR, "cannot open a ZeroMQ socket");
	for (int i = 0; i < DESCRIPTORS; i++)
		close(fd[i]);
}

static void
watch(struct wire_zmq *w)
{
	char name[32];

	snprintf(name, sizeof(name), "inproc://peers-%u", ++opened);
	if (zmq_socket_monitor(w->socket, name, ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED) < 0
		|| !(w->monitor = zmq_socket(context, ZMQ_PAIR)) || zmq_connect(w->monitor, name) < 0)
		die_errno(EX_OSERR, "cannot watch a ZeroMQ socket");
}

static void
open_socket(struct wire_zmq *w, enum wire_part part)
{
	static const int types[] = {ZMQ_DEALER, ZMQ_DEALER, ZMQ_XPUB, ZMQ_SUB};
	int64_t largest = 1 + FRAME_HEADER + FRAME_BODY_MAX;

	need_descriptors();
	if (!sockets++)
		context = zmq_ctx_new();
	if (!context || !(w->socket = zmq_socket(context, types[part])))
		die_errno(EX_OSERR, "cannot open a ZeroMQ socket");
	set(w->socket, ZMQ_SNDHWM, part == WIRE_SHOWS ? SHOWN : IN_FLIGHT);
	set(w->socket, ZMQ_RCVHWM, part == WIRE_LOOKS ? SHOWN : IN_FLIGHT);
	set(w->socket, ZMQ_SNDBUF, ROOM);
	set(w->socket, ZMQ_RCVBUF, ROOM);
	set(w->socket, ZMQ_LINGER, 0);
	set(w->socket, ZMQ_RECONNECT_IVL, RECONNECT_MS);
	set(w->socket, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MAX_MS);
	zmq_setsockopt(w->socket, ZMQ_MAXMSGSIZE, &largest, sizeof(largest));
	watch(w);
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

/* Is the file of that name still the one that was locked? Its holder removes it when he goes. */
static bool
is_there(const char *path, int fd)
{
	struct stat named, held;

	return stat(path, &named) == 0 && fstat(fd, &held) == 0 && named.st_ino == held.st_ino
		&& named.st_dev == held.st_dev;
}

/* ZeroMQ would silently take the path from a reader that is there already. What one that was killed left is
 * taken over. */
static void
lock_path(struct wire_zmq *w, const char *endpoint)
{
	if (strncmp(endpoint, "ipc://", 6))
		return;
	snprintf(w->path, sizeof(w->path), "%s", endpoint + 6);
	snprintf(w->lock_name, sizeof(w->lock_name), "%s.lock", w->path);
	for (;;) {
		w->lock = open(w->lock_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (w->lock < 0)
			die_errno(EX_CANTCREAT, "cannot lock %s", endpoint);
		if (flock(w->lock, LOCK_EX | LOCK_NB) < 0)
			die(EX_TEMPFAIL, "%s has a reader already", endpoint);
		if (is_there(w->lock_name, w->lock))
			return;
		close(w->lock);
	}
}

static void
bind_to(struct wire_zmq *w, const char *endpoint)
{
	mode_t mask = umask(0077);

	lock_path(w, endpoint);
	if (zmq_bind(w->socket, endpoint) < 0)
		die(EX_UNAVAILABLE, "cannot bind %s: %s", endpoint, zmq_strerror(errno));
	umask(mask);
}

struct wire_zmq *
wire_zmq_open(const char *endpoint, enum wire_part part)
{
	struct wire_zmq *w = calloc(1, sizeof(*w));

	if (!w)
		out_of_memory();
	check_endpoint(endpoint);
	w->lock = -1;
	zmq_msg_init(&w->taken);
	open_socket(w, part);
	if (part == WIRE_READS || part == WIRE_SHOWS)
		bind_to(w, endpoint);
	else if (zmq_connect(w->socket, endpoint) < 0)
		die(EX_UNAVAILABLE, "cannot connect to %s: %s", endpoint, zmq_strerror(errno));
	return w;
}

void
wire_zmq_look_for(struct wire_zmq *w, char first)
{
	if (zmq_setsockopt(w->socket, ZMQ_SUBSCRIBE, &first, 1) < 0)
		die(EX_SOFTWARE, "ZeroMQ: %s", zmq_strerror(errno));
}

/* libzmq leaves the socket. Both names go before somebody else can hold the lock. */
static void
leave_path(struct wire_zmq *w)
{
	if (w->lock < 0)
		return;
	unlink(w->path);
	unlink(w->lock_name);
	close(w->lock);
}

void
wire_zmq_close(struct wire_zmq *w, int flush_ms)
{
	if (!w)
		return;
	zmq_msg_close(&w->taken);
	zmq_socket_monitor(w->socket, NULL, 0);
	set(w->monitor, ZMQ_LINGER, 0);
	zmq_close(w->monitor);
	set(w->socket, ZMQ_LINGER, flush_ms);
	zmq_close(w->socket);
	if (!--sockets) /* and what is still to be sent has so long */
		while (zmq_ctx_term(context) < 0 && errno == EINTR)
			;
	leave_path(w);
	free(w);
}
