/*
 * retour_fuzz - any bytes as the CSV of a caisse: no crash, every row has a kind or is refused, and no cell is
 * turned into more than its room
 *
 * fuzz-links: filters/ingest/csv.c filters/ingest/rule.c filters/ingest/retour_rule.c
 */
#include "csv.h"
#include "retour_rule.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* The fields of a header; 0 where a column has no name that is known, or has it twice. */
static unsigned
header_fields(const struct csv_row *row, enum field *fields)
{
	bool seen[FIELD_COUNT + 1] = {false};

	for (unsigned i = 0; i < row->count; i++) {
		struct nearest nearest = {.word = row->cell[i]};

		fields[i] = retour_column(text_trim(row->cell[i]));
		retour_column_nearest(&nearest);
		if (fields[i] == FIELD_NONE || seen[fields[i]])
			return 0;
		seen[fields[i]] = true;
	}
	retour_is_header(row->cell, row->count);
	return row->count;
}

static void
read_row(const struct csv_row *row, const enum field *fields)
{
	struct text cell[FIELD_COUNT] = {{NULL, 0}};
	struct value value[FIELD_COUNT];
	struct defects defects = {.count = 0};
	size_t len = FIELD_COUNT * RULE_ROOM;
	const char *kind;
	char *room;

	for (unsigned i = 0; i < row->count; i++) {
		cell[fields[i]] = row->cell[i];
		len += row->cell[i].len;
	}
	room = malloc(len);
	must(room);
	kind = retour_rule(cell, room, value, &defects);
	must(kind || defects.count);
	must(!kind || field_allows(F_RETOUR, text_of(kind)));
	for (unsigned i = 0; i < defects.count; i++)
		must(defects.at[i].champ < FIELD_COUNT);
	for (enum field field = 0; field < FIELD_COUNT; field++)
		must(!value[field].given || cell[field].at);
	if (!defects.count && value[F_ETAT_RETOUR].given)
		must(field_allows(F_ETAT_RETOUR, value[F_ETAT_RETOUR].text));
	free(room);
}

/* Half of the inputs get a header that is known, so that their rows are reached. */
static const char known[] = "retour;reglement;numero_lot;numero_facture;ligne_facture;etat_retour;demande;paye;"
	"montant;date_comptable;date_reception;code_rejet\n";

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct csv_row row; /* large */
	enum field fields[CSV_CELLS_MAX];
	size_t head = len && bytes[0] & 1 ? sizeof(known) - 1 : 0, size = head + (len ? len - 1 : 0);
	char *file = malloc(size + 1);
	struct csv_form form = {';', '\n', 0};
	bool first = true;

	must(file);
	memcpy(file, known, head);
	if (len)
		memcpy(file + head, bytes + 1, len - 1);
	if (!head)
		form.separator = retour_separator((struct text){file, size});
	for (char *at = file; at < file + size; at += row.len) {
		must(csv_split(&form, at, (size_t)(file + size - at), true, &row));
		if (first && (row.faults || !(form.cells = header_fields(&row, fields))))
			break;
		if (!first && !row.faults && !row.blank)
			read_row(&row, fields);
		first = false;
	}
	free(file);
	return 0;
}
