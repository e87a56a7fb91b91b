/*
 * annulation - a titre that takes back from one: what was voided or corrected once the titre was there
 *
 * What the caisse refuses does not do so by itself: the Département may stand by its titre. A titre of another exercice
 * is taken back by a mandat, which is not made here.
 */
#include "titres.h"

#include <stdio.h>
#include <string.h>

/* What of the titres of a lot is above what it owes, as far as we took it back and no titre has said so yet. What was
 * gone before the titre is not in the titre: the second half of min(). */
static const char lots_sql[] =
	"SELECT numero, id, payeur, min(annule_cents - pris, donne - pris - (amo_cents - annule_cents - rejete_cents)) AS de"
	" FROM (SELECT lot.numero, lot.id, lot.payeur, lot.amo_cents, annule_cents, rejete_cents,"
	"  coalesce(sum(CASE WHEN b.genre <> 'annulation' THEN l.cents END), 0) AS donne,"
	"  coalesce(sum(CASE WHEN b.genre = 'annulation' THEN l.cents END), 0) AS pris"
	"  FROM lot JOIN emission ON emission.numero = lot.emission"
	"  JOIN titre_ligne AS l ON l.lot = lot.numero JOIN titre AS t ON t.numero = l.titre"
	"  JOIN bordereau_titre AS b ON b.numero = t.bordereau"
	"  WHERE annule_cents > 0 AND emission.as_of <= ?1 AND (?2 IS NULL OR substr(emission.as_of, 1, 7) = ?2)"
	"  AND (?3 IS NULL OR instr(?3, ' ' || lot.id || ' ')) GROUP BY lot.numero)"
	" WHERE de > 0 ORDER BY numero";

/* The lines that it can be taken from. */
static const char lignes_sql[] =
	"SELECT l.imputation, l.titre, l.ligne, l.cents - (SELECT coalesce(sum(m.cents), 0) FROM titre_ligne AS m"
	"  JOIN titre AS n ON n.numero = m.titre WHERE n.origine = l.titre AND m.lot = l.lot"
	"  AND m.imputation = l.imputation), t.exercice"
	" FROM titre_ligne AS l JOIN titre AS t ON t.numero = l.titre"
	" WHERE l.lot = ?1 AND t.origine IS NULL ORDER BY l.titre, l.ligne";

/* False: some of them are of another exercice. */
static bool
read_lignes(struct titres *titres, int64_t lot, struct part parts[PARTS_MAX], size_t *count)
{
	struct query *query = query_new(titres->ledger->db, lignes_sql);
	bool open = true;

	*count = 0;
	query_int(query, 1, lot);
	while (query_row(query)) {
		struct part *part = &parts[*count];

		if (column_int(query, 3) <= 0)
			continue;
		open &= column_int(query, 4) == titres->demande->exercice && *count < PARTS_MAX - 1;
		*part = (struct part){.titre = column_int(query, 1), .ligne = column_int(query, 2),
			.reste_cents = column_int(query, 3)};
		snprintf(part->imputation, PART_NAME, "%.*s", TEXT_ARG(column_text(query, 0)));
		*count += *count < PARTS_MAX - 1;
	}
	query_free(query);
	return open;
}

/* One titre for each that it is taken from. */
static void
take_back(struct titres *titres, int64_t lot, struct text payeur, const struct part *parts, size_t count)
{
	int64_t from = 0;

	for (size_t i = 0; i < count; i++) {
		if (!parts[i].cents)
			continue;
		if (parts[i].titre != from)
			titre_begin(titres, payeur, 0, parts[i].titre);
		from = parts[i].titre;
		titre_add(titres, lot, &parts[i]);
	}
}

static void
take_lot(struct titres *titres, const struct query *row)
{
	struct part parts[PARTS_MAX];
	size_t count;

	if (!read_lignes(titres, column_int(row, 0), parts, &count))
		left_out(column_text(row, 1), "its titre is of another exercice: a mandat takes it back");
	else if (!parts_split(parts, count, column_int(row, 3)))
		left_out(column_text(row, 1), "a part of several budget lines is taken back: which of them is not known");
	else
		take_back(titres, column_int(row, 0), column_text(row, 2), parts, count);
}

void
annulations_make(struct titres *titres)
{
	struct query *lots = query_new(titres->ledger->db, lots_sql);

	query_text(lots, 1, text_of(titres->demande->as_of));
	query_text(lots, 2, text_of(titres->demande->mois));
	query_text(lots, 3, text_of(titres->demande->lots));
	while (query_row(lots))
		take_lot(titres, lots);
	query_free(lots);
}
