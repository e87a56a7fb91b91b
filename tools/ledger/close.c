/*
 * close - pmi-ledger close: a month, and all before it, as they are now
 */
#include "checks.h"
#include "log.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

struct closing {
	char mois[8], as_of[DAY_SIZE];
};

static void
read_closing(const struct request *request, struct closing *closing)
{
	const char *mois = request->operands[0];
	char first[DAY_SIZE];

	if (strlen(mois) != 7 || (snprintf(first, sizeof(first), "%s-01", mois), day_parse(text_of(first))) == DAY_NONE)
		die(EX_USAGE, "%s: a month is expected, AAAA-MM", mois);
	request_day(request, closing->as_of);
	memcpy(closing->mois, mois, sizeof(closing->mois));
	if (day_parse(text_of(closing->as_of)) < day_add_months(day_parse(text_of(first)), 1))
		die(EX_DATAERR, "%s is not over on %s", mois, closing->as_of);
}

static void
say_finding(void *arg, const char *controle, struct text ou, const char *says)
{
	(void)arg;
	warn("%s: %.*s: %s", controle, TEXT_ARG(ou), says);
}

static void
check_not_closed(struct db *db, const struct closing *closing)
{
	struct query *closed = query_new(db, "SELECT mois, as_of FROM cloture WHERE mois >= ?1");
	struct closing last = {0};

	query_text(closed, 1, text_of(closing->mois));
	if (query_row(closed)) {
		snprintf(last.mois, sizeof(last.mois), "%.*s", TEXT_ARG(column_text(closed, 0)));
		snprintf(last.as_of, sizeof(last.as_of), "%.*s", TEXT_ARG(column_text(closed, 1)));
	}
	query_free(closed);
	if (*last.mois)
		die(EX_DATAERR, "%s is closed: %s was, on %s, and all before it", closing->mois, last.mois, last.as_of);
}

static void
check_books(const struct request *request, struct db *db)
{
	int64_t late;

	if (checks_run(db, say_finding, NULL))
		die(EX_DATAERR, "the ledger does not agree with itself: no month is closed");
	late = checks_late(db, say_finding, NULL);
	if (late && !request->late)
		die(EX_DATAERR, "%lld entries were added to closed months: look at them, then close with --late",
			(long long)late);
}

static void
write_closing(struct db *db, const struct closing *closing)
{
	struct query *add = query_new(db, "INSERT INTO cloture SELECT ?1, ?2, coalesce(max(numero), 0),"
		" coalesce((SELECT empreinte FROM ecriture ORDER BY numero DESC LIMIT 1), printf('%064d', 0))"
		" FROM ecriture");

	query_text(add, 1, text_of(closing->mois));
	query_text(add, 2, text_of(closing->as_of));
	query_run(add);
	query_free(add);
}

static void
say(const struct request *request, struct db *db)
{
	struct query *last = query_new(db, "SELECT mois, ecriture, empreinte FROM cloture ORDER BY mois DESC LIMIT 1");
	struct buffer line = {0};
	struct json json = {.out = &line};

	query_row(last);
	if (!request->options->json)
		printf("%.*s is closed: %lld entries, seal %.*s\n", TEXT_ARG(column_text(last, 0)),
			(long long)column_int(last, 1), TEXT_ARG(column_text(last, 2)));
	else {
		json_open(&json, '{');
		json_pair_text(&json, "mois", column_text(last, 0));
		json_pair_int(&json, "ecriture", column_int(last, 1));
		json_pair_text(&json, "empreinte", column_text(last, 2));
		json_close(&json, '}');
		put_line(&line);
	}
	buffer_free(&line);
	query_free(last);
}

int
close_month(const struct request *request)
{
	struct closing closing;
	struct ledger ledger;

	read_closing(request, &closing);
	request_write(request, &ledger);
	check_not_closed(ledger.db, &closing);
	check_books(request, ledger.db);
	write_closing(ledger.db, &closing);
	ledger_commit(&ledger);
	say(request, ledger.db);
	ledger_close(&ledger);
	return put_end();
}
