#include "structures.h"

#include "directory.h"
#include "file.h"
#include "log.h"
#include "luhn.h"

#include <stdlib.h>
#include <string.h>

/* Of those found so far, which is the one of this act; NULL: none. */
static struct structure *
find(const struct structures *s, const struct record *rec)
{
	struct text finess = record_text(rec, F_STRUCTURE_FINESS);

	for (size_t i = 0; i < s->count; i++)
		if (text_is(finess, s->at[i].finess))
			return &s->at[i];
	return NULL;
}

static struct structure *
add(struct structures *s, const struct record *rec)
{
	struct text finess = record_text(rec, F_STRUCTURE_FINESS);

	if (!finess_ok(finess))
		die(EX_DATAERR, "act %.*s: no FINESS, or one whose key is wrong", TEXT_ARG(record_text(rec, F_ID)));
	s->at = reallocarray(s->at, s->count + 1, sizeof(*s->at));
	if (!s->at)
		out_of_memory();
	s->at[s->count] = (struct structure){0};
	memcpy(s->at[s->count].finess, finess.at, finess.len);
	return &s->at[s->count++];
}

static int
by_finess(const void *a, const void *b)
{
	return strcmp(((const struct structure *)a)->finess, ((const struct structure *)b)->finess);
}

/* ---- The lot, twice */

static void
measure(struct structures *s, const char *path)
{
	const struct record *rec;
	struct lot lot;

	lot_open(&lot, path);
	while ((rec = lot_read(&lot))) {
		struct structure *structure = find(s, rec);

		if (!structure)
			structure = add(s, rec);
		structure->size += (off_t)(sizeof(uint32_t) + lot.bytes.len);
	}
	lot_close(&lot);
}

static void
place(struct structures *s)
{
	off_t at = 0;

	qsort(s->at, s->count, sizeof(*s->at), by_finess);
	for (size_t i = 0; i < s->count; at += s->at[i++].size)
		s->at[i].at = at;
}

static _Noreturn void
cannot(const char *path)
{
	die_errno(EX_IOERR, "%s: a temporary file for its acts", path);
}

/* Its length, then the act. Acts of one structure in a row need no seek. */
static void
put(struct structures *s, const struct lot *lot, struct structure *structure, bool in_a_row)
{
	uint32_t len = (uint32_t)lot->bytes.len;

	if ((!in_a_row && fseeko(s->acts, structure->at, SEEK_SET))
		|| fwrite(&len, sizeof(len), 1, s->acts) != 1 || fwrite(lot->bytes.at, len, 1, s->acts) != 1)
		cannot(lot->path);
	structure->at += (off_t)(sizeof(len) + len);
}

static void
put_all(struct structures *s, const char *path)
{
	struct structure *structure, *before = NULL;
	const struct record *rec;
	struct lot lot;

	lot_open(&lot, path);
	while ((rec = lot_read(&lot)) && (structure = find(s, rec))) {
		if (!lot_begins_facture(&lot) && structure != before)
			die(EX_DATAERR, "invoice %lld is of two structures", (long long)lot.facture);
		put(s, &lot, structure, structure == before);
		before = structure;
	}
	lot_close(&lot);
}

/* All its room was taken by each, and no more. */
static void
check(const struct structures *s, const char *path)
{
	off_t end = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].at != (end += s->at[i].size))
			die(EX_IOERR, "%s: it was changed while it was read", path);
}

static FILE *
unnamed_beside(const char *path)
{
	char dir[PATH_SIZE];

	return fdopen(file_unnamed(path_beside(dir, sizeof(dir), path, ".")), "w+");
}

void
structures_open(struct structures *s, const char *lot, const char *output)
{
	*s = (struct structures){.acts = unnamed_beside(output)};
	if (!s->acts)
		out_of_memory();
	measure(s, lot);
	place(s);
	put_all(s, lot);
	check(s, lot);
	if (fseeko(s->acts, 0, SEEK_SET))
		cannot(lot);
}

const struct record *
structures_read(struct structures *s, size_t structure)
{
	const char *why;
	uint32_t len;

	if (!s->at[structure].size)
		return NULL;
	s->bytes.len = 0;
	if (fread(&len, sizeof(len), 1, s->acts) != 1 || (off_t)len > s->at[structure].size
		|| fread(buffer_room(&s->bytes, len), len, 1, s->acts) != 1
		|| record_parse(&s->record, s->bytes.at, len, &why) != len)
		die(EX_IOERR, "an act cannot be read back: the disk did not keep what was written");
	s->at[structure].size -= (off_t)(sizeof(len) + len);
	return &s->record;
}

void
structures_close(struct structures *s)
{
	fclose(s->acts);
	buffer_free(&s->bytes);
	record_free(&s->record);
	free(s->at);
}
