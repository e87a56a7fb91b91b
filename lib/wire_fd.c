#include "wire_fd.h"

#include "drain.h"
#include "log.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIPE_ROOM (1 << 20) /* asked of the kernel: fewer switches between two processes */

struct wire_fd {
	int fd;
	struct output *file; /* NULL: somebody else's descriptor */
};

static bool
nothing_more(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return draining() && (drain_overdue() || poll(&p, 1, DRAIN_MS) <= 0);
}

bool
wire_fd_fill(struct wire_fd *w, struct buffer *into, size_t want)
{
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

/* A writer that is to stop gives the reader as much at a time as goes through without waiting, and
 * waits no longer than DRAIN_MS for it. */
static size_t
drain(int fd, size_t len)
{
	struct pollfd p = {.fd = fd, .events = POLLOUT};
	int ready;

	do
		ready = poll(&p, 1, DRAIN_MS);
	while (ready < 0 && errno == EINTR && !drain_overdue());
	if (ready <= 0)
		die(EX_TEMPFAIL, "stopped while the next process was not reading");
	return len < PIPE_BUF ? len : PIPE_BUF;
}

void
wire_fd_send(struct wire_fd *w, const void *bytes, size_t len)
{
	const char *at = bytes;

	if (w->file) {
		output_write(w->file, bytes, len);
		return;
	}
	while (len) {
		ssize_t n = write(w->fd, at, draining() ? drain(w->fd, len) : len);

		if (n < 0 && errno != EINTR)
			die_errno(EX_IOERR, "cannot write");
		at += n < 0 ? 0 : n;
		len -= n < 0 ? 0 : (size_t)n;
	}
}

void
wire_fd_close(struct wire_fd *w, bool well)
{
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
		out_of_memory();
	*w = (struct wire_fd){fd, NULL};
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
	while (fd < 0 && errno == EINTR && !draining());
	if (fd < 0 && errno == EINTR)
		die(EX_TEMPFAIL, "stopped while %s had no peer", path);
	return fd;
}

struct wire_fd *
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
	return wire_on(fd);
}

struct wire_fd *
wire_fd_write(const char *path)
{
	struct wire_fd *w;
	struct stat st;
	int fd;

	if (strcmp(path, "-") && !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
		fd = open_waiting(path, O_WRONLY); /* a device or a named pipe: nothing to publish */
		if (fd < 0)
			die_errno(EX_CANTCREAT, "cannot write %s", path);
		return wire_on(fd);
	}
	if (strcmp(path, "-")) {
		w = wire_on(-1);
		w->file = output_open(path);
		output_unhashed(w->file);
		return w;
	}
	return wire_on(STDOUT_FILENO);
}
