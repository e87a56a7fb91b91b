/*
 * balance - pmi-ledger balance: what each kind of account holds, or each account
 */
#include "log.h"
#include "verbs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define KIND "substr(compte, 1, instr(compte || ':', ':') - 1)"
#define OF "substr(compte, instr(compte || ':', ':') + 1)"

/* Whose account it is: a lot has a payer, a movement may have one, the bank has none. */
#define PAYEUR "CASE " KIND " WHEN 'produit' THEN " OF \
	" WHEN 'attente' THEN (SELECT payeur FROM virement WHERE id = " OF ")" \
	" ELSE (SELECT payeur FROM lot WHERE id = " OF ") END"

static const struct {
	const char *name, *sql;
} groupings[] = {{"payeur", PAYEUR}, {"mois", "substr(date_operation, 1, 7)"}};

/* Its sums; the first two are names. */
static const char *const sums[] = {"comptes", "debit_cents", "credit_cents", "solde_cents"};
#define SUMS (int)(sizeof(sums) / sizeof(*sums))

static const char *
grouping(const char *par)
{
	for (size_t i = 0; par && i < sizeof(groupings) / sizeof(*groupings); i++)
		if (!strcmp(groupings[i].name, par))
			return groupings[i].sql;
	if (par)
		die(EX_USAGE, "--par %s: payeur or mois", par);
	return "NULL";
}

static struct query *
rows_of(const struct request *request, struct db *db, char day[DAY_SIZE])
{
	struct query *rows;
	char sql[1024];

	snprintf(sql, sizeof(sql), "SELECT %s AS nom, %s AS par, count(DISTINCT compte), sum(max(cents, 0)),"
		" -sum(min(cents, 0)), sum(cents) FROM ecriture WHERE substr(compte, 1, length(?1)) = ?1"
		" AND date_operation <= ?2 GROUP BY nom, par ORDER BY nom, par", request->compte ? "compte" : KIND,
		grouping(request->par));
	rows = query_new(db, sql);
	day_format(options_day(request->au, "au", DAY_MAX), day);
	query_text(rows, 1, text_of(request->compte ? request->compte : ""));
	query_text(rows, 2, text_of(day));
	return rows;
}

static void
put_json(const struct request *request, const struct query *row)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	json_pair_text(&json, "compte", column_text(row, 0));
	if (request->par)
		json_pair_text(&json, request->par, column_text(row, 1));
	for (int i = 0; i < SUMS; i++)
		json_pair_int(&json, sums[i], column_int(row, 2 + i));
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

static void
put_sums(const int64_t values[SUMS])
{
	char euros[MONEY_SIZE];

	printf("%8" PRId64, values[0]);
	for (int i = 1; i < SUMS; i++)
		printf(" %15s", money_format(values[i], '.', euros));
	putchar('\n');
}

static void
put_row(const struct request *request, const struct query *row, int64_t total[SUMS])
{
	int64_t values[SUMS];

	put_text(column_text(row, 0), 20);
	if (request->par)
		put_text(column_text(row, 1), 16);
	for (int i = 0; i < SUMS; i++)
		total[i] += values[i] = column_int(row, 2 + i);
	put_sums(values);
}

static void
put_table(const struct request *request, struct query *rows)
{
	int64_t total[SUMS] = {0};

	put_text(TEXT("compte"), 20);
	if (request->par)
		put_text(text_of(request->par), 16);
	printf("%8s %15s %15s %15s\n", "comptes", "debit EUR", "credit EUR", "solde EUR");
	while (query_row(rows))
		put_row(request, rows, total);
	put_text(TEXT("total"), request->par ? 37 : 20);
	put_sums(total);
}

int
show_balance(const struct request *request)
{
	struct db *db = request_read(request);
	char day[DAY_SIZE];
	struct query *rows = rows_of(request, db, day);

	if (!request->options->json)
		put_table(request, rows);
	else
		while (query_row(rows))
			put_json(request, rows);
	query_free(rows);
	db_close(db);
	return put_end();
}
