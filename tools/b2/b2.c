/*
 * pmi-b2 - a B2 file as a person reads it, and every control that it fails
 *
 *   reads    a file of norm B2 (b2.h), 128 characters a record
 *   writes   dump: a line a zone, persons hidden; check: a line a fault; zones: the table itself
 */
#include "b2_tool.h"

#include "log.h"
#include "options.h"

#include <stdio.h>
#include <string.h>

static const char *identity, *all;

static const struct option_spec specs[] = {
	{"show-identity", 0, NULL, "dump: persons in the clear", &identity},
	{"all", 'a', NULL, "dump: zones that are blank or zero too", &all},
	{0},
};

static const struct usage usage = {
	.program = "pmi-b2",
	.synopsis = "dump|check|zones [OPTION]... [FILE]",
	.purpose = "Shows a B2 file zone by zone, or says each control that it fails.",
	.examples = "  pmi-b2 check lot.b2\n"
		    "  pmi-b2 dump lot.b2 | less\n"
		    "  pmi-b2 zones | grep '^4 '\n",
	.options = specs,
	.operands = 2,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static FILE *
input(const struct options *options)
{
	const char *path = options->count > 1 ? options->operands[1] : "-";
	FILE *in = strcmp(path, "-") ? fopen(path, "re") : stdin;

	if (!in)
		die_errno(EX_NOINPUT, "%s", path);
	return in;
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct b2_tool tool;
	int code;

	options_parse(&options, argc, argv, &usage);
	if (!options.count)
		die(EX_USAGE, "dump, check or zones? See pmi-b2 --help");
	tool = (struct b2_tool){.json = options.json, .identity = identity != NULL, .all = all != NULL};
	if (!strcmp(options.operands[0], "zones")) {
		code = b2_list_zones(&tool);
	} else if (!strcmp(options.operands[0], "dump")) {
		tool.file.in = input(&options);
		code = b2_dump(&tool);
	} else if (!strcmp(options.operands[0], "check")) {
		tool.file.in = input(&options);
		code = b2_say_faults(&tool);
	} else {
		die(EX_USAGE, "%s: it is dump, check or zones", options.operands[0]);
	}
	if (fflush(stdout) || ferror(stdout))
		die_errno(EX_IOERR, "standard output");
	return code;
}
