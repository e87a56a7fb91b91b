/*
 * annulation - a titre that takes back from one: what was voided or corrected once the titre was there
 *
 * What the caisse refuses does not do so by itself: the Département may stand by its titre. A titre of another exercice
 * is taken back by a mandat, which is not made here.
 */
#include "titres.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
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

/* The lines that it can be taken from, those of a budget line together; and what of it is theirs, by the acts that were
 * voided or corrected. */
static const char lignes_sql[] =
	"SELECT imputation, titre, ligne, donne - pris, exercice, max(0, min(repris - sum(pris) OVER meme,"
	"  sum(donne - pris) OVER meme - (amo - repris)))"
	" FROM (SELECT l.imputation, l.titre, l.ligne, l.cents AS donne, t.exercice,"
	"  (SELECT coalesce(sum(m.cents), 0) FROM titre_ligne AS m JOIN titre AS n ON n.numero = m.titre"
	"   WHERE n.origine = l.titre AND m.lot = l.lot AND m.imputation = l.imputation) AS pris,"
	"  (SELECT amo_cents FROM lot_imputation AS i WHERE i.lot = l.lot AND i.imputation = l.imputation) AS amo,"
	"  (SELECT coalesce(sum(o.amo_cents), 0) FROM acte AS o JOIN acte AS c ON c.remplace = o.numero"
	"   WHERE o.lot = l.lot AND coalesce(o.imputation, '') = l.imputation) AS repris"
	"  FROM titre_ligne AS l JOIN titre AS t ON t.numero = l.titre WHERE l.lot = ?1 AND t.origine IS NULL)"
	" WINDOW meme AS (PARTITION BY imputation) ORDER BY imputation, titre, ligne";

struct reprise {
	struct part parts[PARTS_MAX];
	int64_t leur[PARTS_MAX]; /* what is the budget line's, beside each of its parts */
	size_t count;
};

/* False: some of them are of another exercice. */
static bool
read_lignes(struct titres *titres, int64_t lot, struct reprise *reprise)
{
	struct query *query = query_new(titres->ledger->db, lignes_sql);
	bool open = true;

	reprise->count = 0;
	query_int(query, 1, lot);
	while (query_row(query)) {
		struct part *part = &reprise->parts[reprise->count];

		if (column_int(query, 3) <= 0)
			continue;
		if (reprise->count == PARTS_MAX)
			die(EX_DATAERR, "lot %" PRId64 ": more than %d lines in titres", lot, PARTS_MAX);
		open &= column_int(query, 4) == titres->demande->exercice;
		*part = (struct part){.titre = column_int(query, 1), .ligne = column_int(query, 2),
			.reste_cents = column_int(query, 3)};
		snprintf(part->imputation, PART_NAME, "%.*s", TEXT_ARG(column_text(query, 0)));
		reprise->leur[reprise->count++] = column_int(query, 5);
	}
	query_free(query);
	return open;
}

/* By the acts, budget line by budget line, where they are all of it. */
static bool
split_by_acts(struct reprise *reprise, int64_t cents)
{
	int64_t sum = 0;

	for (size_t i = 0, n; i < reprise->count; i += n) {
		struct part *first = &reprise->parts[i];

		for (n = 1; i + n < reprise->count && !strcmp(first[n].imputation, first->imputation);)
			n++;
		sum += reprise->leur[i];
		if (!parts_split(first, n, reprise->leur[i]))
			return false;
	}
	return sum == cents;
}

static int
by_titre(const void *a, const void *b)
{
	const struct part *p = a, *q = b;

	if (p->titre != q->titre)
		return p->titre < q->titre ? -1 : 1;
	return p->ligne < q->ligne ? -1 : p->ligne > q->ligne;
}

/* One titre for each that it is taken from. */
static void
take_back(struct titres *titres, int64_t lot, struct text payeur, struct reprise *reprise)
{
	int64_t from = 0;

	qsort(reprise->parts, reprise->count, sizeof(*reprise->parts), by_titre);
	for (size_t i = 0; i < reprise->count; i++) {
		const struct part *part = &reprise->parts[i];

		if (!part->cents)
			continue;
		if (part->titre != from)
			titre_begin(titres, payeur, 0, part->titre);
		from = part->titre;
		titre_add(titres, lot, part);
	}
}

static void
take_lot(struct titres *titres, const struct query *row)
{
	struct reprise reprise;
	int64_t cents = column_int(row, 3);

	if (!read_lignes(titres, column_int(row, 0), &reprise))
		left_out(column_text(row, 1), "its titre is of another exercice: a mandat takes it back");
	else if (!split_by_acts(&reprise, cents) && !parts_split(reprise.parts, reprise.count, cents))
		left_out(column_text(row, 1), "a part of several budget lines is taken back: which of them is not known");
	else
		take_back(titres, column_int(row, 0), column_text(row, 2), &reprise);
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
