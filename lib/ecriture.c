#include "ecriture.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SEAL "0000000000000000000000000000000000000000000000000000000000000000"

struct ecritures {
	int64_t numero, operation; /* of the last entry */
	int64_t sum;               /* of the operation so far */
	struct text date, piece, objet;
	char seal[SHA256_HEX];
	struct query *add;
};

struct ecritures *
ecritures_new(struct db *db)
{
	struct ecritures *e = calloc(1, sizeof(*e));
	struct query *last = query_new(db, "SELECT numero, operation, empreinte FROM ecriture"
		" ORDER BY numero DESC LIMIT 1");

	if (!e)
		out_of_memory();
	snprintf(e->seal, sizeof(e->seal), "%s", FIRST_SEAL);
	if (query_row(last)) {
		e->numero = column_int(last, 0);
		e->operation = column_int(last, 1);
		snprintf(e->seal, sizeof(e->seal), "%.*s", TEXT_ARG(column_text(last, 2)));
	}
	query_free(last);
	e->add = query_new(db, "INSERT INTO ecriture VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
	return e;
}

void
ecritures_free(struct ecritures *e)
{
	query_free(e->add);
	free(e);
}

/* One list of what is sealed: of what is written, and of what is read again. */
static void
seal(char out[SHA256_HEX], const char *before, int64_t numero, int64_t operation, struct text date,
	struct text compte, int64_t cents, struct text piece, struct text objet)
{
	char line[1024];
	int len = snprintf(line, sizeof(line), "%s|%" PRId64 "|%" PRId64 "|%.*s|%.*s|%" PRId64 "|%.*s|%.*s",
		before, numero, operation, TEXT_ARG(date), TEXT_ARG(compte), cents, TEXT_ARG(piece),
		TEXT_ARG(objet));
	struct sha256 hash;

	if (len >= (int)sizeof(line))
		die(EX_SOFTWARE, "entry %" PRId64 ": its texts are too long", numero);
	sha256_start(&hash);
	sha256_add(&hash, line, (size_t)len);
	sha256_end(&hash, out);
}

void
ecriture_begin(struct ecritures *e, struct text date, struct text piece, struct text objet)
{
	e->operation++;
	e->sum = 0;
	e->date = date;
	e->piece = piece;
	e->objet = objet;
}

void
ecriture_add(struct ecritures *e, const char *kind, struct text of, int64_t cents)
{
	char compte[COMPTE_SIZE], before[SHA256_HEX];
	int len = snprintf(compte, sizeof(compte), of.at ? "%s:%.*s" : "%s", kind, TEXT_ARG(of));

	if (!cents)
		return;
	if (len >= (int)sizeof(compte) || __builtin_add_overflow(e->sum, cents, &e->sum))
		die(EX_SOFTWARE, "operation %" PRId64 ": a name or an amount is too large", e->operation);
	memcpy(before, e->seal, sizeof(before));
	seal(e->seal, before, ++e->numero, e->operation, e->date, text_of(compte), cents, e->piece, e->objet);
	query_int(e->add, 1, e->numero);
	query_int(e->add, 2, e->operation);
	query_text(e->add, 3, e->date);
	query_text(e->add, 4, text_of(compte));
	query_int(e->add, 5, cents);
	query_text(e->add, 6, e->piece);
	query_text(e->add, 7, e->objet);
	query_text(e->add, 8, text_of(e->seal));
	query_run(e->add);
}

void
ecriture_end(struct ecritures *e)
{
	if (e->sum)
		die(EX_SOFTWARE, "operation %" PRId64 " (%.*s) does not add up: %" PRId64
			" centimes; nothing is written", e->operation, TEXT_ARG(e->objet), e->sum);
}

void
ecriture_move(struct ecritures *e, const char *debit, struct text debit_of, const char *credit,
	struct text credit_of, int64_t cents)
{
	ecriture_add(e, debit, debit_of, cents);
	ecriture_add(e, credit, credit_of, -cents);
}

static const char taken_over[] =
	/* what was owed */
	"SELECT as_of, lot.id, 'emission', 'creance', lot.id, 'produit', payeur, lot.amo_cents, lot.numero, 1"
	" FROM lot JOIN emission ON emission.numero = lot.emission"
	/* what came in */
	" UNION ALL SELECT date_comptable, id, 'releve', 'banque', NULL, 'attente', id, cents, numero, 2"
	" FROM virement"
	/* what it was for: as far as it was owed, and what is too much */
	" UNION ALL SELECT date_comptable, v.id, 'affectation', 'attente', v.id, 'creance', l.id,"
	"  min(a.cents, max(l.amo_cents - a.deja, 0)), v.numero, 3 FROM (SELECT virement, lot, cents,"
	"  sum(cents) OVER (PARTITION BY lot ORDER BY virement) - cents AS deja FROM affectation) AS a"
	"  JOIN virement AS v ON v.numero = a.virement JOIN lot AS l ON l.numero = a.lot"
	" UNION ALL SELECT date_comptable, v.id, 'affectation', 'attente', v.id, 'indu', l.id,"
	"  a.cents - min(a.cents, max(l.amo_cents - a.deja, 0)), v.numero, 4 FROM (SELECT virement, lot, cents,"
	"  sum(cents) OVER (PARTITION BY lot ORDER BY virement) - cents AS deja FROM affectation) AS a"
	"  JOIN virement AS v ON v.numero = a.virement JOIN lot AS l ON l.numero = a.lot"
	" ORDER BY 10, 9";

void
ecritures_take_over(struct db *db)
{
	struct query *query = query_new(db, taken_over);
	struct ecritures *e = ecritures_new(db);

	while (query_row(query)) {
		char debit[16], credit[16];

		if (!column_int(query, 7))
			continue;
		snprintf(debit, sizeof(debit), "%.*s", TEXT_ARG(column_text(query, 3)));
		snprintf(credit, sizeof(credit), "%.*s", TEXT_ARG(column_text(query, 5)));
		ecriture_begin(e, column_text(query, 0), column_text(query, 1), column_text(query, 2));
		ecriture_move(e, debit, column_text(query, 4), credit, column_text(query, 6),
			column_int(query, 7));
		ecriture_end(e);
	}
	ecritures_free(e);
	query_free(query);
}

static void
seal_of(char out[SHA256_HEX], const char *before, const struct query *row)
{
	seal(out, before, column_int(row, 0), column_int(row, 1), column_text(row, 2), column_text(row, 3),
		column_int(row, 4), column_text(row, 5), column_text(row, 6));
}

const char *
ecritures_verify(struct db *db, int64_t *numero)
{
	struct query *query = query_new(db, "SELECT numero, operation, date_operation, compte, cents, piece,"
		" objet, empreinte FROM ecriture ORDER BY numero");
	char before[SHA256_HEX] = FIRST_SEAL, now[SHA256_HEX];
	const char *why = NULL;
	int64_t operation = 0, sum = 0;

	*numero = 0;
	while (!why && query_row(query)) {
		if (column_int(query, 1) != operation && sum)
			why = "its operation does not sum up to 0";
		else if (column_int(query, 0) != *numero + 1)
			why = "the entry behind it is missing";
		if (why)
			break;
		++*numero;
		operation = column_int(query, 1);
		sum += column_int(query, 4);
		seal_of(now, before, query);
		if (!text_is(column_text(query, 7), now))
			why = "its seal is not that of what it says and of the entries before it";
		memcpy(before, now, sizeof(before));
	}
	if (!why && sum)
		why = "its operation does not sum up to 0";
	query_free(query);
	return why;
}
