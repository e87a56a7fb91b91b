#include "lot_file.h"

#include "file.h"
#include "log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Where an act stands in the journal. */
struct extent {
	uint64_t offset, len;
};
#define BATCH 2048

struct lot_files {
	const struct emission *e;
	int journal, places;
	int64_t first; /* number of the first act of this emission in the ledger */
	struct extent batch[BATCH]; /* while they are noted; then those from `batch_at` on */
	size_t batched;
	int64_t batch_at;
	struct buffer bytes; /* of the act that is read back */
	struct record record;
	struct query *acts;
};

struct lot_files *
lot_files_new(const struct emission *e)
{
	struct lot_files *files = calloc(1, sizeof(*files));
	char path[PATH_SIZE];

	if (!files)
		out_of_memory();
	files->e = e;
	files->first = db_number(e->ledger->db, "SELECT max(numero) FROM acte", 0) + 1;
	files->record.motifs = e->motifs;
	files->journal = open(e->reception->path, O_RDONLY | O_CLOEXEC);
	path_join(path, sizeof(path), e->staging, ".places");
	files->places = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (files->journal < 0 || files->places < 0 || unlink(path))
		die_errno(EX_IOERR, "%s", path);
	files->acts = query_new(e->ledger->db, "SELECT n.numero, n.facture, n.ligne, lot.support, n.repris_cents,"
		" ol.id || ', facture ' || o.facture || ', ligne ' || o.ligne FROM lot JOIN acte AS n ON n.lot = lot.numero"
		" LEFT JOIN acte AS o ON o.numero = n.remplace LEFT JOIN lot AS ol ON ol.numero = o.lot"
		" WHERE lot.numero = ?1 ORDER BY n.facture, n.ligne");
	return files;
}

void
lot_files_free(struct lot_files *files)
{
	close(files->journal);
	close(files->places);
	buffer_free(&files->bytes);
	record_free(&files->record);
	query_free(files->acts);
	free(files);
}

/* To be read back from here on. */
static void
flush(struct lot_files *files)
{
	if (!file_put(files->places, files->batch, files->batched * sizeof(files->batch[0])))
		die_errno(EX_IOERR, "%s", files->e->staging);
	files->batched = 0;
}

void
lot_files_note(struct lot_files *files, uint64_t offset, size_t len)
{
	files->batch[files->batched++] = (struct extent){offset, len};
	if (files->batched == BATCH)
		flush(files);
}

static _Noreturn void
damaged(const struct lot_files *files)
{
	die(EX_IOERR, "%s: an act cannot be read back: the disk did not keep what was written",
		files->e->reception->path);
}

/* Numbers mostly go up: a window of them is read at a time. */
static const struct extent *
extent_of(struct lot_files *files, int64_t numero)
{
	int64_t at = numero - files->first;
	size_t n;

	if (at < files->batch_at || at >= files->batch_at + (int64_t)files->batched) {
		if (!file_fill_at(files->places, at * (off_t)sizeof(struct extent), files->batch,
				sizeof(files->batch), &n) || n < sizeof(struct extent))
			damaged(files);
		files->batch_at = at;
		files->batched = n / sizeof(struct extent);
	}
	return &files->batch[at - files->batch_at];
}

/* The act that has this number in the ledger; it was read from there once already. */
static void
read_back(struct lot_files *files, int64_t numero)
{
	const struct extent *extent = extent_of(files, numero);
	const char *why;
	size_t n;

	files->bytes.len = 0;
	buffer_reserve(&files->bytes, extent->len);
	if (!file_fill_at(files->journal, (off_t)extent->offset, files->bytes.at, extent->len, &n)
		|| record_parse(&files->record, files->bytes.at, n, &why) != extent->len)
		damaged(files);
}

static void
put_act(struct lot_files *files, const struct query *acts, struct buffer *out, struct totals *totals,
	struct text lot)
{
	struct record *rec = &files->record;
	size_t from = out->len;

	read_back(files, column_int(acts, 0));
	filter_reopen(rec);
	record_set_text(rec, F_LOT, lot);
	record_set_int(rec, F_FACTURE, column_int(acts, 1));
	record_set_int(rec, F_LIGNE_FACTURE, column_int(acts, 2));
	if (column_given(acts, 5)) {
		record_set_text(rec, F_SUPPORT, column_text(acts, 3));
		record_set_text(rec, F_REMPLACE, column_text(acts, 5));
		record_set_int(rec, F_REPRIS_CENTS, column_int(acts, 4));
	}
	record_write(rec, out);
	totals_add(totals, rec, out->at + from, out->len - from);
}

void
lot_files_noted(struct lot_files *files)
{
	flush(files);
}

void
lot_file_write(struct lot_files *files, int64_t lot, const char *path)
{
	struct buffer out = {0};
	struct totals totals = {0};
	char whole[PATH_SIZE], id[LEDGER_ID_SIZE], sha256[65];
	struct output *output = output_open(path_join(whole, sizeof(whole), files->e->staging, path));

	ledger_id(id, 'L', lot);
	head_write(files->e->head, &out);
	query_int(files->acts, 1, lot);
	while (query_row(files->acts)) {
		put_act(files, files->acts, &out, &totals, text_of(id));
		output_write(output, out.at, out.len);
		out.len = 0;
		progress_tell(files->e->progress);
	}
	totals_write(&totals, &out);
	output_write(output, out.at, out.len);
	buffer_free(&out);
	output_close(output, sha256);
	emission_file(files->e, path, sha256);
}
