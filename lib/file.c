#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "log.h"

#define BEGIN_AT (4 << 20) /* bytes that wait */
#define BEHIND (2 * BEGIN_AT) /* the disk has had the time to write what was begun so far before */

bool
file_fill(int fd, void *into, size_t room, size_t *len)
{
	char *at = into;
	ssize_t n;

	*len = 0;
	while (*len < room) {
		n = read(fd, at + *len, room - *len);
		if (n == 0)
			return true;
		if (n > 0)
			*len += (size_t)n;
		else if (errno != EINTR)
			return false; /* EISDIR among others */
	}
	return true;
}

bool
file_fill_at(int fd, off_t offset, void *into, size_t room, size_t *len)
{
	char *at = into;
	ssize_t n;

	for (*len = 0; *len < room; *len += n < 0 ? 0 : (size_t)n) {
		n = pread(fd, at + *len, room - *len, offset + (off_t)*len);
		if (n == 0)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
	}
	return true;
}

char *
file_read(const char *path, size_t max, size_t *len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes;

	if (fd < 0)
		die_errno(EX_NOINPUT, "%s", path);
	bytes = malloc(max + 1);
	if (!bytes)
		out_of_memory();
	if (!file_fill(fd, bytes, max + 1, len))
		die_errno(EX_NOINPUT, "%s", path);
	close(fd);
	return bytes;
}

bool
file_put(int fd, const void *bytes, size_t len)
{
	for (const char *at = bytes; len;) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno != EINTR)
			return false;
		at += n < 0 ? 0 : n;
		len -= n < 0 ? 0 : (size_t)n;
	}
	return true;
}

int
file_unnamed(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char *path;

	if (fd >= 0)
		return fd;
	if (asprintf(&path, "%s/.pmi-XXXXXX", dir) < 0) /* a file system without such files */
		out_of_memory();
	fd = mkostemp(path, O_CLOEXEC);
	if (fd < 0 || unlink(path))
		die_errno(EX_CANTCREAT, "a temporary file in %s", dir);
	free(path);
	return fd;
}

void
file_begin(int fd, struct growth *growth)
{
	if (growth->begun < growth->size) /* a length of 0 would mean all of it */
		sync_file_range(fd, growth->begun, growth->size - growth->begun, SYNC_FILE_RANGE_WRITE);
	growth->begun = growth->size;
}

/* What the disk does not have yet stays: this waits for nothing, and takes no error from the sync. */
static void
give_back(int fd, struct growth *growth, off_t end)
{
	if (!growth->unread || end <= growth->left)
		return;
	posix_fadvise(fd, growth->left, end - growth->left, POSIX_FADV_DONTNEED);
	growth->left = end;
}

void
file_grew(int fd, struct growth *growth, size_t more)
{
	growth->size += (off_t)more;
	if (growth->size - growth->begun < BEGIN_AT)
		return;
	give_back(fd, growth, growth->begun - BEHIND);
	file_begin(fd, growth);
}

void
file_synced(int fd, struct growth *growth)
{
	if (growth->size >= BEGIN_AT) /* what is small is as likely to be looked at */
		give_back(fd, growth, growth->size);
}

void
file_hash(const char *path, char sha256[SHA256_HEX])
{
	static unsigned char bytes[65536];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct sha256 hash;
	size_t len;

	if (fd < 0)
		die_errno(EX_IOERR, "%s", path);
	sha256_start(&hash);
	do {
		if (!file_fill(fd, bytes, sizeof(bytes), &len))
			die_errno(EX_IOERR, "%s", path);
		sha256_add(&hash, bytes, len);
	} while (len == sizeof(bytes));
	sha256_end(&hash, sha256);
	close(fd);
}
