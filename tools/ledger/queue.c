/*
 * queue - pmi-ledger queue: what waits for a person, what it may be for, and the line that says so
 */
#include "checks.h"
#include "verbs.h"

#include <stdio.h>

static const char returns[] =
	"SELECT id, date_comptable, cents, cents, payeur, libelle, raison FROM reglement"
	" WHERE virement IS NULL ORDER BY numero";
static const char candidates[] =
	"SELECT genre, CASE genre WHEN 'lot' THEN (SELECT id FROM lot WHERE numero = cible)"
	" WHEN 'reglement' THEN (SELECT id FROM reglement WHERE numero = cible)"
	" ELSE (SELECT id FROM virement WHERE numero = cible) END, regle, score, pourquoi FROM candidat"
	" WHERE virement = ?1 ORDER BY score DESC, genre, cible";

/* The line that says: it is this candidate. */
static const char *
command_of(const struct request *request, struct text id, const struct query *candidate, char *buf, size_t size)
{
	snprintf(buf, size, "pmi-ledger match %.*s %.*s %s %s --raison TEXT --as-of DATE", TEXT_ARG(id),
		TEXT_ARG(column_text(candidate, 1)), request->dir ? "-d" : "--ledger",
		request->dir ? request->dir : request->ledger);
	return buf;
}

static void
candidate_json(struct json *json, const struct request *request, struct text id, const struct query *row)
{
	char command[LEDGER_PATH_SIZE + 128];

	json_open(json, '{');
	json_pair_text(json, "genre", column_text(row, 0));
	json_pair_text(json, "id", column_text(row, 1));
	json_pair_text(json, "regle", column_text(row, 2));
	json_pair_int(json, "score", column_int(row, 3));
	json_pair_text(json, "pourquoi", column_text(row, 4));
	json_pair_text(json, "commande", text_of(command_of(request, id, row, command, sizeof(command))));
	json_close(json, '}');
}

static void
put_json(const struct request *request, const struct query *row, struct query *of)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	json_pair_text(&json, "id", column_text(row, 0));
	json_pair_text(&json, "date_comptable", column_text(row, 1));
	json_pair_int(&json, "cents", column_int(row, 2));
	json_pair_int(&json, "reste_cents", column_int(row, 3));
	json_pair_text(&json, "payeur", column_text(row, 4));
	json_pair_text(&json, "libelle", column_text(row, 5));
	json_pair_text(&json, "raison", column_text(row, 6));
	json_key(&json, "candidats");
	json_open(&json, '[');
	while (of && query_row(of))
		candidate_json(&json, request, column_text(row, 0), of);
	json_close(&json, ']');
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

static void
put_candidate(const struct request *request, struct text id, const struct query *row)
{
	char command[LEDGER_PATH_SIZE + 128];

	printf("  ");
	put_text(column_text(row, 1), 9);
	printf("score %lld, %.*s: ", (long long)column_int(row, 3), TEXT_ARG(column_text(row, 2)));
	put_text(column_text(row, 4), 0);
	printf("\n            %s\n", command_of(request, id, row, command, sizeof(command)));
}

static void
put_text_of(const struct request *request, const struct query *row, struct query *of)
{
	char cents[MONEY_SIZE], reste[MONEY_SIZE];

	put_text(column_text(row, 0), 9);
	put_text(column_text(row, 1), 10);
	printf("%14s ", money_format(column_int(row, 2), '.', cents));
	if (column_int(row, 3) != column_int(row, 2))
		printf("(%s waits) ", money_format(column_int(row, 3), '.', reste));
	put_text(column_text(row, 4), 16);
	put_text(column_text(row, 6), 0);
	printf(": ");
	put_text(column_text(row, 5), 0);
	putchar('\n');
	while (of && query_row(of))
		put_candidate(request, column_text(row, 0), of);
}

/* `of`: its candidates; NULL: it has none. */
static void
put_all(const struct request *request, struct query *rows, struct query *of)
{
	while (query_row(rows)) {
		if (of)
			query_int(of, 1, column_int(rows, 7));
		if (request->options->json)
			put_json(request, rows, of);
		else
			put_text_of(request, rows, of);
	}
	query_free(rows);
}

int
show_queue(const struct request *request)
{
	struct db *db = request_read(request);
	struct query *of = query_new(db, candidates);

	put_all(request, query_new(db, queue_movements), of);
	put_all(request, query_new(db, returns), NULL);
	query_free(of);
	db_close(db);
	return put_end();
}
