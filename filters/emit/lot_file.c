#include "lot_file.h"

#include "file.h"
#include "log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct lot_files {
	const struct emission *e;
	int journal, offsets;
	int64_t first; /* number of the first act of this emission in the ledger */
	uint64_t batch[4096];
	size_t batched;
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
	path_join(path, sizeof(path), e->staging, ".offsets");
	files->offsets = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (files->journal < 0 || files->offsets < 0 || unlink(path))
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
	close(files->offsets);
	buffer_free(&files->bytes);
	record_free(&files->record);
	query_free(files->acts);
	free(files);
}

static void
flush(struct lot_files *files)
{
	if (!file_put(files->offsets, files->batch, files->batched * sizeof(files->batch[0])))
		die_errno(EX_IOERR, "%s", files->e->staging);
	files->batched = 0;
}

void
lot_files_note(struct lot_files *files, uint64_t offset)
{
	files->batch[files->batched++] = offset;
	if (files->batched == sizeof(files->batch) / sizeof(files->batch[0]))
		flush(files);
}

static _Noreturn void
damaged(const struct lot_files *files)
{
	die(EX_IOERR, "%s: an act cannot be read back: the disk did not keep what was written",
		files->e->reception->path);
}

static bool
read_at(int fd, off_t offset, void *into, size_t room, size_t *len)
{
	return lseek(fd, offset, SEEK_SET) == offset && file_fill(fd, into, room, len);
}

/* The act that has this number in the ledger; it was read from there once already. */
static void
read_back(struct lot_files *files, int64_t numero)
{
	uint64_t offset;
	const char *why;
	size_t n;

	if (!read_at(files->offsets, (numero - files->first) * (off_t)sizeof(offset), &offset,
			sizeof(offset), &n) || n < sizeof(offset))
		damaged(files);
	for (size_t room = 4096;; room *= 4) {
		files->bytes.len = 0;
		buffer_reserve(&files->bytes, room);
		if (!read_at(files->journal, (off_t)offset, files->bytes.at, room, &n))
			damaged(files);
		if (record_parse(&files->record, files->bytes.at, n, &why))
			return;
		if (n < room)
			damaged(files);
	}
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
lot_file_write(struct lot_files *files, int64_t lot, const char *path)
{
	struct buffer out = {0};
	struct totals totals = {0};
	char whole[PATH_SIZE], id[LEDGER_ID_SIZE], sha256[65];
	struct output *output = output_open(path_join(whole, sizeof(whole), files->e->staging, path));

	if (files->batched)
		flush(files);
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
