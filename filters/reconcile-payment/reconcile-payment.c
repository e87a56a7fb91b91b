/*
 * pmi-reconcile-payment - what came back: which lots it pays, what is refused, what waits for a person
 *
 *   reads    files or records of what comes back (record.5: retour), the ledger
 *   writes   the ledger; DIR/rapprochements; each act of the lots concerned with paye_cents, etat, virement
 *   config   rapprochement.yaml delais.yaml conventions.yaml caisses.yaml
 */
#include "acts.h"
#include "balances.h"
#include "intake.h"
#include "log.h"
#include "match.h"
#include "rejets.h"
#include "report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KEY_FILE "pseudonyme.cle"

struct arguments {
	const char *dir, *ledger, *key, *as_of, *report, *assertions, *dry;
};

/* Where the report goes, and what cannot be taken; "": nowhere. */
struct places {
	char report[REPORT_PATH], refused[REPORT_PATH];
};

static void
find_places(struct places *places, const struct arguments *arg)
{
	*places = (struct places){0};
	if (!arg->dry) {
		int64_t number = report_number(arg->dir);

		report_path(places->report, arg->dir, number, ".json");
		report_path(places->refused, arg->dir, number, "-refus.msgpack");
	}
	if (arg->report && snprintf(places->report, sizeof(places->report), "%s", arg->report)
			>= (int)sizeof(places->report))
		die(EX_USAGE, "the path of the report is too long");
	if (arg->report && !access(arg->report, F_OK))
		die(EX_CANTCREAT, "%s: is there already, and no report is written over another one", arg->report);
}

/* The stream only tells what the ledger holds, and can be asked for again. */
static int
send_acts(struct run *run, const struct options *opt, const struct head *came)
{
	struct head head = {.source = came->source, .source_sha256 = came->source_sha256, .as_of = run->as_of};
	char id[RUN_SIZE];
	struct filter f;

	head.run = run_id(id, (struct text[]){came->run, text_of(run->book_hash), text_of(run->jour)}, 3);
	filter_open_source(&f, opt, &head);
	acts_write(&f, run);
	return filter_close(&f);
}

/* All that was read is in, and nothing is committed. */
static void
settle(struct run *run, struct effects *effects, const struct arguments *arg, const struct places *places)
{
	db_exec(run->db, "INSERT OR IGNORE INTO touche SELECT lot FROM affectation WHERE virement IN"
		" (SELECT virement FROM vu)");
	match_all(run, effects);
	balances_check(run);
	if (arg->assertions)
		assertions_check(run, arg->assertions);
	if (!arg->dry)
		rejets_write(run);
	if (*places->report)
		report_save(run, places->report);
}

/* Returns the exit code. The report is saved before the effects are, and tells of them whether they are or not. */
static int
reconcile(struct run *run, struct ledger *ledger, struct filter *in, const struct options *opt,
	const struct arguments *arg)
{
	struct refused *refused;
	struct effects *effects;
	struct places places;
	int code;

	find_places(&places, arg);
	ledger_begin(ledger);
	run_prepare(run);
	effects = effects_new(run);
	refused = refused_new(&in->head, *places.refused ? places.refused : NULL);
	intake_take(run, in, effects, refused);
	code = filter_code(in);
	if (code == EX_OK)
		settle(run, effects, arg, &places);
	refused_close(refused, code == EX_OK);
	effects_free(effects);
	if (code)
		return code;
	if (!arg->dry)
		ledger_commit(ledger);
	report_say(run, arg->dry);
	return send_acts(run, opt, &in->head);
}

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
		WITHOUT_PROGRESS | WITHOUT_CAPTURE | WITHOUT_EXPLAIN};
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
