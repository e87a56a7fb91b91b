/*
 * pmi-b2 - a B2 file: made of a lot, as a person reads it, and every control that it fails
 *
 *   reads    a file of norm B2 (b2.h), 128 characters a record; write: a lot (lot.h)
 *   writes   dump: a line a zone, persons hidden; check: a line a fault; zones: the table itself; write: a
 *            B2 file
 *   config   write, --check: b2.yaml
 */
#include "b2_tool.h"

#include "log.h"
#include "options.h"
#include "params.h"

#include <stdio.h>
#include <string.h>

static const char *identity, *all, *separator, *beside, *list;

static const struct option_spec specs[] = {
	{"show-identity", 0, NULL, "dump: persons in the clear", &identity},
	{"all", 'a', NULL, "dump: zones that are blank or zero too", &all},
	{"separator", 0, "NAME", "write: none, lf or crlf behind each record (none)", &separator},
	{"beside", 0, NULL, "write: in the directory of each LOT, as lot.b2", &beside},
	{"files-from", 0, "LIST", "write --beside: the LOTs, one a line; -: standard input", &list},
	{0},
};

static const struct usage usage = {
	.program = "pmi-b2",
	.synopsis = "write|check|dump|zones [OPTION]... [FILE]",
	.purpose = "Makes a B2 file of a lot, shows one zone by zone, or says each control that it fails.",
	.examples = "  pmi-b2 write -o lot.b2 lots/L000001-cpam-artois-b2-2026-01/lot.msgpack\n"
		    "  pmi-b2 write --beside lots/*-b2-*/lot.msgpack\n"
		    "  pmi-b2 check lot.b2\n"
		    "  pmi-b2 dump lot.b2 | less\n"
		    "  pmi-b2 zones | grep '^4 '\n",
	.options = specs,
	.operands = -1,
	.without = WITHOUT_INPUT | WITHOUT_PROGRESS | WITHOUT_STREAM,
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

static struct text
separator_of(const char *name)
{
	static const struct {
		const char *name, *bytes;
	} known[] = {{"none", ""}, {"lf", "\n"}, {"crlf", "\r\n"}};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (!strcmp(name ? name : "none", known[i].name))
			return text_of(known[i].bytes);
	die(EX_USAGE, "--separator %s: it is none, lf or crlf", name);
}

static int
write_lots(struct b2_tool *tool, const struct options *options)
{
	struct given lots;

	if (beside ? options->output_given : !options->output_given || !strcmp(options->output, "-"))
		die(EX_USAGE, "write: -o FILE is needed, or --beside: a B2 file holds identities, and appears whole or not "
			      "at all");
	given_open(&lots, options->operands + 1, options->count - 1, list);
	if (!beside && (lots.list || lots.count > 1))
		die(EX_USAGE, "several lots: each has its own directory (--beside)");
	tool->output = beside ? NULL : options->output;
	tool->config = options->config;
	tool->separator = separator_of(separator);
	return b2_write(tool, &lots);
}

static int
check_book(const struct options *options)
{
	struct b2_params params;

	b2_params_load(&params, options->config);
	return EX_OK;
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct b2_tool tool;
	int code;

	options_parse(&options, argc, argv, &usage);
	if (options.check)
		return check_book(&options);
	if (!options.count)
		die(EX_USAGE, "write, check, dump or zones? See pmi-b2 --help");
	if ((options.count > 2 || beside || list) && strcmp(options.operands[0], "write"))
		die(EX_USAGE, "%s: one file; several, --beside and --files-from are for write", options.operands[0]);
	tool = (struct b2_tool){.json = options.json, .identity = identity != NULL, .all = all != NULL};
	if (!strcmp(options.operands[0], "zones")) {
		code = b2_list_zones(&tool);
	} else if (!strcmp(options.operands[0], "write")) {
		code = write_lots(&tool, &options);
	} else if (!strcmp(options.operands[0], "dump")) {
		tool.file.in = input(&options);
		code = b2_dump(&tool);
	} else if (!strcmp(options.operands[0], "check")) {
		tool.file.in = input(&options);
		code = b2_say_faults(&tool);
	} else {
		die(EX_USAGE, "%s: it is write, check, dump or zones", options.operands[0]);
	}
	if (fflush(stdout) || ferror(stdout))
		die_errno(EX_IOERR, "standard output");
	return code;
}
