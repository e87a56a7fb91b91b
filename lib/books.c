#include "books.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "rulebook.h"

#define DIGITS "0123456789abcdef"

static bool
is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Installed, then in the tree that it was built in; "" when neither is there. */
static const char *
beside_program(void)
{
	static const char *const places[] = {"../share/pmi-flux/config", "../../config"};
	static char path[PATH_MAX + 32];
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX);
	char *slash;

	if (len <= 0)
		return "";
	path[len] = '\0';
	slash = strrchr(path, '/');
	for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
		size_t room = sizeof path - (size_t)(slash + 1 - path);

		if ((size_t)snprintf(slash + 1, room, "%s", places[i]) < room && is_dir(path))
			return path;
	}
	return "";
}

const char *
books_config(const char *given)
{
	const char *named = getenv("PMI_FLUX_CONFIG");

	if (given)
		return given;
	return named && *named ? named : beside_program();
}

/* Kept until the process ends, where a leak checker finds it. */
static const char *
joined(const char *dir, const char *name)
{
	static struct kept {
		struct kept *next;
		char path[];
	} *all;
	size_t size = strlen(dir) + strlen(name) + 2;
	struct kept *kept = malloc(sizeof *kept + size);

	if (!kept)
		out_of_memory();
	snprintf(kept->path, size, "%s/%s", dir, name);
	kept->next = all;
	all = kept;
	return kept->path;
}

const char *
books_store(const char *config)
{
	const char *named = getenv("PMI_FLUX_BOOKS");

	return named && *named ? named : joined(config, "livres");
}

bool
books_is_hash(const char *name)
{
	return strspn(name, DIGITS) == sizeof((struct rulebook *)0)->hash - 1
		&& !name[sizeof((struct rulebook *)0)->hash - 1];
}

/* Those that begin with a dot are being written. */
static int
is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

void
books_walk(const char *store, void (*each)(void *arg, const char *dir, const char *name), void *arg)
{
	struct dirent **entries;
	int count = scandir(store, &entries, is_shown, by_name);

	if (count < 0 && errno == ENOENT)
		return;
	if (count < 0)
		die_errno(EX_NOINPUT, "%s", store);
	for (int i = 0; i < count; i++) {
		const char *dir = joined(store, entries[i]->d_name);

		if (!access(joined(dir, "livre.yaml"), F_OK))
			each(arg, dir, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

/* ---- One of them */

struct search {
	const char *wanted;
	bool by_hash;          /* else by `nom` */
	const char *dir;       /* found */
	char hash[65];         /* of it */
	const char *another;   /* found too, and another book */
};

static void
take(struct search *search, const char *dir, const char hash[65])
{
	if (!search->dir) {
		search->dir = dir;
		memcpy(search->hash, hash, sizeof search->hash);
	} else if (strcmp(search->hash, hash) != 0)
		search->another = dir;
}

/* The name of a kept book is its hash: no other one needs to be read. */
static void
look(void *arg, const char *dir, const char *name)
{
	struct search *search = arg;
	struct rulebook book;

	if (search->by_hash && books_is_hash(name)) {
		if (!strncmp(name, search->wanted, strlen(search->wanted)))
			take(search, dir, name);
		return;
	}
	rulebook_identify(&book, dir);
	if (search->by_hash ? !strncmp(book.hash, search->wanted, strlen(search->wanted))
			    : text_is(book.name, search->wanted))
		take(search, dir, book.hash);
}

static const char *
unaltered(const char *dir)
{
	const char *slash = strrchr(dir, '/'), *name = slash ? slash + 1 : dir;
	struct rulebook book;

	if (!books_is_hash(name))
		return dir;
	rulebook_identify(&book, dir);
	if (strcmp(book.hash, name) != 0)
		die(EX_CONFIG, "%s: altered since it was kept, it holds %.12s now: put it back from "
			"a copy, or keep it again under what it is", dir, book.hash);
	return dir;
}

const char *
books_find(const char *store, const char *wanted)
{
	struct search search = {.wanted = wanted};
	size_t len = strlen(wanted);

	if (strchr(wanted, '/') || *wanted == '.')
		die(EX_USAGE, "%s: no directory, and no name or hash of a book of %s", wanted, store);
	if (!access(joined(joined(store, wanted), "livre.yaml"), F_OK))
		return unaltered(joined(store, wanted));
	search.by_hash = len >= BOOK_PREFIX && strspn(wanted, DIGITS) == len;
	books_walk(store, look, &search);
	if (search.another)
		die(EX_NOINPUT, "\"%s\" is said of two books: %s and %s", wanted, search.dir,
			search.another);
	if (!search.dir)
		die(EX_NOINPUT, "%s has no book \"%s\" (pmi-rulebook list shows them; a hash takes %d digits "
			"or more)", store, wanted, BOOK_PREFIX);
	return unaltered(search.dir);
}

const char *
books_named(const char *config, const char *wanted)
{
	return is_dir(wanted) ? wanted : books_find(books_store(config), wanted);
}
