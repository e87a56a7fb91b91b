#include "spool.h"

#include "file.h"
#include "log.h"
#include "sha256.h"
#include "shelf.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WHERE "choisi = 1 AND etape = ?1"

/* It holds identities, and lies where the refusals lie. */
static FILE *
unnamed(const char *dir)
{
	FILE *file = fdopen(file_unnamed(dir), "w+");

	if (!file)
		out_of_memory();
	return file;
}

/* What was selected: how many, from which emission last, and a hash of where each lies. */
struct selected {
	int64_t count, first_emission, last_emission;
	char sha256[SHA256_HEX];
};

static struct query *
rows_of(const struct refus *refus, const char *etape)
{
	struct query *rows = index_rows(&refus->index, WHERE);

	query_text(rows, 1, text_of(etape));
	return rows;
}

static void
look(struct selected *selected, const struct refus *refus, const char *etape)
{
	struct query *rows = rows_of(refus, etape);
	struct sha256 hash;
	struct row row;

	*selected = (struct selected){0};
	sha256_start(&hash);
	for (; row_next(rows, &row); selected->count++) {
		char place[64];
		int len = snprintf(place, sizeof(place), "%lld %lld\n", (long long)row.emission,
			(long long)row.position);

		sha256_add(&hash, place, (size_t)len);
		if (!selected->count)
			selected->first_emission = row.emission;
		selected->last_emission = row.emission;
	}
	sha256_end(&hash, selected->sha256);
	query_free(rows);
}

static void
put(FILE *file, struct buffer *bytes)
{
	if (fwrite(bytes->at, 1, bytes->len, file) != bytes->len)
		die_errno(EX_IOERR, "a temporary file");
	bytes->len = 0;
}

static void
put_head(FILE *file, struct spool *spool, const struct selected *selected, struct refusals *newest,
	day_t as_of)
{
	struct buffer bytes = {0};
	struct head head = newest->head;
	char run[RUN_SIZE];

	while (refusals_read(newest))
		;
	if (as_of != DAY_NONE)
		head.as_of = as_of;
	day_format(head.as_of, spool->as_of);
	if (selected->first_emission != selected->last_emission || selected->count != newest->read
		|| head.as_of != newest->head.as_of)
		head.run = run_id(run, (struct text[]){head.run, text_of(selected->sha256),
			text_of(spool->as_of)}, 3);
	head_write(&head, &bytes);
	put(file, &bytes);
	buffer_free(&bytes);
}

static void
put_records(FILE *file, const struct refus *refus, const char *etape)
{
	struct query *rows = rows_of(refus, etape);
	struct walk walk = {.dir = refus->dir};
	struct buffer bytes = {0};
	struct totals totals = {0};
	struct row row;

	while (row_next(rows, &row)) {
		const struct record *rec = walk_to(&walk, row.emission, row.etape, row.position);

		record_write(rec, &bytes);
		totals_add(&totals, rec, bytes.at, bytes.len);
		put(file, &bytes);
	}
	totals_write(&totals, &bytes);
	put(file, &bytes);
	buffer_free(&bytes);
	walk_end(&walk);
	query_free(rows);
}

void
spool_make(struct spool *spool, const struct refus *refus, const char *etape, day_t as_of)
{
	FILE *file = unnamed(refus->dir);
	struct selected selected;
	struct refusals newest;

	look(&selected, refus, etape);
	refusals_open(&newest, refus->dir, selected.last_emission, etape);
	put_head(file, spool, &selected, &newest, as_of);
	refusals_close(&newest);
	put_records(file, refus, etape);
	if (fflush(file) || fseek(file, 0, SEEK_SET)
		|| (spool->fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0)) < 0)
		die_errno(EX_IOERR, "a temporary file");
	fclose(file);
}
