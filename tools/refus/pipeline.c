#include "line.h"
#include "log.h"
#include "pipeline.h"

#include <stdlib.h>
#include <string.h>

static char *
copy(const char *bytes, size_t len)
{
	char *copied = strndup(bytes, len);

	if (!copied)
		out_of_memory();
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
add_stage(struct stage *stage, const struct step *step, bool between)
{
	stage->argv[stage->argc++] = copy(step->program.at, step->program.len);
	for (size_t i = 0; between && i < step->arguments.count; i++) {
		struct text argument = step->arguments.at[i];
		char *copied = copy(argument.at, argument.len);

		if (strchr(copied, '{'))
			config_die(step->node, "argument \"%s\": a replay knows no value for it", copied);
		stage_add(stage, copied);
		free(copied);
	}
}

void
line_read(struct line *line, const char *config_dir, const char *name)
{
	struct pipeline pipeline;

	pipeline_open(&pipeline, config_dir, name);
	for (unsigned i = 0; i < pipeline.count; i++)
		add_stage(&line->stages[line->count++], &pipeline.steps[i],
			i > 0 && i + 1 < pipeline.count);
	if (strcmp(stage_etape(&line->stages[line->count - 1]), "emit") != 0)
		config_die(pipeline.stages, "a replay ends in pmi-emit");
	pipeline_close(&pipeline);
}
