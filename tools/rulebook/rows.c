/*
 * rows - a list that is handed over, as it stands on a day: its rows, sorted, each once, and their fingerprint
 */
#include "transmissions.h"

#include <stdlib.h>
#include <string.h>

#include "sha256.h"

bool
row_is_of(const struct entry *entry, const struct liste *liste)
{
	return text_is(liste->fichier, entry->file) && text_equal(liste->section, entry->section);
}

struct text
row_cell(const struct view *view, const struct liste *liste, const struct entry *entry, struct text column)
{
	if (text_is(column, "cle"))
		return entry->code;
	for (size_t i = 0; i < entry->count; i++)
		if (text_equal(entry->values[i].key, column))
			return entry->values[i].text;
	for (size_t i = 0; liste->joint.at && i < view->count; i++) {
		const struct entry *other = &view->entries[i];

		if (!text_is(liste->joint, other->file) || !text_equal(other->code, entry->code))
			continue;
		for (size_t k = 0; k < other->count; k++)
			if (text_equal(other->values[k].key, column))
				return other->values[k].text;
	}
	return TEXT_ABSENT;
}

int
row_compare(const struct row *a, const struct row *b, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		int order = text_compare(a->cells[i], b->cells[i]);

		if (order)
			return order;
	}
	return 0;
}

/* Cells that a list has not are empty, so that all of them can be compared. */
static int
by_cells(const void *a, const void *b)
{
	return row_compare(a, b, COLONNES_MAX);
}

static void
sort(struct rows *rows)
{
	size_t kept = 0;

	qsort(rows->at, rows->count, sizeof(*rows->at), by_cells);
	for (size_t i = 0; i < rows->count; i++)
		if (!kept || by_cells(&rows->at[kept - 1], &rows->at[i]))
			rows->at[kept++] = rows->at[i];
	rows->count = kept;
}

/* The NUL is in no cell. */
static void
sign(struct rows *rows, const struct liste *liste)
{
	struct sha256 hash;
	char hex[SHA256_HEX];

	sha256_start(&hash);
	for (size_t k = 0; k < liste->colonnes.count; k++) {
		sha256_add(&hash, liste->colonnes.at[k].at, liste->colonnes.at[k].len);
		sha256_add(&hash, "", 1);
	}
	for (size_t i = 0; i < rows->count; i++)
		for (size_t k = 0; k < liste->colonnes.count; k++) {
			sha256_add(&hash, rows->at[i].cells[k].at, rows->at[i].cells[k].len);
			sha256_add(&hash, "", 1);
		}
	sha256_end(&hash, hex);
	memcpy(rows->empreinte, hex, EMPREINTE_LEN);
	rows->empreinte[EMPREINTE_LEN] = '\0';
}

void
rows_make(struct rows *rows, const struct view *view, const struct liste *liste, day_t at)
{
	*rows = (struct rows){.at = arena_alloc(view->arena, (view->count + 1) * sizeof(*rows->at))};
	for (size_t i = 0; i < view->count; i++) {
		const struct entry *e = &view->entries[i];
		struct row *row = &rows->at[rows->count];

		if (!row_is_of(e, liste) || !entry_in_force(e, at, at) || entry_superseded(view, e, at, at))
			continue;
		for (size_t k = 0; k < COLONNES_MAX; k++)
			row->cells[k] = TEXT("");
		for (size_t k = 0; k < liste->colonnes.count; k++) {
			struct text cell = row_cell(view, liste, e, liste->colonnes.at[k]);

			if (cell.at)
				row->cells[k] = cell;
		}
		rows->count++;
	}
	sort(rows);
	sign(rows, liste);
}
