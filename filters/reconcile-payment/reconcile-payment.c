/*
 * pmi-reconcile-payment - which lots a bank statement pays
 *
 *   reads    a CFONB 120 statement, the ledger
 *   writes   the ledger; each act of the lots concerned with paye_cents, etat, virement
 *   config   rapprochement.yaml delais.yaml conventions.yaml caisses.yaml
 */
#include "acts.h"
#include "log.h"
#include "money.h"
#include "statement.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

struct arguments {
	const char *dir, *ledger, *as_of;
};

static void
print_counts(const struct statement_counts *c)
{
	char euros[MONEY_SIZE];

	if (c->elsewhere)
		warn("%" PRId64 " movements of other accounts or currencies: read past", c->elsewhere);
	if (c->notable)
		warn("%" PRId64 " debits name a payer or a lot: nothing is taken back from a lot by "
		     "itself, look at them", c->notable);
	if (log_quiet())
		return;
	if (log_json())
		fprintf(stderr, "{\"programme\":\"pmi-reconcile-payment\",\"evenement\":\"releve\","
			"\"credits\":%" PRId64 ",\"credits_cents\":%" PRId64 ",\"matched\":%" PRId64
			",\"unmatched\":%" PRId64 ",\"known\":%" PRId64 "}\n", c->credits,
			c->credits_cents, c->matched, c->unmatched, c->known);
	else
		fprintf(stderr, "pmi-reconcile-payment: %" PRId64 " new credits (%s euros), %" PRId64
			" matched, %" PRId64 " not; %" PRId64 " known already\n", c->credits,
			money_format(c->credits_cents, '.', euros), c->matched, c->unmatched, c->known);
}

static void
record_effects(struct ledger *ledger, struct statement *statement, const struct params *params,
	const struct rulebook *book, day_t as_of)
{
	struct effects *effects;

	ledger_begin(ledger);
	effects = effects_new(ledger->db, params);
	statement_read(statement, effects);
	effects_finish(effects, statement->source, statement->sha256, as_of, book->hash);
	print_counts(effects_counts(effects));
	effects_free(effects);
	ledger_commit(ledger);
}

/* After the commit: the stream only tells what the ledger holds, and can be asked for again. */
static int
send_acts(struct ledger *ledger, const struct statement *statement, const struct params *params,
	const struct options *opt, const struct rulebook *book, day_t as_of)
{
	struct head head = {.source = statement->source, .source_sha256 = text_of(statement->sha256),
		.as_of = as_of};
	char run[RUN_SIZE], day[DAY_SIZE];
	struct filter f;

	head.run = run_id(run, (struct text[]){head.source_sha256, text_of(book->hash),
		text_of(day_format(as_of, day))}, 3);
	filter_open_source(&f, opt, &head);
	acts_write(&f, ledger->db, params, as_of);
	return filter_close(&f);
}

static int
run(const struct options *opt, const struct arguments *arg, const struct params *params)
{
	char name[LEDGER_PATH_SIZE];
	day_t as_of = options_day(arg->as_of, "as-of", DAY_NONE);
	struct statement statement = {.path = opt->input};
	struct rulebook book;
	struct ledger ledger;
	int code;

	if (access(ledger_path(name, arg->dir, arg->ledger), R_OK))
		die_errno(EX_NOINPUT, "%s", name);
	rulebook_open(&book, opt->config, "reconcile-payment");
	ledger_open(&ledger, name);
	record_effects(&ledger, &statement, params, &book, as_of);
	code = send_acts(&ledger, &statement, params, opt, &book, as_of);
	ledger_close(&ledger);
	return code;
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "the directory of pmi-emit", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"as-of", 0, "DATE", "the day at which payments are overdue or not", &arg.as_of},
		{0},
	};
	const struct usage usage = {"pmi-reconcile-payment",
		"-d DIR --as-of DATE [OPTION]... [STATEMENT]",
		"Reads a CFONB 120 statement and says which lots it pays.",
		"  pmi-reconcile-payment -d envoi --as-of 2026-06-30 releve.txt | pmi-cat\n", specs, 1,
		WITHOUT_PROGRESS | WITHOUT_CAPTURE | WITHOUT_EXPLAIN};
	struct options opt;
	struct params params;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (opt.check)
		return filter_check(&opt);
	if (!arg.as_of || !(arg.dir || arg.ledger))
		die(EX_USAGE, "-d DIR and --as-of DATE are needed");
	return run(&opt, &arg, &params);
}
