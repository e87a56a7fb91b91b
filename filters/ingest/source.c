#include "source.h"

#include "directory.h"
#include "drain.h"
#include "file.h"
#include "log.h"
#include "seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (256u * 1024)

struct source {
	const char *path;
	char name[256];
	char sha256[SHA256_HEX];
	int fd;
	bool sealed;
	struct seal seal;
	off_t start;     /* where stdin stood when it was given to us */
	uint64_t size, at;
	struct stat was; /* when it was hashed */
};

/* To hash an input, and to wait for one that comes through a pipe, may take minutes. */
static void
stop_if_asked(const struct source *s)
{
	if (draining())
		die(EX_TEMPFAIL, "stopped by a signal while %s was read", s->path);
}

/* Until `len` bytes or the end. */
static size_t
read_full(const struct source *s, int fd, unsigned char *into, size_t len)
{
	size_t got = 0;

	while (got < len) {
		ssize_t n = read(fd, into + got, len - got);

		stop_if_asked(s);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die_errno(EX_NOINPUT, "cannot read %s", s->path);
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return got;
}

static size_t
pread_full(const struct source *s, unsigned char *into, size_t len, uint64_t at)
{
	size_t got = 0;

	while (got < len) {
		ssize_t n = pread(s->fd, into + got, len - got, s->start + (off_t)(at + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die_errno(EX_IOERR, "cannot read %s again", s->path);
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return got;
}

static unsigned char *
chunk_new(void)
{
	unsigned char *chunk = malloc(CHUNK);

	if (!chunk)
		out_of_memory();
	return chunk;
}

/* Takes what comes to its end, hashes it, and keeps it sealed. */
static void
spool(struct source *s)
{
	unsigned char *chunk = chunk_new();
	struct sha256 hash;
	int in = s->fd;
	size_t n;

	s->sealed = true;
	s->start = 0;
	s->fd = file_unnamed(directory_temporary());
	seal_make(&s->seal);
	sha256_start(&hash);
	while ((n = read_full(s, in, chunk, CHUNK))) {
		sha256_add(&hash, chunk, n);
		seal_apply(&s->seal, chunk, n, s->size);
		if (!file_put(s->fd, chunk, n))
			die_errno(EX_IOERR, "cannot keep what comes in a temporary file");
		s->size += n;
	}
	sha256_end(&hash, s->sha256);
	free(chunk);
	close(in);
}

static void
hash_file(struct source *s)
{
	unsigned char *chunk = chunk_new();
	struct sha256 hash;
	size_t n;

	posix_fadvise(s->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	sha256_start(&hash);
	while ((n = pread_full(s, chunk, CHUNK, s->size))) {
		sha256_add(&hash, chunk, n);
		s->size += n;
		stop_if_asked(s);
	}
	sha256_end(&hash, s->sha256);
	free(chunk);
}

/* A record is named by its source: text, whatever bytes the file's name has. */
static void
make_name(struct source *s, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct text name;
	size_t bad;

	snprintf(s->name, sizeof(s->name), "%s", slash ? slash + 1 : path);
	name = text_of(s->name);
	while ((bad = text_utf8_error(name)) < name.len)
		s->name[bad] = '?';
}

struct source *
source_open(const char *path)
{
	struct source *s = calloc(1, sizeof(*s));
	bool is_stdin = strcmp(path, "-") == 0;

	if (!s)
		out_of_memory();
	s->path = is_stdin ? "stdin" : path;
	make_name(s, s->path);
	s->fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	stop_if_asked(s); /* to open a named pipe waits for its writer */
	if (s->fd < 0 || fstat(s->fd, &s->was) < 0)
		die_errno(EX_NOINPUT, "cannot read %s", s->path);
	if (S_ISDIR(s->was.st_mode))
		die(EX_NOINPUT, "cannot read %s: it is a directory", s->path);
	if (S_ISREG(s->was.st_mode) && (s->start = lseek(s->fd, 0, SEEK_CUR)) >= 0)
		hash_file(s);
	else
		spool(s);
	return s;
}

void
source_close(struct source *s)
{
	if (!s)
		return;
	close(s->fd);
	seal_forget(&s->seal);
	free(s);
}

const char *
source_path(const struct source *s)
{
	return s->path;
}

struct text
source_name(const struct source *s)
{
	return text_of(s->name);
}

const char *
source_sha256(const struct source *s)
{
	return s->sha256;
}

uint64_t
source_size(const struct source *s)
{
	return s->size;
}

/* Cheaper than a second hash, and enough against a file that is still being written. */
static void
check_unchanged(const struct source *s)
{
	struct stat now;

	if (s->sealed)
		return;
	if (fstat(s->fd, &now) < 0 || now.st_size != s->was.st_size
		|| now.st_mtim.tv_sec != s->was.st_mtim.tv_sec
		|| now.st_mtim.tv_nsec != s->was.st_mtim.tv_nsec)
		die(EX_TEMPFAIL, "%s changed while it was read: run the same line again", s->path);
}

size_t
source_read(struct source *s, void *into, size_t len)
{
	size_t n = pread_full(s, into, len, s->at);

	if (s->sealed)
		seal_apply(&s->seal, into, n, s->at);
	s->at += n;
	if (n < len || s->at > s->size)
		check_unchanged(s);
	return n;
}

void
source_rewind(struct source *s)
{
	s->at = 0;
}
