/*
 * ordinaire - a titre for what is due: a lot, or the lots that a payer was sent in a month
 *
 * Due is what was billed, without what the caisse refused, what was taken back, and what titres after an encaissement
 * are for. A lot that a P503 without titre pays waits for that one, unless it is named.
 */
#include "titres.h"

#include <stdio.h>
#include <string.h>

static const char lots_sql[] =
	"SELECT lot.numero, lot.id, payeur, substr(as_of, 1, 7),"
	" EXISTS (SELECT 1 FROM affectation AS a JOIN virement AS v"
	"  ON a.virement = v.numero OR a.virement = v.meme OR v.numero ="
	"   (SELECT meme FROM virement WHERE numero = a.virement)"
	"  WHERE a.lot = lot.numero AND v.origine = 'p503' AND v.cents > 0"
	"  AND NOT EXISTS (SELECT 1 FROM titre WHERE titre.virement = v.numero))"
	" FROM lot JOIN emission ON emission.numero = lot.emission"
	" WHERE as_of <= ?1 AND (?2 IS NULL OR substr(as_of, 1, 7) = ?2)"
	" AND (?3 IS NULL OR instr(?3, ' ' || lot.id || ' '))"
	" AND NOT EXISTS (SELECT 1 FROM titre_ligne AS l JOIN titre AS t ON t.numero = l.titre"
	"  JOIN bordereau_titre AS b ON b.numero = t.bordereau WHERE l.lot = lot.numero AND b.genre = 'ordinaire')"
	" ORDER BY CASE WHEN ?4 THEN payeur || ' ' || substr(as_of, 1, 7) END, lot.numero";

struct group { /* the lots of one titre */
	char payeur[64], mois[16];
	bool begun;
};

/* Does the lot of this row go on in the titre that is being made? */
static bool
goes_on(const struct titres *titres, const struct group *group, const struct query *row)
{
	return titres->params->par_mois && group->begun && text_is(column_text(row, 2), group->payeur)
		&& text_is(column_text(row, 3), group->mois);
}

static void
begin(struct titres *titres, struct group *group, const struct query *row)
{
	snprintf(group->payeur, sizeof(group->payeur), "%.*s", TEXT_ARG(column_text(row, 2)));
	snprintf(group->mois, sizeof(group->mois), "%.*s", TEXT_ARG(column_text(row, 3)));
	group->begun = true;
	titre_begin(titres, text_of(group->payeur), 0, 0);
}

static void
take_lot(struct titres *titres, struct group *group, const struct query *row)
{
	int64_t lot = column_int(row, 0);
	struct due due;

	lot_due(titres, lot, &due);
	if (due.cents <= 0)
		return;
	if (column_int(row, 4) && !titres->demande->lots) {
		left_out(column_text(row, 1), "a P503 pays it, whose titre comes first (--encaissement)");
		return;
	}
	if (!parts_split(due.parts, due.count, due.cents)) {
		left_out(column_text(row, 1), "a part of it was refused or taken back, and it has several budget lines:"
			" which of them is not known");
		return;
	}
	if (!goes_on(titres, group, row))
		begin(titres, group, row);
	for (size_t i = 0; i < due.count; i++)
		if (due.parts[i].cents)
			titre_add(titres, lot, &due.parts[i]);
}

void
ordinaires_make(struct titres *titres)
{
	struct query *lots = query_new(titres->ledger->db, lots_sql);
	struct group group = {.begun = false};

	query_text(lots, 1, text_of(titres->demande->as_of));
	query_text(lots, 2, text_of(titres->demande->mois));
	query_text(lots, 3, text_of(titres->demande->lots));
	query_int(lots, 4, titres->params->par_mois);
	while (query_row(lots))
		take_lot(titres, &group, lots);
	query_free(lots);
}
