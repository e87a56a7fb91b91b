/*
 * keep - pmi-rulebook keep and list: the store of books
 *
 * A book that is kept is a copy of its directory under its hash, with the mappings and pipelines beside
 * it: all of it, and flushed, before it has that name. It is never written again.
 */
#include "books.h"
#include "file.h"
#include "log.h"
#include "output.h"
#include "verbs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX ((size_t)1 << 20) /* as config.h says */
#define DEPTH_MAX 4

/* ---- A copy */

static char *
joined(const char *dir, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", dir, name) < 0)
		out_of_memory();
	return path;
}

static void
copy_file(const char *from, const char *to)
{
	struct output *output = output_open(to);
	char sha256[65];
	size_t len;
	char *bytes = file_read(from, FILE_MAX, &len);

	if (len > FILE_MAX)
		die(EX_CONFIG, "%s: longer than 1 MiB", from);
	output_write(output, bytes, len);
	output_close(output, sha256);
	if (chmod(to, 0444))
		die_errno(EX_IOERR, "%s", to);
	free(bytes);
}

static int
is_copied(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && strcmp(entry->d_name, "livres") != 0
		&& (entry->d_type != DT_REG || (len > 5 && !strcmp(entry->d_name + len - 5, ".yaml")));
}

static void copy_dir(const char *from, const char *to, unsigned depth);

static void
copy_entry(const char *from, const char *to, unsigned depth)
{
	struct stat st;

	if (stat(from, &st))
		die_errno(EX_NOINPUT, "%s", from);
	if (S_ISREG(st.st_mode))
		copy_file(from, to);
	else if (S_ISDIR(st.st_mode) && depth < DEPTH_MAX)
		copy_dir(from, to, depth + 1);
}

static void
copy_dir(const char *from, const char *to, unsigned depth)
{
	struct dirent **entries;
	int count = scandir(from, &entries, is_copied, alphasort);

	if (count < 0)
		die_errno(EX_NOINPUT, "%s", from);
	if (mkdir(to, 0755))
		die_errno(EX_CANTCREAT, "%s", to);
	for (int i = 0; i < count; i++) {
		char *source = joined(from, entries[i]->d_name), *copy = joined(to, entries[i]->d_name);

		copy_entry(source, copy, depth);
		free(source);
		free(copy);
		free(entries[i]);
	}
	free(entries);
}

/* What was begun and not ended: by a process that died, or by this one that dies. */
static void
remove_tree(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, NULL);

	for (int i = 0; i < count; i++) {
		char *inside = joined(path, entries[i]->d_name);

		if (strcmp(entries[i]->d_name, ".") && strcmp(entries[i]->d_name, "..") && unlink(inside))
			remove_tree(inside);
		free(inside);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	rmdir(path);
}

static char *unfinished;

static void
remove_unfinished(void)
{
	if (unfinished)
		remove_tree(unfinished);
}

static void
sync_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || (fsync(fd) && errno != EINVAL) || close(fd))
		die_errno(EX_IOERR, "%s", path);
}

/* The book may have been edited meanwhile: what was copied must be what was hashed. */
static void
check_copy(const char *copy, const char *hash)
{
	struct rulebook book;

	rulebook_identify(&book, copy);
	if (strcmp(book.hash, hash) != 0)
		die(EX_TEMPFAIL, "the book changed while it was copied: run pmi-rulebook keep again");
}

static void
publish(const char *store, const char *hash)
{
	char *to = joined(store, hash);

	sync_dir(unfinished);
	if (rename(unfinished, to) && errno != EEXIST && errno != ENOTEMPTY) /* kept by another process */
		die_errno(EX_CANTCREAT, "%s", to);
	sync_dir(store);
	free(to);
}

static void
say_kept(const struct request *request, const struct rulebook *book, const char *dir, bool before)
{
	struct buffer out = {0};
	struct json json = {.out = &out};
	char line[512];

	if (request->options->json) {
		json_open(&json, '{');
		json_pair_text(&json, "sha256", text_of(book->hash));
		json_pair_text(&json, "repertoire", text_of(dir));
		json_key(&json, "deja");
		json_bool(&json, before);
		json_close(&json, '}');
		buffer_add(&out, "\n", 1);
	} else {
		snprintf(line, sizeof(line), "%s %s\n", dir, before ? "was kept before" : "is kept");
		buffer_add(&out, line, strlen(line));
	}
	put_out(&out);
	buffer_free(&out);
}

int
keep_book(const struct request *request)
{
	const char *config = request->options->config, *store = books_store(config);
	struct rulebook book;
	char *dir, name[128];

	rulebook_identify(&book, config);
	dir = joined(store, book.hash);
	if (!access(dir, F_OK)) {
		books_find(store, book.hash); /* unaltered, or it dies */
		say_kept(request, &book, dir, true);
		return EX_OK;
	}
	if (mkdir(store, 0755) && errno != EEXIST)
		die_errno(EX_CANTCREAT, "%s", store);
	snprintf(name, sizeof(name), ".%.12s-%ld", book.hash, (long)getpid());
	unfinished = joined(store, name);
	remove_tree(unfinished);
	atexit(remove_unfinished);
	copy_dir(config, unfinished, 0);
	check_copy(unfinished, book.hash);
	publish(store, book.hash);
	say_kept(request, &book, dir, false);
	free(dir);
	return EX_OK;
}

/* ---- The list */

struct listing {
	struct buffer out;
	bool json;
	char current[65]; /* the hash of the book in use */
};

static void
list_one(void *arg, const char *dir, const char *name)
{
	struct listing *l = arg;
	struct json json = {.out = &l->out};
	struct rulebook book;
	char line[512];

	rulebook_identify(&book, dir);
	if (l->json) {
		json_open(&json, '{');
		json_pair_text(&json, "sha256", text_of(book.hash));
		json_pair_text(&json, "livre", book.name);
		json_pair_text(&json, "repertoire", text_of(dir));
		json_key(&json, "courant");
		json_bool(&json, !strcmp(book.hash, l->current));
		json_key(&json, "altere");
		json_bool(&json, books_is_hash(name) && strcmp(name, book.hash) != 0);
		json_close(&json, '}');
		buffer_add(&l->out, "\n", 1);
		return;
	}
	snprintf(line, sizeof(line), "%.12s %-24.*s %.24s%s%s\n", book.hash, TEXT_ARG(book.name),
		books_is_hash(name) ? "-" : name, strcmp(book.hash, l->current) ? "" : " (the one in use)",
		books_is_hash(name) && strcmp(name, book.hash) ? " ALTERED since it was kept" : "");
	buffer_add(&l->out, line, strlen(line));
}

int
list_books(const struct request *request)
{
	const char *config = request->options->config;
	struct listing l = {.json = request->options->json};
	struct rulebook book;

	rulebook_identify(&book, config);
	memcpy(l.current, book.hash, sizeof(l.current));
	books_walk(books_store(config), list_one, &l);
	if (!l.out.len)
		warn("%s holds no book: pmi-rulebook keep places this one there", books_store(config));
	put_out(&l.out);
	buffer_free(&l.out);
	return EX_OK;
}
