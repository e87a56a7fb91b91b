/*
 * run - start the processes of a pipeline over ZeroMQ, keep them running, and give the balance
 *
 *   reads    a pipeline (YAML)
 *   writes   nothing on stdout; what the stages say, progress and the balance on stderr
 *   config   config/pipelines/NAME.yaml
 */
#include "run.h"

#include "log.h"

#include <string.h>

#define STALL_S_MAX 86400

static const char *transport, *capture, *explain, *workers, *stall = "30", *poison_max = "10";

static const struct option_spec specs[] = {
	{"transport", 't', "KIND", "ipc (ZeroMQ, the default) or stdio (pipes)", &transport},
	{"capture", 0, "DIR", "keep what each stage takes, in DIR/STAGE.msgpack", &capture},
	{"explain", 0, "DIR", "which rules looked at each act, in DIR/STAGE.jsonl", &explain},
	{"workers", 0, "STAGE=N,...", "so many processes share the work of a stage", &workers},
	{"stall", 0, "SECONDS", "kill a stage that stays at one record (30)", &stall},
	{"poison-max", 0, "N", "records set aside before giving up (10)", &poison_max},
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

static int64_t
number(const char *name, const char *value, int64_t min, int64_t max)
{
	int64_t n;

	if (!text_to_int(text_of(value), min, max, &n))
		die(EX_USAGE, "--%s %s: a number from %lld to %lld", name, value, (long long)min,
			(long long)max);
	return n;
}

static struct asked
asked(void)
{
	if (transport && strcmp(transport, "ipc") && strcmp(transport, "stdio"))
		die(EX_USAGE, "--transport %s: ipc or stdio", transport);
	return (struct asked){
		.stdio = transport && !strcmp(transport, "stdio"),
		.capture = capture,
		.explain = explain,
		.workers = workers,
		.stall_ms = 1000 * number("stall", stall, 1, STALL_S_MAX),
		.poison_max = (unsigned)number("poison-max", poison_max, 0, CRUMB_POISONS),
	};
}

int
main(int argc, char *argv[])
{
	struct options options;
	static struct plan plan;

	options_parse(&options, argc, argv, &usage);
	if (!options.count)
		die(EX_USAGE, "which pipeline? (see pmi-run --help)");
	plan.options = &options;
	plan.asked = asked();
	plan_read(&plan, options.operands[0], options.operands + 1, options.count - 1);
	if (options.check)
		return EX_OK;
	supervise(&plan);
	return balance(&plan);
}
