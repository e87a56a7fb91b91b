/*
 * request - what is asked, and of which ledger
 */
#include "log.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

#define ENTRIES_SINCE 5 /* version of the ledger */

struct db *
request_read(const struct request *request)
{
	static char path[LEDGER_PATH_SIZE]; /* outlives the ledger */
	struct db *db = ledger_read(ledger_path(path, request->dir, request->ledger));
	int64_t version = ledger_version(db);

	if (version < ENTRIES_SINCE) {
		db_close(db);
		die(EX_DATAERR, "%s: a ledger of version %lld, without entries: the next program that writes to it"
			" makes them", path, (long long)version);
	}
	db_exec(db, "BEGIN");
	return db;
}

void
request_write(const struct request *request, struct ledger *ledger)
{
	static char path[LEDGER_PATH_SIZE]; /* outlives the ledger */

	db_close(ledger_read(ledger_path(path, request->dir, request->ledger)));
	ledger_open(ledger, path);
	ledger_begin(ledger);
}

void
request_day(const struct request *request, char day[DAY_SIZE])
{
	if (!request->as_of)
		die(EX_USAGE, "--as-of DATE is needed");
	day_format(options_day(request->as_of, "as-of", DAY_NONE), day);
}

int64_t
request_id(const char *id, char prefix)
{
	int64_t number;
	char again[LEDGER_ID_SIZE];

	if (*id != prefix || !text_to_int(text_of(id + 1), 1, INT64_MAX, &number)
		|| !text_is(text_of(id), ledger_id(again, prefix, number)))
		die(EX_USAGE, "%s: an id is expected: %s", id, ledger_id(again, prefix, 1));
	return number;
}

void
check_open(struct db *db, const char *day)
{
	struct query *closed = query_new(db, "SELECT max(mois) FROM cloture");
	char mois[8] = "";

	if (query_row(closed))
		snprintf(mois, sizeof(mois), "%.*s", TEXT_ARG(column_text(closed, 0)));
	query_free(closed);
	if (strncmp(day, mois, 7) <= 0 && *mois)
		die(EX_DATAERR, "--as-of %s: its month is closed, with all up to %s", day, mois);
}
