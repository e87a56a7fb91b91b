/*
 * owed - pmi-ledger owed: a stream of the lots that are owed still, a record each
 */
#include "echeance.h"
#include "filter.h"
#include "log.h"
#include "payeurs.h"
#include "rulebook.h"
#include "sha256.h"
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

/* What the head of the stream says; its texts live as long as this. */
struct origin {
	char day[DAY_SIZE], seal[SHA256_HEX], run[RUN_SIZE];
	struct rulebook book;
	struct head head;
};

/* The stream is of the ledger as its last entry seals it. */
static void
read_origin(struct origin *origin, const struct request *request, struct db *db)
{
	struct query *seal = query_new(db, "SELECT coalesce((SELECT empreinte FROM ecriture ORDER BY numero DESC"
		" LIMIT 1), printf('%064d', 0))");

	request_day(request, origin->day);
	rulebook_open(&origin->book, request->options->config, "ledger");
	query_row(seal);
	snprintf(origin->seal, sizeof(origin->seal), "%.*s", TEXT_ARG(column_text(seal, 0)));
	query_free(seal);
	origin->head = (struct head){.source = TEXT(LEDGER_FILE), .source_sha256 = text_of(origin->seal),
		.as_of = day_parse(text_of(origin->day))};
	origin->head.run = run_id(origin->run, (struct text[]){text_of(origin->seal), text_of(origin->book.hash),
		text_of(origin->day), text_of(request->payeur)}, 4);
}

int
send_owed(const struct request *request)
{
	struct db *db = request_read(request);
	struct delai_paiement delai;
	struct origin origin;
	struct filter f;
	struct query *rows;

	check_payer(request);
	echeance_load(&delai, request->options->config);
	read_origin(&origin, request, db);
	filter_open_source(&f, request->options, &origin.head);
	rows = query_new(db, lots);
	query_text(rows, 1, text_of(origin.day));
	query_text(rows, 2, text_of(request->payeur));
	while (query_row(rows)) {
		fill(&f.record, rows, &delai, origin.head.as_of);
		filter_write(&f, &f.record);
	}
	query_free(rows);
	db_close(db);
	return filter_close(&f);
}
