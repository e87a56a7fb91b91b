#include "reconcile.h"

#include "acts.h"
#include "balances.h"
#include "barred.h"
#include "intake.h"
#include "log.h"
#include "match.h"
#include "rejected.h"
#include "report.h"

#include <stdio.h>
#include <unistd.h>

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
	barred_find(run);
	balances_check(run);
	if (arg->assertions)
		assertions_check(run, arg->assertions);
	if (!arg->dry)
		rejected_write(run);
	if (*places->report)
		report_save(run, places->report);
}

int
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
	if (code) {
		log_error(code, "nothing of it is in the ledger: mend what is wrong and run the same again");
		return code;
	}
	if (!arg->dry)
		ledger_commit(ledger);
	report_say(run, arg->dry);
	return send_acts(run, opt, &in->head);
}
