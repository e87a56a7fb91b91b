#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "log.h"
#include "sha256.h"

#define ROOM 65536

struct output {
	struct output *next;
	pid_t owner; /* a forked child that ends removes nothing of its parent's */
	char *path, *temp, *dir;
	int fd;
	struct growth growth;
	struct sha256 hash;
	bool unhashed, waits; /* waits: closed, for those that are made together with it */
	size_t len;
	char bytes[ROOM];
};

/* Those not yet published: however the process ends, by die or by exit, their traces go. */
static struct output *unpublished;
static bool together;

static void
remove_all(void)
{
	for (struct output *o = unpublished; o; o = o->next)
		if (o->owner == getpid())
			unlink(o->temp);
}

static void *
held(void *at)
{
	if (!at)
		out_of_memory();
	return at;
}

static char *__attribute__((format(printf, 1, 2)))
formatted(const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	if (vasprintf(&s, format, ap) < 0)
		s = NULL;
	va_end(ap);
	return held(s);
}

static void
name_files(struct output *o, const char *path)
{
	const char *slash = strrchr(path, '/');
	int dir_len = slash ? (int)(slash - path) : 0;

	o->path = formatted("%s", path);
	if (!slash) {
		o->dir = formatted(".");
		o->temp = formatted(".%s.tmp", path);
	} else {
		o->dir = formatted("%.*s/", dir_len, path);
		o->temp = formatted("%.*s/.%s.tmp", dir_len, path, slash + 1);
	}
}

static void
track(struct output *o)
{
	static bool registered;

	if (!registered && atexit(remove_all) != 0)
		die(EX_OSERR, "atexit fails");
	registered = true;
	o->owner = getpid();
	o->next = unpublished;
	unpublished = o;
}

static void
forget(struct output *o)
{
	struct output **at = &unpublished;

	while (*at && *at != o)
		at = &(*at)->next;
	if (*at)
		*at = o->next;
	free(o->path);
	free(o->temp);
	free(o->dir);
	free(o);
}

struct output *
output_open(const char *path)
{
	struct output *o = held(calloc(1, sizeof *o));
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) /* a rename would put a file in its place */
		die(EX_CANTCREAT, S_ISDIR(st.st_mode) ? "%s: is a directory" : "%s: is no file", path);
	name_files(o, path);
	/* what a killed process left there: another mode, or somebody's link */
	if (unlink(o->temp) != 0 && errno != ENOENT)
		die_errno(EX_CANTCREAT, "%s", o->temp);
	o->fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (o->fd < 0)
		die_errno(EX_CANTCREAT, "%s", path);
	track(o);
	sha256_start(&o->hash);
	return o;
}

void
output_unhashed(struct output *output)
{
	output->unhashed = true;
}

void
output_unread(struct output *output)
{
	output->growth.unread = true;
}

static void
put(struct output *o, const char *at, size_t len)
{
	if (!o->unhashed)
		sha256_add(&o->hash, at, len);
	if (!file_put(o->fd, at, len))
		die_errno(EX_IOERR, "%s", o->path);
	file_grew(o->fd, &o->growth, len);
}

static void
flush(struct output *o)
{
	put(o, o->bytes, o->len);
	o->len = 0;
}

void
output_write(struct output *output, const void *bytes, size_t len)
{
	size_t room = sizeof output->bytes - output->len;
	const char *at = bytes;

	if (len > sizeof output->bytes) { /* not gathered first */
		flush(output);
		put(output, bytes, len);
		return;
	}
	if (len > room) {
		memcpy(output->bytes + output->len, at, room);
		output->len += room;
		flush(output);
		at += room;
		len -= room;
	}
	memcpy(output->bytes + output->len, at, len);
	output->len += len;
}

void
output_print(struct output *output, const char *format, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, format);
	n = vasprintf(&s, format, ap);
	va_end(ap);
	if (n < 0)
		out_of_memory();
	output_write(output, s, (size_t)n);
	free(s);
}

/* The rename survives a power cut only once the directory is on the disk too. */
static void
sync_dir(const struct output *o)
{
	int fd = open(o->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		die_errno(EX_IOERR, "%s", o->dir);
	if (fsync(fd) != 0 && errno != EINVAL) /* EINVAL: a file system that cannot */
		die_errno(EX_IOERR, "%s", o->dir);
	close(fd);
}

static void
finish(struct output *o, char sha256[65])
{
	flush(o);
	sha256[0] = '\0';
	if (!o->unhashed)
		sha256_end(&o->hash, sha256);
}

static void
bring_to_disk(struct output *o)
{
	if (fsync(o->fd) != 0)
		die_errno(EX_IOERR, "%s", o->path);
	file_synced(o->fd, &o->growth);
	if (close(o->fd) != 0)
		die_errno(EX_IOERR, "%s", o->path);
	o->fd = -1;
}

static void
give_name(const struct output *o)
{
	if (rename(o->temp, o->path) != 0)
		die_errno(EX_IOERR, "%s", o->path);
}

const char *
output_seal(struct output *output, char sha256[65])
{
	finish(output, sha256);
	bring_to_disk(output);
	return output->temp;
}

void
output_publish(struct output *output)
{
	give_name(output);
	sync_dir(output);
	forget(output);
}

void
output_close(struct output *output, char sha256[65])
{
	if (together) {
		finish(output, sha256);
		file_begin(output->fd, &output->growth);
		output->waits = true;
	} else {
		output_seal(output, sha256);
		output_publish(output);
	}
}

/* ---- Together */

void
output_together(void)
{
	together = true;
}

static bool
others_wait_there(const struct output *o)
{
	for (const struct output *other = o->next; other; other = other->next)
		if (other->waits && !strcmp(other->dir, o->dir))
			return true;
	return false;
}

void
output_publish_all(void)
{
	struct output *next;

	together = false;
	for (struct output *o = unpublished; o; o = o->next)
		if (o->waits)
			bring_to_disk(o);
	for (struct output *o = unpublished; o; o = next) {
		next = o->next;
		if (!o->waits)
			continue;
		give_name(o);
		if (!others_wait_there(o))
			sync_dir(o);
		forget(o);
	}
}

static void
put_quoted(struct output *output, struct text t)
{
	output_write(output, "\"", 1);
	for (size_t i = 0; i < t.len; i++)
		output_write(output, t.at[i] == '"' ? "\"\"" : t.at + i, t.at[i] == '"' ? 2 : 1);
	output_write(output, "\"", 1);
}

static bool
is_special(char c)
{
	return c == ';' || c == '"' || c == '\r' || c == '\n' || c == '\0';
}

static bool
wants_quotes(struct text t)
{
	size_t i = 0;

	if (text_is_plain(t, ';', '"'))
		return false;
	while (i < t.len && !is_special(t.at[i]))
		i++;
	return i < t.len;
}

void
output_cell(struct output *output, struct text t)
{
	if (wants_quotes(t))
		put_quoted(output, t);
	else
		output_write(output, t.at ? t.at : "", t.len);
}

void
output_abandon(struct output *output)
{
	if (!output)
		return;
	if (output->fd >= 0)
		close(output->fd);
	unlink(output->temp);
	forget(output);
}
