#include "row.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the stages behind may add to a record stays free. */
#define VALUES_MAX (RECORD_BYTES_MAX - 32u * 1024)
#define ROOM (2u * RECORD_BYTES_MAX)

_Static_assert(ROOM >= RECORD_BYTES_MAX + FIELD_COUNT * RULE_ROOM, "room for every cell of a row");

void
row_open(struct row *row)
{
	row->room = malloc(ROOM);
	if (!row->room)
		out_of_memory();
}

void
row_close(struct row *row)
{
	free(row->room);
	row->room = NULL;
}

void
row_start(struct row *row, uint64_t ligne)
{
	row->ligne = ligne;
	row->rank = 0;
	memcpy(&row->cell[SOURCE_FIRST], &row->mapping->constant[SOURCE_FIRST],
		(SOURCE_LAST - SOURCE_FIRST + 1) * sizeof(row->cell[0]));
}

struct text
row_id(const struct row *row, char buf[ROW_ID_SIZE])
{
	char number[TEXT_INT_SIZE];
	struct text ligne = text_of_int((int64_t)row->ligne, number);
	size_t len = 13 + ligne.len;

	memcpy(buf, source_sha256(row->source), 12);
	buf[12] = '-';
	memcpy(buf + 13, ligne.at, ligne.len);
	if (row->rank) {
		ligne = text_of_int((int64_t)row->rank + 1, number);
		buf[len++] = '.';
		memcpy(buf + len, ligne.at, ligne.len);
		len += ligne.len;
	}
	return (struct text){buf, len};
}

/* The fields that every record begins with. */
static struct record *
begin(const struct row *row, unsigned colonne)
{
	struct record *rec = &row->filter->record;
	char id[ROW_ID_SIZE];

	record_clear(rec);
	record_set_text(rec, F_ID, row_id(row, id));
	record_lend_text(rec, F_SOURCE, source_name(row->source));
	record_set_int(rec, F_LIGNE, (int64_t)row->ligne);
	if (colonne)
		record_set_int(rec, F_COLONNE, colonne);
	return rec;
}

struct record *
row_begin(struct row *row, uint64_t ligne)
{
	row->rank = row->ligne == ligne ? row->rank + 1 : 0;
	row->ligne = ligne;
	return begin(row, 0);
}

void
row_refuse(struct row *row, const struct defects *defects, unsigned colonne, struct text acte_ref)
{
	struct record *rec = begin(row, colonne);

	if (text_given(text_trim(acte_ref)))
		record_set_text(rec, F_ACTE_REF, text_trim(acte_ref));
	record_judge(rec, defects);
	filter_write(row->filter, rec);
}

bool
row_poisoned(struct row *row)
{
	struct defects defects;

	if (!filter_poisoned(row->filter))
		return false;
	defects_start(&defects, filter_trace(row->filter));
	rule(&defects, "R222");
	defect(&defects, "poison", FIELD_NONE);
	row_refuse(row, &defects, 0, TEXT_ABSENT);
	return true;
}

/* Before anything is written (cases.md 14). */
static void
remove_identity(struct row *row, struct defects *defects)
{
	rule(defects, "R212");
	if (!concerns(defects, rule_hides_identity(row->cell[F_ANONYMAT]), "ist"))
		return;
	for (enum field field = SOURCE_FIRST; field <= SOURCE_LAST; field++)
		if (rule_ist_drops(field, row->cell[field])) {
			if (text_given(text_trim(row->cell[field])))
				defect(defects, "ist-identity-removed", FIELD_NONE);
			row->cell[field] = TEXT_ABSENT;
		}
}

/* What the cells say, those that say something, in the order of field.h. */
struct values {
	struct value at[FIELD_COUNT];
	enum field given[FIELD_COUNT];
	unsigned count;
};

/* The cells that hold something: most do not. Returns the bytes in them. */
static size_t
find_filled(const struct row *row, struct values *values)
{
	unsigned count = 0;
	size_t len = 0;

	for (enum field field = SOURCE_FIRST; field <= SOURCE_LAST; field++) {
		values->given[count] = field;
		count += row->cell[field].len > 0;
		len += row->cell[field].len;
	}
	values->count = count;
	return len;
}

/* Every cell that was found, so that all that is wrong is said at once. Returns the column of the first wrong one. */
static unsigned
convert(struct row *row, struct values *values, struct defects *defects)
{
	char *room = row->room;
	unsigned colonne = 0, count = 0;

	rule(defects, "R211");
	for (unsigned i = 0; i < values->count; i++) {
		enum field field = values->given[i];
		unsigned before = defects->count;

		room += rule_cell(field, row->cell[field], &row->mapping->forms, room, &values->at[field], defects);
		if (defects->count > before && !colonne && row->colonne)
			colonne = row->colonne[field];
		values->given[count] = field;
		count += values->at[field].given;
	}
	values->count = count;
	return colonne;
}

static void
set(struct record *rec, enum field field, const struct value *value)
{
	if (field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS)
		record_set_int(rec, field, value->number);
	else
		record_lend_text(rec, field, value->text); /* of the row, or of row->room */
}

void
row_write(struct row *row, const char *too_long_motif)
{
	struct values values;
	struct defects defects;
	struct record *rec;
	unsigned colonne;

	if (row_poisoned(row))
		return;
	defects_start(&defects, filter_trace(row->filter));
	remove_identity(row, &defects);
	rule(&defects, "R210");
	if (find_filled(row, &values) > VALUES_MAX) {
		defect(&defects, too_long_motif, FIELD_NONE);
		row_refuse(row, &defects, 0, row->cell[F_ACTE_REF]);
		return;
	}
	rule(&defects, "R096");
	colonne = convert(row, &values, &defects);
	rec = begin(row, colonne);
	for (unsigned i = 0; i < values.count; i++)
		set(rec, values.given[i], &values.at[values.given[i]]);
	if (defects.count)
		record_judge(rec, &defects);
	filter_write(row->filter, rec);
}
