#include "config.h"
#include "line.h"
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pipeline {
	struct text name;
	const struct config_node *variables, *stages;
};

struct step {
	struct text program;
	struct config_list arguments;
};

static const struct config_key pipeline_keys[] = { /* as in tools/run/plan.c */
	{"nom", CONFIG_TEXT, offsetof(struct pipeline, name), false, 1, 64, NULL},
	{"variables", CONFIG_NODE, offsetof(struct pipeline, variables), .optional = true},
	{"etapes", CONFIG_NODE, offsetof(struct pipeline, stages), .min = 0},
	{0},
};

static const struct config_key step_keys[] = {
	{"programme", CONFIG_TEXT, offsetof(struct step, program), false, 5, 64, NULL},
	{"arguments", CONFIG_LIST, offsetof(struct step, arguments), .optional = true},
	{0},
};

static char *
copy(const char *bytes, size_t len)
{
	char *copied = strndup(bytes, len);

	if (!copied)
		die(EX_OSERR, "out of memory");
	return copied;
}

void
stage_add(struct stage *stage, const char *argument)
{
	if (stage->argc == LINE_ARGUMENTS)
		die(EX_CONFIG, "%s has more than %d arguments", stage->argv[0], LINE_ARGUMENTS - 1);
	stage->argv[stage->argc++] = copy(argument, strlen(argument));
}

const char *
stage_etape(const struct stage *stage)
{
	return stage->argv[0] + strlen("pmi-");
}

/* What the first and the last are given here depends on what is replayed. */
static void
read_step(struct stage *stage, const struct config_node *node, bool between)
{
	struct step step = {0};

	config_bind(node, step_keys, &step);
	if (!text_starts(step.program, "pmi-") || memchr(step.program.at, '/', step.program.len))
		config_die(node, "a program is one of pmi-*");
	stage->argv[stage->argc++] = copy(step.program.at, step.program.len);
	for (size_t i = 0; between && i < step.arguments.count; i++) {
		struct text argument = step.arguments.at[i];
		char *copied = copy(argument.at, argument.len);

		if (strchr(copied, '{'))
			config_die(node, "argument \"%s\": a replay knows no value for it", copied);
		stage_add(stage, copied);
		free(copied);
	}
}

void
line_read(struct line *line, const char *config_dir, const char *name)
{
	struct config *config;
	struct pipeline pipeline = {0};
	char *path;
	size_t count;

	if (asprintf(&path, "%s/pipelines/%s.yaml", config_dir, name) < 0)
		die(EX_OSERR, "out of memory");
	config = config_open(NULL, strchr(name, '/') ? name : path);
	config_bind(config_root(config), pipeline_keys, &pipeline);
	count = config_count(pipeline.stages);
	if (count < 2 || count > STREAM_STAGES_MAX)
		config_die(pipeline.stages, "a pipeline has 2 to %d stages", STREAM_STAGES_MAX);
	for (size_t i = 0; i < count; i++)
		read_step(&line->stages[line->count++], config_item(pipeline.stages, i),
			i > 0 && i + 1 < count);
	if (strcmp(stage_etape(&line->stages[count - 1]), "emit") != 0)
		config_die(pipeline.stages, "a replay ends in pmi-emit");
	config_close(config);
	free(path);
}
