#include "lines.h"

#include "log.h"

#include <stdlib.h>

struct lines {
	struct places_file *places;
	int64_t first; /* number of the act that was noted first */
	struct query *plain, *replacing, *at; /* at: one of the two */
	struct line line;
};

struct lines *
lines_new(struct db *db, struct places_file *places, int64_t first)
{
	struct lines *lines = calloc(1, sizeof(*lines));

	if (!lines)
		out_of_memory();
	lines->places = places;
	lines->first = first;
	/* of the index alone: the table is not read again */
	lines->plain = query_new(db, "SELECT numero, facture, ligne FROM acte WHERE lot = ?1 ORDER BY facture, ligne");
	lines->replacing = query_new(db, "SELECT n.numero, n.facture, n.ligne,"
		" ol.id || ', facture ' || o.facture || ', ligne ' || o.ligne, o.acte_ref, n.repris_cents"
		" FROM acte AS n LEFT JOIN acte AS o ON o.numero = n.remplace LEFT JOIN lot AS ol ON ol.numero = o.lot"
		" WHERE n.lot = ?1 ORDER BY n.facture, n.ligne");
	return lines;
}

void
lines_free(struct lines *lines)
{
	query_free(lines->plain);
	query_free(lines->replacing);
	free(lines);
}

void
lines_begin(struct lines *lines, int64_t lot, bool original)
{
	lines->at = original ? lines->plain : lines->replacing;
	lines->line = (struct line){0};
	query_int(lines->at, 1, lot);
}

static void
follow(struct line *line, int64_t facture, int64_t ligne)
{
	if (facture == line->facture ? ligne != line->ligne + 1 : facture != line->facture + 1 || ligne != 1)
		die(EX_SOFTWARE, "line %lld of invoice %lld does not follow the one before", (long long)ligne,
			(long long)facture);
	line->facture = facture;
	line->ligne = ligne;
}

const struct line *
lines_next(struct lines *lines)
{
	struct line *line = &lines->line;
	const struct spot *spot;

	if (!query_row(lines->at))
		return NULL;
	follow(line, column_int(lines->at, 1), column_int(lines->at, 2));
	line->rec = places_read(lines->places, column_int(lines->at, 0) - lines->first, &spot);
	line->patient = spot->named ? spot->patient : NULL;
	if (lines->at == lines->plain)
		return line;
	line->remplace = column_text(lines->at, 3);
	line->of = column_text(lines->at, 4);
	line->repris = column_given(lines->at, 5);
	line->repris_cents = column_int(lines->at, 5);
	return line;
}
