#include "shelf.h"

#include "log.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".msgpack"

/* Of a file, or of the directory that holds those of the emission: then `etape` is "". */
static char *
path_of(const char *dir, int64_t emission, const char *etape)
{
	char *path;

	if (asprintf(&path, "%s/envois/%04lld/refus/%s%s", dir, (long long)emission, etape,
			*etape ? SUFFIX : "") < 0)
		out_of_memory();
	return path;
}

/* The number of "0001"; 0 for what pmi-emit does not name so. */
static int64_t
emission_of(const char *name)
{
	char same[32];
	int64_t number;

	if (!text_to_int(text_of(name), 1, INT64_MAX, &number))
		return 0;
	snprintf(same, sizeof(same), "%04lld", (long long)number);
	return strcmp(name, same) ? 0 : number;
}

static bool
etape_of(const char *name, char etape[ETAPE_SIZE])
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz-");

	if (!len || len >= ETAPE_SIZE || strcmp(name + len, SUFFIX) != 0)
		return false;
	memcpy(etape, name, len);
	etape[len] = '\0';
	return true;
}

static void
add(struct shelf *shelf, const struct shelf_file *file)
{
	shelf->files = reallocarray(shelf->files, shelf->count + 1, sizeof(*shelf->files));
	if (!shelf->files)
		out_of_memory();
	shelf->files[shelf->count++] = *file;
}

static void
list_emission(struct shelf *shelf, const char *dir, int64_t emission)
{
	struct shelf_file file = {.emission = emission};
	char *path = path_of(dir, emission, "");
	DIR *list = opendir(path);
	struct dirent *entry;

	if (!list)
		die_errno(EX_NOINPUT, "%s", path);
	while ((entry = readdir(list)))
		if (etape_of(entry->d_name, file.etape))
			add(shelf, &file);
	closedir(list);
	free(path);
}

static int
by_emission(const void *a, const void *b)
{
	const struct shelf_file *x = a, *y = b;

	if (x->emission != y->emission)
		return x->emission < y->emission ? -1 : 1;
	return strcmp(x->etape, y->etape);
}

void
shelf_list(struct shelf *shelf, const char *dir)
{
	struct dirent *entry;
	char *path;
	DIR *list;

	*shelf = (struct shelf){0};
	if (asprintf(&path, "%s/envois", dir) < 0)
		out_of_memory();
	list = opendir(path);
	if (!list)
		die(EX_NOINPUT, "%s: %s: is %s a directory of pmi-emit?", path, strerror(errno), dir);
	while ((entry = readdir(list)))
		if (emission_of(entry->d_name))
			list_emission(shelf, dir, emission_of(entry->d_name));
	closedir(list);
	free(path);
	if (shelf->count)
		qsort(shelf->files, shelf->count, sizeof(*shelf->files), by_emission);
}

void
shelf_free(struct shelf *shelf)
{
	free(shelf->files);
}

static _Noreturn void
damaged(const struct refusals *r, const char *why)
{
	if (pipe_draining())
		die(EX_TEMPFAIL, "stopped by a signal: run the same line again");
	die(EX_DATAERR, "%s: %s: it is not as pmi-emit wrote it; restore it", r->path, why);
}

static void
open_stream(struct refusals *r, char *path)
{
	struct frame frame;

	*r = (struct refusals){.path = path};
	r->pipe = pipe_open_read(r->path);
	frame = pipe_recv(r->pipe);
	if (frame.kind == FRAME_HEAD)
		buffer_add(&r->head_bytes, frame.body, frame.len);
	if (!r->head_bytes.len || head_read(&r->head, r->head_bytes.at, r->head_bytes.len) != frame.len)
		damaged(r, "its head is wrong");
}

bool
received_open(struct refusals *r, const char *dir, int64_t emission)
{
	char *path;

	if (asprintf(&path, "%s/envois/%04lld/reception" SUFFIX, dir, (long long)emission) < 0)
		out_of_memory();
	if (access(path, F_OK)) {
		free(path);
		return false;
	}
	open_stream(r, path);
	return true;
}

void
refusals_open(struct refusals *r, const char *dir, int64_t emission, const char *etape)
{
	open_stream(r, path_of(dir, emission, etape));
	if (!text_is(r->head.replay, etape))
		damaged(r, "its head names another stage");
}

static void
check_end(const struct refusals *r)
{
	struct totals end;
	const char *differs;

	if (r->frame.kind != FRAME_END || !totals_read(&end, r->frame.body, r->frame.len))
		damaged(r, "it has no end");
	if ((differs = totals_differ(&r->totals, &end)))
		damaged(r, differs);
}

const struct record *
refusals_read(struct refusals *r)
{
	const unsigned char *at;
	const char *why;
	size_t len;

	if (r->at == r->frame.len) {
		r->frame = pipe_recv(r->pipe);
		r->at = 0;
		if (r->frame.kind != FRAME_DATA) {
			check_end(r);
			return NULL;
		}
	}
	at = r->frame.body + r->at;
	len = record_parse(&r->record, at, r->frame.len - r->at, &why);
	if (!len)
		damaged(r, why);
	totals_add(&r->totals, &r->record, at, len);
	r->at += len;
	r->read++;
	return &r->record;
}

void
refusals_close(struct refusals *r)
{
	pipe_close(r->pipe, true);
	record_free(&r->record);
	buffer_free(&r->head_bytes);
	free(r->path);
}

void
walk_end(struct walk *walk)
{
	if (walk->open)
		refusals_close(&walk->from);
	walk->open = false;
}

const struct record *
walk_to(struct walk *walk, int64_t emission, struct text etape, int64_t position)
{
	struct refusals *from = &walk->from;
	const struct record *rec = NULL;

	if (!walk->open || walk->at.emission != emission || !text_is(etape, walk->at.etape)) {
		walk_end(walk);
		walk->at.emission = emission;
		snprintf(walk->at.etape, sizeof(walk->at.etape), "%.*s", TEXT_ARG(etape));
		refusals_open(from, walk->dir, emission, walk->at.etape);
		walk->open = true;
	}
	while (from->read <= position)
		if (!(rec = refusals_read(from)))
			damaged(from, "it became shorter");
	return rec;
}
