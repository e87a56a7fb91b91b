/*
 * encaissement - a titre for what the comptable cashed before there was one: its P503 names it
 *
 * Only where the money has found its lots whole, and each lot tells its budget lines: nothing is guessed.
 */
#include "titres.h"

#include <stdio.h>
#include <string.h>

#define PIECE_MAX 13 /* digits of IdPceOrig */

/* Where the bank saw the same money, the lots may hang on either row. */
static const char p503_sql[] =
	"SELECT numero, id, coalesce(payeur, ''), cents, coalesce(piece_orig, ''), exercice,"
	" coalesce(meme, (SELECT m.numero FROM virement AS m WHERE m.meme = v.numero), 0)"
	" FROM virement AS v WHERE origine = 'p503' AND date_comptable <= ?1"
	" AND (?2 IS NULL OR substr(date_comptable, 1, 7) = ?2)"
	" AND NOT EXISTS (SELECT 1 FROM titre WHERE titre.virement = v.numero) ORDER BY numero";

static const char lots_sql[] =
	"SELECT lot, sum(a.cents), lot.payeur, EXISTS (SELECT 1 FROM titre_ligne AS l JOIN titre AS t"
	"  ON t.numero = l.titre JOIN bordereau_titre AS b ON b.numero = t.bordereau"
	"  WHERE l.lot = a.lot AND b.genre = 'ordinaire')"
	" FROM affectation AS a JOIN lot ON lot.numero = a.lot"
	" WHERE virement IN (?1, ?2) GROUP BY lot HAVING sum(a.cents) <> 0 ORDER BY lot";

struct p503 {
	int64_t numero, cents, seen;
	char payeur[64];
	bool begun;
};

static bool
is_piece(struct text t)
{
	bool positive = false;

	for (size_t i = 0; i < t.len; i++)
		positive |= t.at[i] != '0';
	return positive && t.len <= PIECE_MAX && text_digits(t, t.len);
}

static void
begin(struct titres *titres, struct p503 *p503, struct text payeur)
{
	if (p503->begun)
		return;
	snprintf(p503->payeur, sizeof(p503->payeur), "%.*s", TEXT_ARG(payeur));
	titre_begin(titres, payeur, p503->numero, 0);
	p503->begun = true;
}

/* NULL: its lines are added; else why not. */
static const char *
take_lot(struct titres *titres, struct p503 *p503, const struct query *row)
{
	int64_t lot = column_int(row, 0), cents = column_int(row, 1);
	struct due due;

	lot_due(titres, lot, &due);
	if (column_int(row, 3))
		return "its lot has a titre, on which the comptable books it";
	begin(titres, p503, column_text(row, 2));
	if (!text_is(column_text(row, 2), p503->payeur))
		return "its lots are of two payers";
	if (cents > due.cents)
		return "it is more than its lot owes";
	if (!parts_split(due.parts, due.count, cents))
		return "it pays a part of a lot of several budget lines: which of them is not known";
	for (size_t i = 0; i < due.count; i++)
		if (due.parts[i].cents)
			titre_add(titres, lot, &due.parts[i]);
	p503->seen += cents;
	return NULL;
}

static const char *
take_lots(struct titres *titres, struct p503 *p503, int64_t meme)
{
	struct query *lots = query_new(titres->ledger->db, lots_sql);
	const char *why = NULL;

	query_int(lots, 1, p503->numero);
	query_int(lots, 2, meme);
	while (!why && query_row(lots))
		why = take_lot(titres, p503, lots);
	query_free(lots);
	if (!why && p503->seen != p503->cents)
		why = p503->seen ? "a part of it has found no lot" : "it has found no lot";
	return why;
}

/* All of its lines or none. */
static void
take_p503(struct titres *titres, const struct query *row)
{
	struct p503 p503 = {.numero = column_int(row, 0), .cents = column_int(row, 3)};
	const char *why;

	if (p503.cents <= 0)
		why = "it is no receipt";
	else if (!is_piece(column_text(row, 4)) || !column_given(row, 5))
		why = "its number or exercice is none (IdPce of the P503)";
	else {
		db_exec(titres->ledger->db, "SAVEPOINT p503");
		why = take_lots(titres, &p503, column_int(row, 6));
		if (why)
			db_exec(titres->ledger->db, "ROLLBACK TO p503");
		db_exec(titres->ledger->db, "RELEASE p503");
	}
	if (why)
		left_out(column_text(row, 1), why);
}

void
encaissements_make(struct titres *titres)
{
	struct query *p503s = query_new(titres->ledger->db, p503_sql);

	query_text(p503s, 1, text_of(titres->demande->as_of));
	query_text(p503s, 2, text_of(titres->demande->mois));
	while (query_row(p503s))
		take_p503(titres, p503s);
	query_free(p503s);
}
