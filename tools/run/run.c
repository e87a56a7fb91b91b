/*
 * run - start the processes of a pipeline over ZeroMQ, wait, and give the balance
 *
 *   reads    a pipeline (YAML)
 *   writes   nothing on stdout; what the stages say, progress and the balance on stderr
 *   config   config/pipelines/NAME.yaml
 */
#include "run.h"

#include "log.h"

#include <string.h>

static const char *transport;

static const struct option_spec specs[] = {
	{"transport", 't', "KIND", "ipc (ZeroMQ, the default) or stdio (pipes)", &transport},
	{0},
};

static const struct usage usage = {
	.program = "pmi-run",
	.synopsis = "[OPTION]... PIPELINE [NAME=VALUE]...",
	.purpose = "Run a pipeline: one process a stage, records over ZeroMQ.",
	.examples = "  pmi-run principal actes=actes.csv as_of=2026-03-31 sortie=out\n"
		    "  pmi-run --transport stdio ./mine.yaml actes=actes.csv sortie=out\n",
	.options = specs,
	.operands = -1,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

int
main(int argc, char *argv[])
{
	struct options options;
	static struct plan plan;

	options_parse(&options, argc, argv, &usage);
	if (!options.count)
		die(EX_USAGE, "which pipeline? (see pmi-run --help)");
	if (transport && strcmp(transport, "ipc") && strcmp(transport, "stdio"))
		die(EX_USAGE, "--transport %s: ipc or stdio", transport);
	plan.options = &options;
	plan.stdio = transport && !strcmp(transport, "stdio");
	plan_read(&plan, options.operands[0], options.operands + 1, options.count - 1);
	if (options.check)
		return EX_OK;
	supervise(&plan);
	return screen_balance(&plan);
}
