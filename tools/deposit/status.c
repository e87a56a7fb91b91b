#include "status.h"

#include "columns.h"
#include "json.h"
#include "ledger.h"
#include "log.h"

#include <stdio.h>

#define FIRST_VERSION 5 /* of the ledger: before it nothing was handed over */
#define CODES_SIZE 64

/* Of a lot the last word counts: an acknowledgement of the whole lot, or of one of its invoices. */
static const char sql[] =
	"WITH remis AS (SELECT DISTINCT destination, emission, lot FROM depot_fichier),"
	" recu AS (SELECT lot, max(facture IS NULL AND etat = 'accepte') AS accepte,"
	"  max(facture IS NULL AND etat = 'refuse') AS refuse, sum(facture IS NOT NULL AND etat = 'refuse') AS factures,"
	"  group_concat(DISTINCT code) AS codes FROM (SELECT lot, facture, etat, code, numero, max(numero)"
	"   OVER (PARTITION BY lot, facture) AS dernier FROM accuse WHERE lot IS NOT NULL)"
	"  WHERE numero = dernier GROUP BY lot)"
	" SELECT d.destination, d.emission, e.as_of, d.lots, d.fichiers, (SELECT sum(amo_cents) FROM lot"
	"  WHERE numero IN (SELECT lot FROM remis AS r WHERE r.destination = d.destination AND r.emission = d.emission)),"
	" coalesce(sum(accepte AND NOT refuse), 0), coalesce(sum(refuse), 0),"
	" sum(coalesce(accepte, 0) + coalesce(refuse, 0) = 0), coalesce(sum(factures), 0), group_concat(codes), d.sha256"
	" FROM depot AS d JOIN emission AS e ON e.numero = d.emission"
	" JOIN remis USING (destination, emission) LEFT JOIN recu ON recu.lot = remis.lot"
	" WHERE ?1 IS NULL OR d.destination = ?1 GROUP BY d.destination, d.emission ORDER BY d.destination, d.emission";

enum { DESTINATION, EMISSION, AS_OF, LOTS, FICHIERS, AMO, ACCEPTES, REFUSES, ATTENDUS, FACTURES, CODES, SHA256, COUNT };

static const char *const keys[COUNT] = {"*destination", "emission", "*as_of", "lots", "fichiers", "amo_cents",
	"lots_acceptes", "lots_refuses", "lots_sans_accuse", "factures_refusees", "*codes", "*manifest_sha256"};

static void
put_json(struct buffer *out, const struct query *row)
{
	struct json json = {.out = out};

	json_open(&json, '{');
	for (int i = 0; i < COUNT; i++)
		if (*keys[i] == '*')
			json_pair_text(&json, keys[i] + 1, column_text(row, i));
		else
			json_pair_int(&json, keys[i], column_int(row, i));
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}

static void
put_head(struct buffer *out)
{
	columns_left(out, "destination", 26);
	columns_left(out, "émission", 10);
	columns_left(out, "du", 12);
	columns_right(out, "lots", 6);
	columns_right(out, "dû €", 14);
	columns_right(out, "acceptés", 10);
	columns_right(out, "refusés", 9);
	columns_right(out, "sans accusé", 13);
	columns_put(out, "  factures refusées, codes\n");
}

static void
put_text(struct buffer *out, const struct query *row)
{
	char cell[128];

	snprintf(cell, sizeof(cell), "%.*s", TEXT_ARG(column_text(row, DESTINATION)));
	columns_left(out, cell, 26);
	snprintf(cell, sizeof(cell), "%04lld", (long long)column_int(row, EMISSION));
	columns_left(out, cell, 10);
	snprintf(cell, sizeof(cell), "%.*s", TEXT_ARG(column_text(row, AS_OF)));
	columns_left(out, cell, 12);
	columns_count(out, column_int(row, LOTS), 6);
	columns_euros(out, column_int(row, AMO), 14);
	columns_count(out, column_int(row, ACCEPTES), 10);
	columns_count(out, column_int(row, REFUSES), 9);
	columns_count(out, column_int(row, ATTENDUS), 13);
	if (column_int(row, FACTURES) || column_given(row, CODES)) {
		snprintf(cell, sizeof(cell), "  %lld %.*s", (long long)column_int(row, FACTURES),
			(int)(column_text(row, CODES).len < CODES_SIZE ? column_text(row, CODES).len : CODES_SIZE),
			column_given(row, CODES) ? column_text(row, CODES).at : "");
		columns_put(out, cell);
	}
	columns_put(out, "\n");
}

static void
flush(struct buffer *out)
{
	if (fwrite(out->at, 1, out->len, stdout) != out->len)
		die_errno(EX_IOERR, "standard output");
	out->len = 0;
}

static void
put_rows(struct db *db, const struct depot *only, bool json)
{
	struct query *rows = query_new(db, sql);
	struct buffer out = {0};

	if (!json)
		put_head(&out);
	query_text(rows, 1, only ? only->nom : TEXT_ABSENT);
	while (query_row(rows)) {
		if (json)
			put_json(&out, rows);
		else
			put_text(&out, rows);
		flush(&out);
	}
	flush(&out);
	buffer_free(&out);
	query_free(rows);
}

int
status_print(const char *ledger, const struct depot *only, bool json)
{
	struct db *db = ledger_read(ledger);

	if (ledger_version(db) >= FIRST_VERSION)
		put_rows(db, only, json);
	db_close(db);
	if (fflush(stdout))
		die_errno(EX_IOERR, "standard output");
	return EX_OK;
}
