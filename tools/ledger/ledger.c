/*
 * pmi-ledger - the ledger as a person works with it: verified, read, decided, closed
 *
 *   reads    the ledger
 *   writes   lines on stdout; match, unmatch, close: the ledger; owed: a stream, a record a lot
 *   config   owed: delais.yaml caisses.yaml
 */
#include "log.h"
#include "verbs.h"

#include <string.h>

static struct request request;

static const struct option_spec specs[] = {
	{"directory", 'd', "DIR", "the directory of pmi-emit", &request.dir},
	{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &request.ledger},
	{"as-of", 0, "DATE", "match, unmatch, close, owed: the day it is done, or asked for", &request.as_of},
	{"compte", 0, "PREFIX", "balance: each account that begins so", &request.compte},
	{"au", 0, "DATE", "balance: as it was at the end of this day", &request.au},
	{"par", 0, "WHAT", "balance: by payeur or by mois", &request.par},
	{"cents", 0, "N", "match: so much of it (all that waits)", &request.cents},
	{"nobody", 0, NULL, "match: it is for no lot", &request.nobody},
	{"raison", 0, "TEXT", "match, unmatch: why; names nobody", &request.raison},
	{"late", 0, NULL, "close: with what was added to closed months", &request.late},
	{"payeur", 0, "KEY", "owed: by this payer", &request.payeur},
	{0},
};

static const struct usage usage = {
	.program = "pmi-ledger",
	.synopsis = "verify|balance|queue|match|unmatch|close|owed|export -d DIR [OPTION]... [ID]...",
	.purpose = "Verifies the ledger, reads its accounts, decides what a movement of the account is for,\n"
		   "closes a month. With --json, JSON on stdout.",
	.examples = "  pmi-ledger verify -d envoi\n"
		    "  pmi-ledger balance -d envoi --par payeur\n"
		    "  pmi-ledger queue -d envoi\n"
		    "  pmi-ledger match V000003 L000012 -d envoi --raison 'their letter' --as-of 2026-05-15\n"
		    "  pmi-ledger match V000004 --nobody -d envoi --raison 'a rent' --as-of 2026-05-15\n"
		    "  pmi-ledger unmatch V000003 -d envoi --raison 'another lot' --as-of 2026-05-16\n"
		    "  pmi-ledger close 2026-04 -d envoi --as-of 2026-05-20\n"
		    "  pmi-ledger owed -d envoi --as-of 2026-06-30 | pmi-cat\n"
		    "  pmi-ledger export -d envoi >ecritures.csv\n",
	.options = specs,
	.operands = 3,
	.without = WITHOUT_INPUT | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static const struct verb {
	const char *name;
	int (*run)(const struct request *request);
	int least, most; /* operands */
	const char *wanted;
	const char *const options[5]; /* of its own, ended by NULL; every one takes -d and --ledger */
} verbs[] = {
	{"verify", verify_ledger, 0, 0, "no operand", {NULL}},
	{"balance", show_balance, 0, 0, "no operand", {"compte", "au", "par"}},
	{"queue", show_queue, 0, 0, "no operand", {NULL}},
	{"match", match_movement, 1, 2, "V000003, and a lot, a return, a movement or --nobody", {"cents", "nobody", "raison", "as-of"}},
	{"unmatch", unmatch_movement, 1, 2, "V000003 and maybe a lot", {"raison", "as-of"}},
	{"close", close_month, 1, 1, "a month, AAAA-MM", {"as-of", "late"}},
	{"owed", send_owed, 0, 0, "no operand", {"as-of", "payeur"}},
	{"export", export_entries, 0, 0, "no operand", {NULL}},
};
#define VERBS (sizeof(verbs) / sizeof(*verbs))

/* An option that a verb would not look at is refused, not passed over. */
static void
check_options(const struct verb *verb, const struct options *options)
{
	for (const struct option_spec *spec = specs; spec->name; spec++) {
		bool own = spec->into == &request.dir || spec->into == &request.ledger;

		for (size_t i = 0; verb->options[i]; i++)
			own |= !strcmp(verb->options[i], spec->name);
		if (*spec->into && !own)
			die(EX_USAGE, "--%s is not for pmi-ledger %s", spec->name, verb->name);
	}
	if (options->output_given && verb->run != send_owed)
		die(EX_USAGE, "--output is not for pmi-ledger %s", verb->name);
	if (!request.dir == !request.ledger)
		die(EX_USAGE, "-d DIR is needed, or --ledger FILE");
}

int
main(int argc, char *argv[])
{
	struct options options;
	const struct verb *verb;

	options_parse(&options, argc, argv, &usage);
	if (!options.count)
		die(EX_USAGE, "a verb: pmi-ledger verify -d DIR (see pmi-ledger --help)");
	verb = &verbs[options_verb(options.operands[0], verbs, sizeof(*verbs), VERBS)];
	check_options(verb, &options);
	request.options = &options;
	request.operands = (const char *const *)options.operands + 1;
	request.count = options.count - 1;
	if (request.count < verb->least || request.count > verb->most)
		die(EX_USAGE, "pmi-ledger %s takes %s", verb->name, verb->wanted);
	return verb->run(&request);
}
