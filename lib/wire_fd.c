/*
 * wire_fd - stdin, stdout and files
 */
#include "log.h"
#include "output.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define PIPE_ROOM (1 << 20) /* asked of the kernel: fewer switches between two processes */

struct wire_fd {
	struct wire wire;
	int fd;
	struct output *file; /* NULL: somebody else's descriptor */
};

static bool
nothing_more(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return wire_draining() && (wire_overdue() || poll(&p, 1, WIRE_DRAIN_MS) <= 0);
}

static bool
fill(struct wire *wire, struct buffer *into, size_t want)
{
	struct wire_fd *w = (struct wire_fd *)wire;

	buffer_reserve(into, want);
	for (;;) {
		ssize_t n;

		if (nothing_more(w->fd))
			return false;
		n = read(w->fd, into->at + into->len, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die_errno(errno == EBADF ? EX_NOINPUT : EX_IOERR, "cannot read");
		into->len += (size_t)n;
		return n > 0;
	}
}

static void
advance(struct iovec *v, size_t n)
{
	for (int i = 0; i < 2; i++) {
		size_t step = n < v[i].iov_len ? n : v[i].iov_len;

		v[i].iov_base = (char *)v[i].iov_base + step;
		v[i].iov_len -= step;
		n -= step;
	}
}

_Noreturn static void
failed(void)
{
	if (errno == EPIPE)
		exit(EX_TEMPFAIL); /* the reader left: nothing to say about it */
	die_errno(EX_IOERR, "cannot write");
}

/* A writer that is to stop gives the reader as much at a time as goes through without waiting, and
 * waits no longer than WIRE_DRAIN_MS for it. */
static void
drain(int fd, struct iovec v[2])
{
	struct pollfd p = {.fd = fd, .events = POLLOUT};
	int ready;

	do
		ready = poll(&p, 1, WIRE_DRAIN_MS);
	while (ready < 0 && errno == EINTR && !wire_overdue());
	if (ready <= 0)
		die(EX_TEMPFAIL, "stopped while the next process was not reading");
	if (v[0].iov_len > PIPE_BUF)
		v[0].iov_len = PIPE_BUF;
	v[1].iov_len = v[0].iov_len ? 0 : v[1].iov_len < PIPE_BUF ? v[1].iov_len : PIPE_BUF;
}

static void
send_bytes(struct wire *wire, const void *header, size_t header_len, const void *body, size_t body_len)
{
	struct wire_fd *w = (struct wire_fd *)wire;
	struct iovec v[2] = {{(void *)(uintptr_t)header, header_len}, {(void *)(uintptr_t)body, body_len}};

	while (v[0].iov_len + v[1].iov_len) {
		struct iovec now[2] = {v[0], v[1]};
		ssize_t n;

		if (wire_draining())
			drain(w->fd, now);
		n = writev(w->fd, now, 2);
		if (n >= 0)
			advance(v, (size_t)n);
		else if (errno != EINTR)
			failed();
	}
}

static void
send_file(struct wire *wire, const void *header, size_t header_len, const void *body, size_t body_len)
{
	struct wire_fd *w = (struct wire_fd *)wire;

	output_write(w->file, header, header_len);
	output_write(w->file, body, body_len);
}

static void
close_fd(struct wire *wire, bool well)
{
	struct wire_fd *w = (struct wire_fd *)wire;
	char sha256[65];

	if (w->file && well)
		output_close(w->file, sha256);
	else if (w->file)
		output_abandon(w->file);
	else if (close(w->fd) < 0 && errno != EINTR)
		die_errno(EX_IOERR, "cannot write");
	free(w);
}

static struct wire_fd *
wire_on(int fd)
{
	struct wire_fd *w = calloc(1, sizeof(*w));

	if (!w)
		die(EX_OSERR, "out of memory");
	*w = (struct wire_fd){{fill, send_bytes, true, close_fd}, fd, NULL};
	fcntl(fd, F_SETPIPE_SZ, PIPE_ROOM);
	return w;
}

/* A named pipe may have no peer yet. */
static int
open_waiting(const char *path, int how)
{
	int fd;

	do
		fd = open(path, how | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR && !wire_draining());
	if (fd < 0 && errno == EINTR)
		die(EX_TEMPFAIL, "stopped while %s had no peer", path);
	return fd;
}

struct wire *
wire_fd_read(const char *path)
{
	struct stat st;
	int fd = STDIN_FILENO;

	if (strcmp(path, "-"))
		fd = open_waiting(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) < 0)
		die_errno(EX_NOINPUT, "cannot read %s", path);
	if (S_ISDIR(st.st_mode))
		die(EX_NOINPUT, "cannot read %s: it is a directory", path);
	return &wire_on(fd)->wire;
}

struct wire *
wire_fd_write(const char *path)
{
	struct wire_fd *w;
	struct stat st;
	int fd;

	if (strcmp(path, "-") && !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
		fd = open_waiting(path, O_WRONLY); /* a device or a named pipe: nothing to publish */
		if (fd < 0)
			die_errno(EX_CANTCREAT, "cannot write %s", path);
		return &wire_on(fd)->wire;
	}
	if (strcmp(path, "-")) {
		w = wire_on(-1);
		w->file = output_open(path);
		w->wire.send = send_file;
		return &w->wire;
	}
	return &wire_on(STDOUT_FILENO)->wire;
}
