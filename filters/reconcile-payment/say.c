#include "report.h"

#include "log.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>

static void
say_json(const struct counts *c, int64_t waiting)
{
	fprintf(stderr, "{\"programme\":\"pmi-reconcile-payment\",\"evenement\":\"releve\",\"credits\":%" PRId64
		",\"credits_cents\":%" PRId64 ",\"debits\":%" PRId64 ",\"debits_cents\":%" PRId64
		",\"known\":%" PRId64 ",\"invoices\":%" PRId64 ",\"rejects\":%" PRId64 ",\"waiting\":%" PRId64 "}\n",
		c->credits, c->credits_cents, c->debits, c->debits_cents, c->known, c->factures, c->rejets, waiting);
}

/* By reason, what this run read. */
static void
say_reasons(struct run *run)
{
	struct query *query = query_new(run->db, "SELECT raison, count(*), sum(cents), meme IS NULL"
		" AND affecte_cents = cents FROM vu JOIN virement AS v ON v.numero = vu.virement"
		" GROUP BY 1, 4 ORDER BY 4 DESC, 1");
	char euros[MONEY_SIZE];

	while (query_row(query))
		fprintf(stderr, "  %-28.*s %6" PRId64 " %15s%s\n", TEXT_ARG(column_text(query, 0)),
			column_int(query, 1), money_format(column_int(query, 2), '.', euros),
			column_int(query, 3) ? "" : " waits, or counts elsewhere");
	query_free(query);
}

static void
say_warnings(struct run *run)
{
	const struct counts *c = &run->counts;
	int64_t barred = db_number(run->db, "SELECT count(*) FROM forclos", 0);

	if (barred)
		warn("%" PRId64 " acts that nobody paid are barred, or nearly: claim them again now", barred);
	if (c->elsewhere)
		warn("%" PRId64 " movements or statements of other accounts: read past", c->elsewhere);
	if (c->acts)
		warn("%" PRId64 " records are no return: read past", c->acts);
	if (c->incertains)
		warn("%" PRId64 " movements may be the same money as others: they count nothing until a person "
			"decides", c->incertains);
	if (c->inconnues)
		warn("%" PRId64 " invoices of returns are none of ours", c->inconnues);
	if (c->doubles)
		warn("%" PRId64 " invoices are told to be paid a second time: that is entered where the money came "
			"in twice", c->doubles);
	if (c->gaps)
		warn("%" PRId64 " statements do not begin with the balance of one before: is one missing?", c->gaps);
}

void
report_say(struct run *run, bool dry)
{
	const struct counts *c = &run->counts;
	int64_t waiting = db_number(run->db, "SELECT count(*) FROM virement INDEXED BY virement_ouvert"
		" WHERE affecte_cents <> cents AND meme IS NULL", 0);
	char in[MONEY_SIZE], out[MONEY_SIZE];

	say_warnings(run);
	if (log_quiet())
		return;
	if (log_json()) {
		say_json(c, waiting);
		return;
	}
	fprintf(stderr, "pmi-reconcile-payment: %s%" PRId64 " new credits (%s euros), %" PRId64 " debits (%s), %"
		PRId64 " invoices, %" PRId64 " rejected; %" PRId64 " known already; %" PRId64 " movements wait\n",
		dry ? "(nothing is written) " : "", c->credits, money_format(c->credits_cents, '.', in), c->debits,
		money_format(c->debits_cents, '.', out), c->factures, c->rejets, c->known, waiting);
	say_reasons(run);
}
