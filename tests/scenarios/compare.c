/*
 * compare - does the ledger hold what the events add up to, and does pmi-ledger agree with it?
 */
#include "scenarios.h"

#include "../../tools/ledger/checks.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct account {
	char name[48];
	int64_t cents;
};
#define ACCOUNTS_MAX (3 * LOTS_MAX + MOVES_MAX + PAYERS + 1)

static char found[256];

__attribute__((format(printf, 1, 2))) static void
differ(const char *format, ...)
{
	va_list args;

	if (*found)
		return;
	va_start(args, format);
	vsnprintf(found, sizeof(found), format, args);
	va_end(args);
}

static void
expect(struct account *accounts, int *count, int64_t cents, const char *kind, const char *name, int number)
{
	struct account *a = &accounts[*count];

	if (!cents)
		return;
	a->cents = cents;
	if (number)
		snprintf(a->name, sizeof(a->name), "%s:%s%06d", kind, name, number);
	else
		snprintf(a->name, sizeof(a->name), "%s%s%s", kind, *name ? ":" : "", name);
	++*count;
}

static int
expected(const struct history *h, const struct recount *r, struct account *accounts)
{
	int count = 0;

	expect(accounts, &count, r->banque, "banque", "", 0);
	for (int i = 0; i < PAYERS; i++)
		expect(accounts, &count, r->produit[i], "produit", payer_name(i), 0);
	for (int i = 1; i <= h->lots; i++) {
		int64_t reste = r->lots[i].amo - r->lots[i].rejete - r->lots[i].annule - r->lots[i].paye;

		expect(accounts, &count, reste, reste > 0 ? "creance" : "indu", "L", i);
		expect(accounts, &count, r->lots[i].rejete, "rejet", "L", i);
	}
	for (int i = 1; i <= h->moves; i++)
		if (r->moves[i].counts)
			expect(accounts, &count, r->moves[i].affecte - r->moves[i].cents, "attente", "V", i);
	return count;
}

static int64_t
cents_of(const struct account *accounts, int count, struct text name)
{
	for (int i = 0; i < count; i++)
		if (text_is(name, accounts[i].name))
			return accounts[i].cents;
	return 0;
}

static void
compare_accounts(struct db *db, const struct history *h, const struct recount *r)
{
	struct account accounts[ACCOUNTS_MAX];
	int count = expected(h, r, accounts), seen = 0;
	struct query *rows = query_new(db, "SELECT compte, sum(cents) FROM ecriture GROUP BY compte HAVING sum(cents) <> 0");

	for (; query_row(rows); seen++) {
		int64_t cents = cents_of(accounts, count, column_text(rows, 0));

		if (cents != column_int(rows, 1))
			differ("%.*s holds %" PRId64 ", the recount %" PRId64, TEXT_ARG(column_text(rows, 0)),
				column_int(rows, 1), cents);
	}
	if (seen != count)
		differ("%d accounts hold something, in the recount %d", seen, count);
	query_free(rows);
}

static void
compare_lots(struct db *db, const struct history *h, const struct recount *r)
{
	struct query *rows = query_new(db, "SELECT numero, amo_cents, rejete_cents, annule_cents, paye_cents FROM lot");
	int seen = 0;

	for (; query_row(rows); seen++) {
		int64_t numero = column_int(rows, 0);
		const int64_t amounts[] = {r->lots[numero].amo, r->lots[numero].rejete, r->lots[numero].annule,
			r->lots[numero].paye};

		for (int i = 0; i < 4; i++)
			if (amounts[i] != column_int(rows, 1 + i))
				differ("lot %" PRId64 ": %" PRId64 " of amo, rejete, annule, paye (%d), the recount %"
					PRId64, numero, column_int(rows, 1 + i), i, amounts[i]);
	}
	if (seen != h->lots)
		differ("%d lots, of %d", seen, h->lots);
	query_free(rows);
}

/* Who waits for a person, as pmi-ledger queue asks it. */
static void
compare_queue(struct db *db, const struct history *h, const struct recount *r)
{
	bool waits[MOVES_MAX + 1] = {false};
	struct query *rows = query_new(db, queue_movements);

	while (query_row(rows))
		waits[column_int(rows, 7)] = true;
	query_free(rows);
	for (int i = 1; i <= h->moves; i++)
		if (waits[i] != (r->moves[i].counts && r->moves[i].cents != r->moves[i].affecte && !r->moves[i].nobody))
			differ("V%06d %s", i, waits[i] ? "waits, and should not" : "should wait, and does not");
}

static void
note(void *arg, const char *controle, struct text ou, const char *says)
{
	(void)arg;
	differ("verify: %s: %.*s: %s", controle, TEXT_ARG(ou), says);
}

const char *
compare(struct db *db, const struct history *h, const struct recount *r, bool *verify)
{
	*found = '\0';
	compare_accounts(db, h, r);
	compare_lots(db, h, r);
	compare_queue(db, h, r);
	*verify = !checks_run(db, note, NULL);
	return found;
}
