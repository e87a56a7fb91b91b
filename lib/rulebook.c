#include "rulebook.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "file.h"
#include "log.h"
#include "sha256.h"

#define FILE_MAX ((size_t)1 << 20) /* as config.h says */

/* ---- The hash */

static int
is_yaml(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 5 && entry->d_name[0] != '.' && strcmp(entry->d_name + len - 5, ".yaml") == 0;
}

/* Byte order, whatever the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Name, NUL, length in 8 bytes, the most significant first, content. */
static void
hash_file(struct sha256 *hash, const char *dir, const char *name)
{
	unsigned char length[8];
	char *path, *bytes;
	size_t len;

	if (asprintf(&path, "%s/%s", dir, name) < 0)
		out_of_memory();
	bytes = file_read(path, FILE_MAX, &len);
	if (len > FILE_MAX) {
		free(bytes);
		die(EX_CONFIG, "%s: longer than 1 MiB", path);
	}
	for (unsigned i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)len >> (56 - 8 * i));
	sha256_add(hash, name, strlen(name) + 1);
	sha256_add(hash, length, sizeof length);
	sha256_add(hash, bytes, len);
	free(bytes);
	free(path);
}

int
rulebook_files(const char *dir, struct dirent ***files)
{
	int count = scandir(dir, files, is_yaml, by_name);

	if (count < 0)
		die_errno(EX_NOINPUT, "%s", dir);
	return count;
}

void
rulebook_files_free(struct dirent **files, int count)
{
	for (int i = 0; i < count; i++)
		free(files[i]);
	free(files);
}

static void
hash_book(struct rulebook *book)
{
	struct dirent **files;
	struct sha256 hash;
	int count = rulebook_files(book->dir, &files);

	sha256_start(&hash);
	for (int i = 0; i < count; i++)
		hash_file(&hash, book->dir, files[i]->d_name);
	rulebook_files_free(files, count);
	sha256_end(&hash, book->hash);
}

/* ---- livre.yaml */

struct livre {
	int64_t format;
	struct text nom, article, source;
};

static void
load_book(struct rulebook *book)
{
	static const struct config_key keys[] = {
		{"format", CONFIG_INT, offsetof(struct livre, format), false, 1, 1, NULL},
		{"nom", CONFIG_TEXT, offsetof(struct livre, nom), false, 1, 80, NULL},
		{"article", CONFIG_TEXT, offsetof(struct livre, article), true, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct livre, source), false, 1, 400, NULL},
		{NULL, 0, 0, false, 0, 0, NULL},
	};
	struct livre livre = {0};
	struct config *config = config_open(book->dir, "livre.yaml");

	config_bind(config_root(config), keys, &livre);
	book->name = livre.nom;
}

/* ---- motifs.yaml */

struct row {
	unsigned niveau;
	struct config_list etape;
	struct text article, fr, en, suite, source;
};

static bool
is_kebab(struct text t)
{
	if (!t.len || t.at[0] == '-' || t.at[t.len - 1] == '-')
		return false;
	for (size_t i = 0; i < t.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", t.at[i]))
			return false;
	return true;
}

static void
load_motif(struct motif *motif, struct text code, const struct config_node *node)
{
	static const char *const levels[] = {
		[MOTIF_AVIS] = "avis",
		[MOTIF_HOLD] = "hold",
		[MOTIF_REJECT] = "reject",
		NULL,
	};
	static const struct config_key keys[] = {
		{"niveau", CONFIG_NAME, offsetof(struct row, niveau), false, 0, 0, levels},
		{"etape", CONFIG_LIST, offsetof(struct row, etape), false, 1, 16, NULL},
		{"article", CONFIG_TEXT, offsetof(struct row, article), true, 1, 200, NULL},
		{"fr", CONFIG_TEXT, offsetof(struct row, fr), false, 1, 400, NULL},
		{"en", CONFIG_TEXT, offsetof(struct row, en), false, 1, 400, NULL},
		{"suite", CONFIG_TEXT, offsetof(struct row, suite), false, 1, 400, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct row, source), true, 1, 400, NULL},
		{NULL, 0, 0, false, 0, 0, NULL},
	};
	struct row row = {0};

	if (!is_kebab(code) || code.len > 40)
		config_die(node, "a motif's code is made of a-z, 0-9 and -, 40 at most");
	config_bind(node, keys, &row);
	for (size_t i = 0; i < row.etape.count; i++)
		if (!is_kebab(row.etape.at[i]))
			config_die(node, "etape of %.*s: no name of a stage", TEXT_ARG(code));
	*motif = (struct motif){
		.code = code,
		.article = row.article,
		.level = (enum motif_level)row.niveau,
		.fr = row.fr,
		.en = row.en,
		.suite = row.suite,
	};
}

static int
by_code(const void *a, const void *b)
{
	const struct motif *x = a, *y = b;

	return text_compare(x->code, y->code);
}

static void
load_motifs(struct rulebook *book)
{
	struct config *config = config_open(book->dir, "motifs.yaml");
	const struct config_node *root = config_root(config);
	size_t count = config_pairs(root);
	struct motif *at = config_alloc(config, (count + 1) * sizeof *at);

	for (size_t i = 0; i < count; i++)
		load_motif(&at[i], config_pair_key(root, i), config_pair_value(root, i));
	qsort(at, count, sizeof *at, by_code);
	book->motifs.at = at;
	book->motifs.count = count;
	book->motifs.slots = config_slots(config, at, count, sizeof *at);
}

void
rulebook_identify(struct rulebook *book, const char *dir)
{
	*book = (struct rulebook){.dir = dir};
	load_book(book); /* says it where no rule book was found at all */
	hash_book(book);
}

void
rulebook_open(struct rulebook *book, const char *dir, const char *etape)
{
	rulebook_identify(book, dir);
	book->motifs = (struct motifs){.etape = text_of(etape), .dir = dir};
	load_motifs(book);
}
