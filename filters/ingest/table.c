/*
 * table - a CSV file: its header, then its rows
 */
#include "header.h"
#include "input.h"
#include "log.h"
#include "rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- The header. Its text is shown only when it is one: a first line that is a row may name
 * somebody. */

struct header {
	struct header_at at;
	const struct mapping *mapping;
};

_Noreturn static void
unknown(const struct header *h, unsigned column)
{
	struct nearest nearest = {.word = text_trim(h->at.row->cell[column])};

	mapping_nearest(h->mapping, &nearest);
	header_unknown(&h->at, column, nearest.name, "name it in a mapping file, under colonnes or ignorees");
}

static void
check_separator(const struct header *h)
{
	static const char others[] = ";,\t|";
	struct text only = h->at.row->cell[0];

	for (const char *other = others; h->at.row->count == 1 && *other; other++)
		if (*other != h->mapping->separator && memchr(only.at, *other, only.len))
			header_die(&h->at, 0, "the header is one column between \"%c\"; it seems to be separated by "
				    "%s: say so in a mapping file (separateur)", h->mapping->separator,
				*other == '\t' ? "tabs" : (char[]){'"', *other, '"', '\0'});
}

static void
check_faults(const struct header *h)
{
	if (!h->at.row->cell[0].at || h->at.row->blank)
		header_die(&h->at, 0, "the first line is empty: a header stands there");
	if (h->at.row->faults)
		header_die(&h->at, h->at.row->fault[0].colonne - 1, "the header cannot be read (%s, column %u)",
			h->at.row->fault[0].motif, h->at.row->fault[0].colonne);
}

static void
check_known(const struct header *h)
{
	for (unsigned i = 0; i < h->at.row->count; i++)
		if (mapping_field(h->mapping, text_trim(h->at.row->cell[i])) != FIELD_NONE)
			return;
	header_die(&h->at, 0, "the first line names no column that is known: a header stands there");
}

static void
take_columns(const struct header *h, uint16_t *fields)
{
	unsigned column_of[FIELD_COUNT] = {0};

	for (unsigned i = 0; i < h->at.row->count; i++) {
		unsigned field = mapping_field(h->mapping, text_trim(h->at.row->cell[i]));

		if (field == FIELD_NONE)
			unknown(h, i);
		fields[i] = (uint16_t)field;
		if (field == FIELD_IGNORED)
			continue;
		if (column_of[field])
			header_die(&h->at, i, "columns %u and %u are both %s", column_of[field], i + 1,
				source_field_name(field));
		if (h->mapping->constant[field].at)
			header_die(&h->at, i, "%s is a column here and a constant in %s", source_field_name(field),
				h->mapping->file);
		column_of[field] = i + 1;
	}
}

/* Without these no act can even be named. */
static void
check_required(const struct header *h, const uint16_t *fields)
{
	static const enum field required[] = {F_ACTE_REF, F_ACTIVITE, F_DATE_SOINS, F_ACTE_CODE};

	for (unsigned r = 0; r < sizeof(required) / sizeof(required[0]); r++) {
		bool found = h->mapping->constant[required[r]].at != NULL;

		for (unsigned i = 0; i < h->at.row->count; i++)
			found |= fields[i] == required[r];
		if (!found)
			header_die(&h->at, CSV_CELLS_MAX, "column %s is missing", source_field_name(required[r]));
	}
}

void
table_open(struct input *input, const struct mapping *mapping, struct window *w)
{
	struct csv_row row;
	struct header h = {{source_path(input->source), NULL, &row}, mapping};
	struct csv_form form = {.separator = mapping->separator};

	window_open(w, input->source, input->decoder);
	form.line_end = input->line_end = rows_line_end(w);
	row.cell[0] = TEXT_ABSENT;
	row.count = row.faults = 0;
	if (rows_next(&form, w, &row))
		h.at.start = w->at;
	check_faults(&h);
	check_separator(&h);
	check_known(&h);
	input->columns = row.count;
	input->field = calloc(row.count, sizeof(input->field[0]));
	if (!input->field)
		out_of_memory();
	take_columns(&h, input->field);
	check_required(&h, input->field);
}

/* ---- The rows */

/*
 * Where it is clear. In a row that is too long the cells before are, but nobody counts those behind:
 * one separator too many would put the cell of a column before in its place, so that none of them may
 * hold what is not written.
 */
static struct text
clear_ref(const struct input *input, const struct csv_row *csv)
{
	bool long_row = csv->faults && !strcmp(csv->fault[0].motif, "csv-long");

	for (unsigned i = 0; (csv->whole || long_row) && i < csv->count; i++) {
		struct text cell = csv->cell[i];

		if (input->field[i] == F_ACTE_REF && (csv->whole || !csv->doubled[i])
			&& !memchr(cell.at, '\0', cell.len) && text_utf8_error(cell) == cell.len)
			return cell;
		if (!csv->whole && (input->field[i] >= FIELD_COUNT
			|| field_infos[input->field[i]].who == FIELD_PERSON))
			break;
	}
	return TEXT_ABSENT;
}

static void
refuse(const struct input *input, struct row *row, const struct csv_row *csv)
{
	struct defects defects = {.trace = filter_trace(row->filter)};

	rule(&defects, "R210");
	for (unsigned i = 0; i < csv->faults; i++) {
		unsigned column = csv->fault[i].colonne - 1;
		unsigned field = column < input->columns ? input->field[column] : FIELD_NONE;

		if (field > FIELD_NONE || !strcmp(csv->fault[i].motif, "csv-cells"))
			field = FIELD_NONE;
		defect(&defects, csv->fault[i].motif, (enum field)field);
	}
	row_refuse(row, &defects, csv->fault[0].colonne, clear_ref(input, csv));
}

static void
take(const struct input *input, struct row *row, const struct csv_row *csv)
{
	for (unsigned i = 0; i < csv->count; i++)
		row->cell[input->field[i]] = csv->cell[i];
	row_write(row, "csv-long");
}

bool
table_read(struct input *input, struct row *row, struct window *w)
{
	struct csv_form form = {row->mapping->separator, input->line_end, 0};
	unsigned colonne[FIELD_IGNORED + 1] = {0};
	struct csv_row csv;
	uint64_t ligne = 1;

	for (unsigned i = 0; i < input->columns; i++)
		colonne[input->field[i]] = i + 1;
	row->colonne = colonne;
	if (rows_next(&form, w, &csv))
		ligne += rows_step_over(&form, w, &csv);
	form.cells = input->columns;
	while (!pipe_draining() && rows_next(&form, w, &csv)) {
		row_start(row, ligne);
		if (csv.faults)
			refuse(input, row, &csv);
		else if (!csv.blank)
			take(input, row, &csv);
		ligne += rows_step_over(&form, w, &csv);
	}
	row->colonne = NULL;
	return true;
}
