/*
 * pmi-reconcile-payment - what came back: which lots it pays, what is refused, what waits for a person
 *
 *   reads    files or records of what comes back (record.5: retour), the ledger
 *   writes   the ledger; DIR/rapprochements; each act of the lots concerned with paye_cents, etat, virement
 *   config   rapprochement.yaml delais.yaml conventions.yaml caisses.yaml rejets.yaml
 */
#include "intake.h"
#include "log.h"
#include "reconcile.h"
#include "report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KEY_FILE "pseudonyme.cle"

static int
run(struct options *opt, const struct arguments *arg, const struct params *params)
{
	char name[LEDGER_PATH_SIZE], key_name[LEDGER_PATH_SIZE];
	struct run run = {.params = params, .dir = arg->dir, .as_of = options_day(arg->as_of, "as-of", DAY_NONE)};
	struct pseudonym_key key;
	struct ledger ledger;
	struct filter in;
	int pid, code, said;

	if (access(ledger_path(name, arg->dir, arg->ledger), R_OK))
		die_errno(EX_NOINPUT, "%s", name);
	snprintf(key_name, sizeof(key_name), "%s/" KEY_FILE, arg->dir);
	ledger_open(&ledger, name);
	pseudonym_key_load(&key, arg->key ? arg->key : key_name);
	pid = intake_start(opt, arg->as_of);
	filter_open_sink(&in, opt);
	run.db = ledger.db;
	run.key = &key;
	run.book_hash = in.book.hash;
	run.motifs = &in.book.motifs;
	run.source_sha256 = in.head.source_sha256;
	code = reconcile(&run, &ledger, &in, opt, arg);
	said = intake_wait(pid);
	if (code && said)
		code = said; /* it said what is wrong with the file */
	said = filter_close(&in);
	pseudonym_key_forget(&key);
	ledger_close(&ledger);
	if (!code && run.counts.refused)
		log_error(code = EX_DATAERR, "%lld records could not be taken: %s; all others were",
			(long long)run.counts.refused, arg->dry ? "they are held or refused" : "they are kept beside "
			"the report");
	return code ? code : said;
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "the directory of pmi-emit", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"key-file", 0, "FILE", "the key of the ledger (DIR/" KEY_FILE ")", &arg.key},
		{"as-of", 0, "DATE", "the day at which payments are overdue or not", &arg.as_of},
		{"dry-run", 0, NULL, "the same report, and nothing is written", &arg.dry},
		{"report", 0, "FILE", "where the report goes (DIR/" REPORT_DIR "/NNNN.json)", &arg.report},
		{"assert", 0, "FILE", "balances that must hold, or nothing is written", &arg.assertions},
		{0},
	};
	const struct usage usage = {"pmi-reconcile-payment",
		"-d DIR --as-of DATE [OPTION]... [FILE]...",
		"Takes what came back into the ledger: which lots are paid, what is refused, what waits.",
		"  pmi-reconcile-payment -d envoi --as-of 2026-06-30 releve.txt retour.noemie | pmi-cat\n"
		"  pmi-reconcile-payment -d envoi --as-of 2026-06-30 --dry-run releve.txt > /dev/null\n", specs, -1,
		WITHOUT_CAPTURE | WITHOUT_EXPLAIN};
	struct options opt;
	struct params params;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (opt.check)
		return filter_check(&opt);
	if (!arg.as_of || !arg.dir)
		die(EX_USAGE, "-d DIR and --as-of DATE are needed");
	if (opt.count && strcmp(opt.input, "-"))
		die(EX_USAGE, "-i %s and files: one of them", opt.input);
	return run(&opt, &arg, &params);
}
