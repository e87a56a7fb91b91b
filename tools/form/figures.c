#include "form.h"

#include "json.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- CSV: a row an act, then the total */

void
figures_csv(struct sheet *sheet, const char *path)
{
	struct output *out = output_open(path);
	const struct kind *kind = sheet->kind;
	const struct record *rec;
	char cell[CELL_SIZE], sha256[65];

	output_print(out, "facture;ligne");
	for (unsigned i = 0; i < kind->column_count; i++)
		output_print(out, ";%s", kind->columns[i].key);
	output_print(out, ";demande%s\n", sheet->mention ? ";mention;remplace" : "");
	while ((rec = lot_read(sheet->lot))) {
		sheet->factures += lot_begins_facture(sheet->lot);
		output_print(out, "%" PRId64 ";%" PRId64, sheet->lot->facture, sheet->lot->ligne);
		for (unsigned i = 0; i < kind->column_count; i++) {
			output_write(out, ";", 1);
			output_cell(out, cell_text(&kind->columns[i], rec, cell));
		}
		output_print(out, ";%s", euros_text(record_int(rec, F_AMO_CENTS, 0), cell));
		sheet_count(sheet, rec);
		if (sheet->mention)
			output_print(out, ";%s;%s", sheet->mention, sheet->remplace);
		output_write(out, "\n", 1);
	}
	output_print(out, "total;%" PRId64, sheet->factures);
	for (unsigned i = 0; i < kind->column_count; i++)
		output_print(out, ";%s", kind->columns[i].cell == CELL_SOMME
			? euros_text(sheet->lot_somme_cents, cell) : "");
	output_print(out, ";%s\n", euros_text(sheet->lot_amo_cents, cell));
	output_close(out, sha256);
}

/* ---- JSON */

static void
put_row(struct json *json, const struct sheet *sheet, const struct record *rec)
{
	char cell[CELL_SIZE];

	json_open(json, '{');
	json_pair_int(json, "facture", sheet->lot->facture);
	json_pair_int(json, "ligne", sheet->lot->ligne);
	for (unsigned i = 0; i < sheet->kind->column_count; i++) {
		const struct column *column = &sheet->kind->columns[i];

		if (column->cell == CELL_SOMME || column->cell == CELL_EUROS || column->cell == CELL_COUNT)
			json_pair_int(json, column->key,
				record_int(rec, column->field, column->cell == CELL_COUNT));
		else
			json_pair_text(json, column->key, cell_text(column, rec, cell));
	}
	json_pair_int(json, "demande_cents", record_int(rec, F_AMO_CENTS, 0));
	if (record_given(rec, F_REMPLACE))
		json_pair_text(json, "remplace", record_text(rec, F_REMPLACE));
	json_close(json, '}');
}

static void
put_head(struct json *json, const struct sheet *sheet)
{
	json_pair_text(json, "forme", text_of(sheet->kind->title));
	json_pair_text(json, "reference", text_of(sheet->kind->reference));
	if (sheet->mention)
		json_pair_text(json, "mention", text_of(sheet->mention));
	json_pair_text(json, "lot", sheet->lot->id);
	json_pair_text(json, "payeur", sheet->lot->payeur);
	json_pair_text(json, "periode", sheet->lot->periode);
	json_pair_text(json, "livre", sheet->lot->head.book_hash);
}

void
figures_json(struct sheet *sheet, const char *path)
{
	struct output *out = output_open(path);
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};
	const struct record *rec;
	char sha256[65];

	json_open(&json, '{');
	put_head(&json, sheet);
	json_key(&json, "lignes");
	json_open(&json, '[');
	while ((rec = lot_read(sheet->lot))) {
		sheet->factures += lot_begins_facture(sheet->lot);
		put_row(&json, sheet, rec);
		sheet_count(sheet, rec);
		output_write(out, bytes.at, bytes.len);
		bytes.len = 0;
	}
	json_close(&json, ']');
	json_pair_int(&json, "factures", sheet->factures);
	json_pair_int(&json, "montant_cents", sheet->lot_somme_cents);
	json_pair_int(&json, "demande_cents", sheet->lot_amo_cents);
	json_close(&json, '}');
	buffer_add(&bytes, "\n", 1);
	output_write(out, bytes.at, bytes.len);
	buffer_free(&bytes);
	output_close(out, sha256);
}
