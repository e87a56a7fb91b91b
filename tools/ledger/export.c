/*
 * export - pmi-ledger export: every entry, for an accountant
 */
#include "verbs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {"date", "compte", "piece", "objet"};
#define TEXTS (int)(sizeof(texts) / sizeof(*texts))

static void
put_cell(struct text cell)
{
	bool quoted = cell.len && (memchr(cell.at, ';', cell.len) || memchr(cell.at, '"', cell.len));

	if (quoted)
		putchar('"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.at[i] == '"')
			putchar('"');
		putchar(cell.at[i]);
	}
	if (quoted)
		putchar('"');
	putchar(';');
}

/* A debit or a credit: neither is below 0. */
static void
put_csv(const struct query *row)
{
	int64_t cents = column_int(row, 6);
	char euros[MONEY_SIZE];

	printf("%" PRId64 ";%" PRId64 ";", column_int(row, 0), column_int(row, 1));
	for (int i = 0; i < TEXTS; i++)
		put_cell(column_text(row, 2 + i));
	money_format(cents < 0 ? -cents : cents, ',', euros);
	printf(cents < 0 ? ";%s;" : "%s;;", euros);
	printf("%.*s\n", TEXT_ARG(column_text(row, 7)));
}

static void
put_json(const struct query *row)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	json_pair_int(&json, "numero", column_int(row, 0));
	json_pair_int(&json, "operation", column_int(row, 1));
	for (int i = 0; i < TEXTS; i++)
		json_pair_text(&json, texts[i], column_text(row, 2 + i));
	json_pair_int(&json, "cents", column_int(row, 6));
	json_pair_text(&json, "empreinte", column_text(row, 7));
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

int
export_entries(const struct request *request)
{
	struct db *db = request_read(request);
	struct query *rows = query_new(db, "SELECT numero, operation, date_operation, compte, piece, objet, cents,"
		" empreinte FROM ecriture ORDER BY numero");

	if (!request->options->json)
		puts("numero;operation;date;compte;piece;objet;debit;credit;empreinte");
	while (query_row(rows))
		if (request->options->json)
			put_json(rows);
		else
			put_csv(rows);
	query_free(rows);
	db_close(db);
	return put_end();
}
