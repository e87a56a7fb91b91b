#include "directory.h"

#include "file.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_MAX_WALK 16

const char *
path_print(char *path, size_t size, const char *format, ...)
{
	va_list ap;
	int len;

	va_start(ap, format);
	len = vsnprintf(path, size, format, ap);
	va_end(ap);
	if (len < 0 || (size_t)len >= size)
		die(EX_USAGE, "a path is longer than %zu bytes", size);
	return path;
}

const char *
path_join(char *path, size_t size, const char *dir, const char *name)
{
	return path_print(path, size, "%s/%s", dir, name);
}

const char *
path_beside(char *path, size_t size, const char *file, const char *name)
{
	const char *slash = strrchr(file, '/');

	return path_print(path, size, "%.*s%s", slash ? (int)(slash + 1 - file) : 0, file, name);
}

const char *
directory_temporary(void)
{
	const char *dir = getenv("TMPDIR");

	return dir && *dir ? dir : "/tmp";
}

bool
path_exists(const char *path)
{
	struct stat st;

	return !lstat(path, &st);
}

void
directory_make(const char *path)
{
	struct stat st;

	if (!mkdir(path, 0700))
		return;
	if (errno != EEXIST || stat(path, &st) || !S_ISDIR(st.st_mode))
		die_errno(EX_CANTCREAT, "%s", path);
}

void
directory_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || (fsync(fd) && errno != EINVAL)) /* EINVAL: a file system that cannot */
		die_errno(EX_IOERR, "%s", path);
	close(fd);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	return remove(path);
}

void
directory_remove(const char *path)
{
	if (nftw(path, remove_one, OPEN_MAX_WALK, FTW_DEPTH | FTW_PHYS) && errno != ENOENT)
		die_errno(EX_IOERR, "%s", path);
}

static char own[PATH_SIZE];
static pid_t owner;

static void
remove_own(void)
{
	if (getpid() == owner)
		directory_remove(own);
}

const char *
directory_own(const char *parent, const char *name)
{
	path_print(own, sizeof(own), "%s/%s.XXXXXX", parent, name);
	if (!mkdtemp(own))
		die_errno(EX_CANTCREAT, "%s", own);
	owner = getpid();
	if (atexit(remove_own))
		die(EX_OSERR, "atexit fails");
	return own;
}

void
directory_rename(const char *from, const char *to)
{
	if (rename(from, to))
		die_errno(EX_IOERR, "%s", to);
}

static void
copy(const char *from, const char *to)
{
	static char bytes[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	size_t len;

	if (in < 0)
		die_errno(EX_IOERR, "%s", from);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (out < 0)
		die_errno(EX_CANTCREAT, "%s", to);
	do {
		if (!file_fill(in, bytes, sizeof(bytes), &len))
			die_errno(EX_IOERR, "%s", from);
		if (!file_put(out, bytes, len))
			die_errno(EX_IOERR, "%s", to);
	} while (len == sizeof(bytes));
	if (fsync(out) || close(out))
		die_errno(EX_IOERR, "%s", to);
	close(in);
}

void
directory_link(const char *from, const char *to)
{
	if (!link(from, to))
		return;
	if (errno != EXDEV && errno != EPERM && errno != EMLINK && errno != EOPNOTSUPP)
		die_errno(EX_CANTCREAT, "%s", to);
	copy(from, to);
}

void
link_swap(const char *target, const char *path)
{
	char temp[PATH_SIZE];

	path_print(temp, sizeof(temp), "%s.tmp", path);
	unlink(temp);
	if (symlink(target, temp))
		die_errno(EX_CANTCREAT, "%s", temp);
	directory_rename(temp, path);
}
