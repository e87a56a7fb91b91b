/*
 * retour_csv - a caisse that answers on paper, typed into a sheet; acknowledgements of a caisse or concentrator
 *
 * Found by its header. Separated by `;` or `,`; UTF-8, or Windows-1252 where a row of the file is no UTF-8.
 */
#include "header.h"
#include "input.h"
#include "log.h"
#include "retour.h"
#include "retour_rule.h"
#include "rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- The header */

_Noreturn static void
unknown(const struct header_at *h, unsigned column)
{
	struct nearest nearest = {.word = text_trim(h->row->cell[column])};

	retour_column_nearest(&nearest);
	header_unknown(h, column, nearest.name, "a return has the columns of pmi-ingest(1)");
}

static bool
names_a_column(const struct csv_row *row)
{
	for (unsigned i = 0; i < row->count; i++)
		if (retour_column(text_trim(row->cell[i])) != FIELD_NONE)
			return true;
	return false;
}

/* The text of a first line is shown only where it is a header: a row may name somebody. */
static void
take_columns(const struct header_at *h, uint16_t *fields)
{
	unsigned column_of[FIELD_COUNT] = {0};

	if (h->row->faults)
		header_die(h, h->row->fault[0].colonne - 1, "the header cannot be read (%s)", h->row->fault[0].motif);
	if (!names_a_column(h->row))
		header_die(h, 0, "the first line names no column that is known: a header stands there");
	for (unsigned i = 0; i < h->row->count; i++) {
		enum field field = retour_column(text_trim(h->row->cell[i]));

		if (field == FIELD_NONE)
			unknown(h, i);
		if (column_of[field])
			header_die(h, i, "columns %u and %u are both %.*s", column_of[field], i + 1,
				TEXT_ARG(text_trim(h->row->cell[i])));
		fields[i] = (uint16_t)field;
		column_of[field] = i + 1;
	}
}

/* At the first byte of the window. */
static struct csv_form
form_of(const struct window *w)
{
	struct csv_form form = {.line_end = rows_line_end(w)};
	const char *end = w->len ? memchr(w->at, form.line_end, w->len) : NULL;

	form.separator = retour_separator((struct text){w->at, end ? (size_t)(end - w->at) : w->len});
	return form;
}

/* The whole file: one row that is no UTF-8 makes it Windows-1252. */
static bool
is_utf8(struct window *w, struct csv_form form)
{
	struct csv_row row;

	while (rows_next(&form, w, &row)) {
		for (unsigned i = 0; i < row.faults; i++)
			if (!strcmp(row.fault[i].motif, "csv-utf8"))
				return false;
		rows_step_over(&form, w, &row);
	}
	return true;
}

static const struct decoder *
windows_1252(void)
{
	struct decoder *decoder = malloc(sizeof(*decoder)); /* lives as long as the process */

	if (!decoder)
		out_of_memory();
	decoder_make(decoder, "WINDOWS-1252");
	return decoder;
}

bool
retour_csv_looks(struct text start)
{
	struct csv_form form = {retour_separator(start), '\n', 0};
	struct csv_row row;
	const char *end = start.len ? memchr(start.at, '\n', start.len) : NULL;
	char line[1024];
	size_t len = end ? (size_t)(end - start.at) : start.len;

	if (!len || len > sizeof(line))
		return false;
	form.separator = retour_separator((struct text){start.at, len});
	memcpy(line, start.at, len); /* a row is unquoted in place */
	return csv_split(&form, line, len, true, &row) && retour_is_header(row.cell, row.count);
}

void
retour_csv_open(struct input *input, const struct mapping *mapping, struct window *w)
{
	struct csv_row row = {.count = 0};
	struct header_at h = {source_path(input->source), NULL, &row};
	struct csv_form form;

	(void)mapping;
	window_open(w, input->source, NULL);
	if (!is_utf8(w, form_of(w)) && !w->marked)
		input->decoder = windows_1252();
	window_open(w, input->source, input->decoder);
	form = form_of(w);
	if (rows_next(&form, w, &row))
		h.start = w->at;
	input->columns = row.count;
	input->field = calloc(row.count + 1, sizeof(input->field[0]));
	if (!input->field)
		out_of_memory();
	take_columns(&h, input->field);
}

/* ---- The rows */

static void
refuse(const struct input *input, struct row *row, const struct csv_row *csv)
{
	struct defects defects = {.trace = filter_trace(row->filter)};

	rule(&defects, "R210");
	for (unsigned i = 0; i < csv->faults; i++) {
		unsigned column = csv->fault[i].colonne - 1;
		bool counted = !strcmp(csv->fault[i].motif, "csv-cells") || column >= input->columns;

		defect(&defects, csv->fault[i].motif, counted ? FIELD_NONE : (enum field)input->field[column]);
	}
	row_refuse(row, &defects, csv->fault[0].colonne, TEXT_ABSENT);
}

static void
set(struct retour *out, enum field field, const struct value *value)
{
	if (!value->given || field == F_RETOUR)
		return;
	if (field_infos[field].type == FIELD_INT)
		retour_int(out, field, value->number);
	else if (field_infos[field].type == FIELD_EUROS)
		retour_cents(out, field, value->number);
	else
		retour_text(out, field, value->text);
}

static void
take(const struct input *input, struct row *row, const struct csv_row *csv, uint64_t ligne)
{
	struct text cell[FIELD_COUNT] = {{NULL, 0}};
	unsigned colonne[FIELD_COUNT + 1] = {0};
	struct value value[FIELD_COUNT];
	struct defects defects = {.count = 0};
	struct retour out;
	const char *kind;

	for (unsigned i = 0; i < csv->count; i++) {
		cell[input->field[i]] = csv->cell[i];
		colonne[input->field[i]] = i + 1;
	}
	kind = retour_rule(cell, row->room, value, &defects);
	retour_start(&out, row, kind ? kind : "facture", "csv", ligne);
	if (defects.count && colonne[defects.at[0].champ])
		retour_int(&out, F_COLONNE, colonne[defects.at[0].champ]);
	for (unsigned i = 0; i < csv->count; i++)
		set(&out, (enum field)input->field[i], &value[input->field[i]]);
	for (unsigned i = 0; i < defects.count; i++)
		retour_motif(&out, defects.at[i].motif, defects.at[i].champ);
	retour_write(&out);
}

bool
retour_csv_read(struct input *input, struct row *row, struct window *w)
{
	struct csv_form form = form_of(w);
	struct csv_row csv;
	uint64_t ligne = 1;

	if (rows_next(&form, w, &csv))
		ligne += rows_step_over(&form, w, &csv);
	form.cells = input->columns;
	while (!pipe_draining() && rows_next(&form, w, &csv)) {
		if (csv.faults) {
			row_start(row, ligne);
			refuse(input, row, &csv);
		} else if (!csv.blank)
			take(input, row, &csv, ligne);
		ligne += rows_step_over(&form, w, &csv);
	}
	return true;
}
