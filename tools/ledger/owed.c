/*
 * owed - pmi-ledger owed: a stream of the lots that are owed still, a record each
 */
#include "echeance.h"
#include "filter.h"
#include "log.h"
#include "payeurs.h"
#include "verbs.h"

#include <stdio.h>

static const char lots[] =
	"SELECT id, payeur, support, periode, amo_cents, amo_cents - rejete_cents - annule_cents, paye_cents,"
	" (SELECT as_of FROM emission WHERE numero = emission) AS envoi, date_reception FROM lot"
	" WHERE reste_cents > 0 AND envoi <= ?1 AND (?2 IS NULL OR payeur = ?2) ORDER BY numero";

/* amo_cents: what stands of what was asked for, so that amo_cents - paye_cents is owed. */
static void
fill(struct record *rec, const struct query *row, const struct delai_paiement *delai, day_t as_of)
{
	static const enum field texts[] = {F_LOT, F_PAYEUR, F_SUPPORT, F_PERIODE};
	day_t last = echeance(delai, column_text(row, 1), day_parse(column_text(row, 7)),
		day_parse(column_text(row, 8)));
	const struct creance creance = {.du_cents = column_int(row, 5), .paye_cents = column_int(row, 6)};
	enum etat etat = etat_of(&creance, last, as_of);

	record_clear(rec);
	record_set_text(rec, F_ID, column_text(row, 0));
	for (int i = 0; i < (int)(sizeof(texts) / sizeof(*texts)); i++)
		record_set_text(rec, texts[i], column_text(row, i));
	record_set_int(rec, F_DEMANDE_CENTS, column_int(row, 4));
	record_set_int(rec, F_AMO_CENTS, column_int(row, 5));
	record_set_int(rec, F_PAYE_CENTS, column_int(row, 6));
	record_set_text(rec, F_ETAT, text_of(etat_name(etat)));
	record_set_text(rec, F_DATE_COMPTABLE, column_text(row, 7));
	if (column_given(row, 8))
		record_set_text(rec, F_DATE_RECEPTION, column_text(row, 8));
}

static void
check_payer(const struct request *request)
{
	struct payeurs payeurs;

	payeurs_load(&payeurs, request->options->config);
	if (request->payeur && !payeurs_find(&payeurs, text_of(request->payeur)))
		die(EX_USAGE, "--payeur %s: caisses.yaml has no such payer", request->payeur);
}

/* The stream is of the ledger as its last entry seals it. */
static void
open_stream(struct filter *f, const struct request *request, struct db *db, day_t as_of)
{
	struct query *seal = query_new(db, "SELECT coalesce((SELECT empreinte FROM ecriture ORDER BY numero DESC"
		" LIMIT 1), printf('%064d', 0))");
	char run[RUN_SIZE], day[DAY_SIZE];
	struct head head = {.source = TEXT(LEDGER_FILE), .as_of = as_of};

	query_row(seal);
	head.source_sha256 = column_text(seal, 0);
	head.run = run_id(run, (struct text[]){head.source_sha256, text_of(day_format(as_of, day)),
		text_of(request->payeur)}, 3);
	filter_open_source(f, request->options, &head);
	query_free(seal);
}

int
send_owed(const struct request *request)
{
	struct db *db = request_read(request);
	struct delai_paiement delai;
	struct filter f;
	struct query *rows;
	char day[DAY_SIZE];

	check_payer(request);
	echeance_load(&delai, request->options->config);
	request_day(request, day);
	open_stream(&f, request, db, day_parse(text_of(day)));
	rows = query_new(db, lots);
	query_text(rows, 1, text_of(day));
	query_text(rows, 2, text_of(request->payeur));
	while (query_row(rows)) {
		fill(&f.record, rows, &delai, day_parse(text_of(day)));
		filter_write(&f, &f.record);
	}
	query_free(rows);
	db_close(db);
	return filter_close(&f);
}
