#include "log.h"
#include "bare.h"
#include "file.h"
#include "whatif.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#define FIRST_ROOM ((size_t)1 << 18) /* a head, and its frame, are much smaller */
#define CHUNK 32768                  /* less than a pipe holds: see pmi-whatif(1), Memory */

/* The head, where the source is a stream that has one. */
static bool
read_head(const struct source *source, struct head *head)
{
	const unsigned char *at = source->first;
	size_t len = source->first_len, size;
	struct frame frame;
	const char *why;

	if (len >= FRAME_MAGIC_LEN && !memcmp(at, FRAME_MAGIC, FRAME_MAGIC_LEN)) {
		if (frame_parse(&frame, at, len, &size, &why) != FRAME_WHOLE || frame.kind != FRAME_HEAD)
			return false;
		at = frame.body;
		len = frame.len;
	}
	return head_read(head, at, len) > 0;
}

static void
look(struct source *source)
{
	struct head head;

	source->as_of = DAY_NONE;
	if (!read_head(source, &head) || !head.replay.at)
		return;
	snprintf(source->etape, sizeof(source->etape), "%.*s", TEXT_ARG(head.replay));
	source->as_of = head.as_of;
	if (!strcmp(source->etape, "ingest")) { /* which takes its own refusals as any source */
		*source->etape = '\0';
		source->as_of = DAY_NONE;
	}
}

void
source_open(struct source *source, const char *path)
{
	bool standard = !strcmp(path, "-");
	struct stat st;

	*source = (struct source){.name = standard ? "standard input" : path};
	source->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (source->fd < 0 || fstat(source->fd, &st) < 0)
		die_errno(EX_NOINPUT, "%s", source->name);
	source->again = S_ISREG(st.st_mode);
	source->first = malloc(FIRST_ROOM);
	if (!source->first)
		out_of_memory();
	if (!file_fill(source->fd, source->first, FIRST_ROOM, &source->first_len))
		die_errno(EX_NOINPUT, "%s", source->name);
	if (!source->first_len)
		die(EX_DATAERR, "%s is empty: no acts, not even a header", source->name);
	look(source);
}

/* ---- A pipe for both */

static bool
put(int fd, const unsigned char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno != EINTR)
			return false; /* a side that failed says why */
		bytes += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return true;
}

_Noreturn static void
pour(const struct source *source, const int to[SIDES])
{
	unsigned char bytes[CHUNK];
	const unsigned char *at = source->first;
	size_t left = source->first_len, len;

	while (left) {
		len = left < CHUNK ? left : CHUNK;
		if (!put(to[0], at, len) || !put(to[1], at, len))
			_exit(EX_TEMPFAIL);
		at += len;
		left -= len;
	}
	do {
		if (!file_fill(source->fd, bytes, sizeof(bytes), &len))
			die_errno(EX_IOERR, "%s", source->name);
		if (!put(to[0], bytes, len) || !put(to[1], bytes, len))
			_exit(EX_TEMPFAIL);
	} while (len);
	_exit(EX_OK);
}

static void
start_tee(struct source *source, int ends[SIDES])
{
	int to[SIDES], both[2];
	pid_t parent = getpid();

	for (int i = 0; i < SIDES; i++) {
		if (pipe2(both, O_CLOEXEC) < 0)
			die_errno(EX_OSERR, "cannot make a pipe");
		ends[i] = both[0];
		to[i] = both[1];
	}
	if ((source->tee = fork()) < 0)
		die_errno(EX_OSERR, "cannot start a process");
	if (!source->tee) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(EX_TEMPFAIL);
		close(ends[0]);
		close(ends[1]);
		pour(source, to);
	}
	close(to[0]);
	close(to[1]);
}

void
source_give(struct source *source, int ends[SIDES])
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", source->fd);
	if (!source->again)
		start_tee(source, ends);
	for (int i = 0; source->again && i < SIDES; i++)
		if ((ends[i] = open(path, O_RDONLY | O_CLOEXEC)) < 0)
			die_errno(EX_NOINPUT, "%s", source->name);
	free(source->first);
	source->first = NULL;
}
