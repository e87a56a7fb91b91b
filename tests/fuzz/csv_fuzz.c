/*
 * csv_fuzz - libFuzzer over the cutting of rows and the reading of cells
 *
 * fuzz-links: filters/ingest/csv.c filters/ingest/rule.c
 *
 *	clang -std=c11 -D_GNU_SOURCE -Ilib -Ifilters/ingest -g -O1 -fsanitize=fuzzer,address,undefined \
 *		tests/fuzz/csv_fuzz.c filters/ingest/{csv,rule}.c \
 *		lib/{text,field,defects,date,money}.c -o csv_fuzz
 *	./csv_fuzz -max_total_time=120 -max_len=4096 CORPUS
 *
 * The first byte chooses the form, the rest is the file. What must hold whatever comes: every row steps
 * on, no cell reaches outside the row, lines are counted once, bytes given piecemeal give the same
 * rows, and no cell is turned into more than its room.
 */
#include <stdlib.h>
#include <string.h>

#include "csv.h"
#include "rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Every cell as each type of field. */
static void
read_cells(const struct csv_row *row, const struct forms *forms)
{
	static const enum field fields[] = {F_ASSURE_NOM, F_ASSURE_NIR, F_DATE_SOINS, F_MONTANT_CENTS,
		F_QUANTITE, F_COEFFICIENT};

	for (unsigned i = 0; i < row->count; i++) {
		enum field field = fields[(i + row->count) % (sizeof(fields) / sizeof(fields[0]))];
		char *room = malloc(row->cell[i].len + RULE_ROOM);
		struct defects defects = {.count = 0};
		struct value value;

		must(room);
		must(rule_cell(field, row->cell[i], forms, room, &value, &defects)
			<= row->cell[i].len + RULE_ROOM);
		must(defects.count <= 1);
		rule_hides_identity(row->cell[i]);
		free(room);
	}
}

static void
check_row(const struct csv_form *form, const struct csv_row *row, const char *bytes, size_t len)
{
	must(row->len > 0 && row->len <= len);
	must(row->blank || row->faults || row->count);
	must(!form->cells || row->count <= form->cells);
	must(row->whole || row->faults);
	for (unsigned i = 0; i < row->count; i++)
		must(row->cell[i].at >= bytes && row->cell[i].at + row->cell[i].len <= bytes + len);
}

/* The same row from no more bytes than it asks for, in steps. */
static size_t
split_piecemeal(const struct csv_form *form, const char *bytes, size_t len, struct csv_row *row)
{
	char *copy = malloc(len);
	size_t some = 0;

	must(copy);
	do {
		some = some + 1 + some / 2 < len ? some + 1 + some / 2 : len;
		memcpy(copy, bytes, some);
	} while (!csv_split(form, copy, some, some == len, row) && some < len);
	free(copy);
	return some;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char separators[] = ";,\t|", *decimals[] = {",.", ",", "."};
	static struct csv_row row, again; /* large */
	unsigned choice = size ? data[0] : 0;
	struct csv_form form = {separators[choice & 3], choice & 4 ? '\r' : '\n', choice >> 3 & 7};
	struct forms forms = {(enum date_form)(choice & 3), decimals[choice % 3]};
	uint64_t lines = 0, ends = 0;
	char *file, *at;

	if (size < 2)
		return 0;
	file = malloc(size - 1);
	must(file);
	memcpy(file, data + 1, size - 1);
	for (size_t i = 0; i < size - 1; i++)
		ends += file[i] == form.line_end;
	for (at = file; at < file + size - 1; at += row.len) {
		size_t left = (size_t)(file + size - 1 - at);

		split_piecemeal(&form, at, left, &again);
		must(csv_split(&form, at, left, true, &row));
		check_row(&form, &row, at, left);
		must(again.faults == row.faults && again.blank == row.blank && again.whole == row.whole);
		must(again.open || row.open || again.len == row.len);
		lines += row.lines;
		if (row.whole)
			read_cells(&row, &forms);
	}
	must(lines == ends);
	free(file);
	return 0;
}
