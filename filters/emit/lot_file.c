#include "lot_file.h"

static void
put(struct lot_file *file)
{
	output_write(file->output, file->bytes.at, file->bytes.len);
	file->bytes.len = 0;
}

void
lot_file_begin(struct lot_file *file, const struct head *head)
{
	file->totals = (struct totals){0};
	head_write(head, &file->bytes);
	put(file);
}

void
lot_file_line(struct lot_file *file, const struct line *line, struct text id, struct text support)
{
	struct record *rec = line->rec;

	record_set_text(rec, F_LOT, id);
	record_set_int(rec, F_FACTURE, line->facture);
	record_set_int(rec, F_LIGNE_FACTURE, line->ligne);
	if (line->remplace.at) {
		record_set_text(rec, F_SUPPORT, support);
		record_set_text(rec, F_REMPLACE, line->remplace);
		record_set_int(rec, F_REPRIS_CENTS, line->repris_cents);
	}
	record_write(rec, &file->bytes);
	totals_add(&file->totals, rec, file->bytes.at, file->bytes.len);
	put(file);
}

void
lot_file_end(struct lot_file *file)
{
	totals_write(&file->totals, &file->bytes);
	put(file);
	buffer_free(&file->bytes);
}
