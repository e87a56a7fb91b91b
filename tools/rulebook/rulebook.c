/*
 * rulebook - the rule book as a person works with it: checked, read, compared, kept, handed over in part
 *
 *   reads    the files of a book, and those of the store
 *   writes   pages and lists on stdout; keep: a copy of the book in the store
 */
#include "log.h"
#include "verbs.h"

#include <string.h>

static struct request request;

static const struct option_spec specs[] = {
	{"at", 0, "DATE", "show, extract, due: on this day", &request.at},
	{"as-of", 0, "DATE", "show: as far as was known on this one (all that is known)", &request.as_of},
	{"article", 'a', "ARTICLE", "show: only what this article is the ground of", &request.article},
	{"csv", 0, NULL, "extract: CSV on standard output", &request.csv},
	{"strict", 0, NULL, "lint: warnings and weak sources are errors", &request.strict},
	{0},
};

static const struct usage usage = {
	.program = "pmi-rulebook",
	.synopsis = "lint|show|diff|list|keep|extract|due [OPTION]... [BOOK_A BOOK_B | LIST]",
	.purpose = "Checks a rule book, shows it by article, compares two, keeps it beside others, extracts the lists\n"
		   "that are handed to the CPAM and the EPDEF, and tells which are due.\n"
		   "A book to compare is a directory, or a kept one by name or hash. With --json, JSON on stdout.",
	.examples = "  pmi-rulebook lint --strict\n"
		    "  pmi-rulebook show --at 2024-12-22 --article '2023-212 art. 9'\n"
		    "  pmi-rulebook diff 66b57956 config\n"
		    "  pmi-rulebook keep && pmi-rulebook list\n"
		    "  pmi-rulebook due --at 2026-01-02\n"
		    "  pmi-rulebook extract marche --at 2026-01-01 --csv >marche.csv\n",
	.options = specs,
	.operands = 3,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static const struct verb {
	const char *name;
	int (*run)(const struct request *request);
	int operands;
	const char *wanted; /* the names of its operands */
	const char *const options[4]; /* of its own */
} verbs[] = {
	{"lint", lint_book, 0, "", {"strict"}},
	{"show", show_book, 0, "", {"at", "as-of", "article"}},
	{"diff", diff_books, 2, "BOOK_A BOOK_B", {NULL}},
	{"list", list_books, 0, "", {NULL}},
	{"keep", keep_book, 0, "", {NULL}},
	{"extract", extract_list, 1, "LIST: sites, marche, laboratoires, medecins or traitements", {"at", "csv"}},
	{"due", list_due, 0, "", {"at"}},
};
#define VERBS (sizeof(verbs) / sizeof(*verbs))

/* An option that a verb would not look at is refused, not passed over. */
static void
check_options(const struct verb *verb)
{
	for (const struct option_spec *spec = specs; spec->name; spec++) {
		bool own = false;

		for (size_t i = 0; verb->options[i]; i++)
			own |= !strcmp(verb->options[i], spec->name);
		if (*spec->into && !own)
			die(EX_USAGE, "--%s is not for pmi-rulebook %s", spec->name, verb->name);
	}
}

int
main(int argc, char *argv[])
{
	struct options options;
	const struct verb *verb;

	options_parse(&options, argc, argv, &usage);
	if (options.check)
		return check_own(options.config);
	if (!options.count)
		die(EX_USAGE, "a verb: pmi-rulebook lint, show, diff, list, keep, extract or due (see --help)");
	verb = &verbs[options_verb(options.operands[0], verbs, sizeof(*verbs), VERBS)];
	check_options(verb);
	if (options.count - 1 != verb->operands)
		die(EX_USAGE, verb->operands ? "pmi-rulebook %s %s" : "pmi-rulebook %s%s takes no operand", verb->name,
			verb->wanted);
	request.options = &options;
	request.operands = (const char *const *)options.operands + 1;
	return verb->run(&request);
}
