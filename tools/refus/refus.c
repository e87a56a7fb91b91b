/*
 * pmi-refus - what to do with refused acts: look, count, replay, give up
 *
 *   reads    DIR/envois/NNNN/refus, the ledger
 *   writes   lines on stdout; retry: an emission of pmi-emit a stage; drop: marks in the ledger
 *   config   motifs.yaml; pipelines/principal.yaml
 */
#include "refus.h"

#include "log.h"

#include <string.h>

static struct refus refus;

static const struct option_spec specs[] = {
	{"motif", 'm', "CODES", "only acts that have one of these motifs", &refus.selection.motif},
	{"stage", 's', "NAMES", "only refusals of these stages", &refus.selection.stage},
	{"site", 0, "KEYS", "only acts of these sites", &refus.selection.site},
	{"period", 'p', "PERIODS", "only care of these months (2026-03) or quarters (2026-T1)",
		&refus.selection.period},
	{"payer", 0, "KEYS", "only acts that were routed to these payers", &refus.selection.payer},
	{"status", 0, "STATUS", "only what is held, or rejected", &refus.selection.status},
	{"id", 0, "IDS", "only these records", &refus.selection.id},
	{"all", 'a', NULL, "also what was billed meanwhile, or dropped", &refus.all},
	{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &refus.ledger},
	{"lang", 0, "LANG", "show: sentences in fr or en (the locale's)", &refus.lang},
	{"identity", 0, NULL, "show: persons in the clear", &refus.identity},
	{"dry-run", 'n', NULL, "retry: say what would be done", &refus.dry_run},
	{"key-file", 0, "FILE", "retry: that of pmi-emit", &refus.key_file},
	{"pipeline", 0, "NAME", "retry: the stages and their order (principal)", &refus.pipeline},
	{"as-of", 0, "DATE", "drop: the day it is decided; retry: the day acts are judged at", &refus.as_of},
	{"reason", 0, "TEXT", "drop: why; names nobody", &refus.reason},
	{"all-open", 0, NULL, "drop: no selection, all that is open", &refus.all_open},
	{"undo", 0, NULL, "drop: take the marks off again", &refus.undo},
	{0},
};

static const struct usage usage = {
	.program = "pmi-refus",
	.synopsis = "ls|show|stats|retry|drop DIR [OPTION]...",
	.purpose = "Looks at the refused acts of a directory of pmi-emit, replays them, gives them up.\n"
		   "With --json, JSON on stdout. A list has commas between.",
	.examples = "  pmi-refus ls envoi --stage price --period 2026-T1\n"
		    "  pmi-refus show envoi --motif tarif-absent\n"
		    "  pmi-refus retry envoi --motif tarif-absent --dry-run\n"
		    "  pmi-refus retry envoi --stage price -o - | pmi-price | pmi-cat\n"
		    "  pmi-refus drop envoi --id 4f0c11ab2c3d-12 --as-of 2026-05-15 --reason 'paid twice'\n",
	.options = specs,
	.operands = 2,
	.without = WITHOUT_INPUT | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static const struct verb {
	const char *name;
	int (*run)(struct refus *refus);
	bool needs_book;
	const char *const options[8]; /* of its own; ended by NULL */
} verbs[] = {
	{"ls", list_refusals, false, {"all"}},
	{"show", show_refusals, true, {"all", "lang", "identity"}},
	{"stats", count_refusals, false, {"all"}},
	{"retry", retry_refusals, true, {"all", "dry-run", "key-file", "pipeline", "as-of"}},
	{"drop", drop_refusals, false, {"as-of", "reason", "all-open", "undo"}},
};
#define VERBS (sizeof(verbs) / sizeof(*verbs))

static bool
has_option(const struct verb *verb, const char *name)
{
	for (size_t i = 0; verb->options[i]; i++)
		if (!strcmp(verb->options[i], name))
			return true;
	return false;
}

/* An option that a verb would not look at is refused, not passed over. */
static void
check_options(const struct verb *verb, const struct options *options)
{
	for (const struct option_spec *spec = specs; spec->name; spec++) {
		bool of_some = false;

		for (size_t i = 0; i < VERBS; i++)
			of_some |= has_option(&verbs[i], spec->name);
		if (of_some && *spec->into && !has_option(verb, spec->name))
			die(EX_USAGE, "--%s is not for pmi-refus %s", spec->name, verb->name);
	}
	if (options->output_given && verb->run != retry_refusals)
		die(EX_USAGE, "--output is not for pmi-refus %s", verb->name);
}

/* A motif is never renamed: one that the book does not have is a slip. */
static void
check_motifs(const char *list)
{
	for (size_t len; list && *list; list += len + (list[len] == ',')) {
		struct text code = {list, len = strcspn(list, ",")};

		if (code.len && !motif_find(&refus.book.motifs, code))
			die(EX_USAGE, "--motif %.*s: motifs.yaml has no such motif", TEXT_ARG(code));
	}
}

int
main(int argc, char *argv[])
{
	struct options options;
	const struct verb *verb;
	int code;

	options_parse(&options, argc, argv, &usage);
	if (options.count != 2)
		die(EX_USAGE, "a verb and a directory: pmi-refus ls DIR (see pmi-refus --help)");
	verb = &verbs[options_verb(options.operands[0], verbs, sizeof(*verbs), VERBS)];
	check_options(verb, &options);
	refus.options = &options;
	refus.dir = options.operands[1];
	if (verb->needs_book || refus.selection.motif)
		rulebook_open(&refus.book, options.config, "refus");
	check_motifs(refus.selection.motif);
	code = verb->run(&refus);
	index_free(&refus.index);
	return code;
}
