#include "stages.h"

#include "drain.h"
#include "log.h"
#include "pipeline.h"
#include "spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- What they are */

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
	if (stage->argc == STAGE_ARGUMENTS)
		die(EX_CONFIG, "%s has more than %d arguments", stage->argv[0], STAGE_ARGUMENTS - 1);
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
stages_read(struct stages *stages, const char *config_dir, const char *name)
{
	struct pipeline pipeline;

	pipeline_open(&pipeline, config_dir, name);
	for (unsigned i = 0; i < pipeline.count; i++)
		add_stage(&stages->at[stages->count++], &pipeline.steps[i],
			i > 0 && i + 1 < pipeline.count);
	if (strcmp(stage_etape(&stages->at[stages->count - 1]), "emit") != 0)
		config_die(pipeline.stages, "a replay ends in pmi-emit");
	pipeline_close(&pipeline);
}

void
stages_free(struct stages *stages)
{
	for (unsigned i = 0; i < stages->count; i++)
		for (unsigned j = 0; j < stages->at[i].argc; j++)
			free(stages->at[i].argv[j]);
}

/* ---- The processes */

/* Returns what the next one reads. */
static int
start(struct stage *stage, int in, bool last, int output)
{
	int ends[2] = {-1, output};

	if (!last && pipe2(ends, O_CLOEXEC) < 0)
		die_errno(EX_OSERR, "cannot start %s", stage->argv[0]);
	if (stage->aside)
		fcntl(stage->aside, F_SETFD, 0); /* no other process has it: closed before the next one */
	stage->pid = spawn_beside(stage->argv, &(struct spawn){in, ends[1], -1});
	close(in);
	if (!last)
		close(ends[1]);
	if (stage->aside)
		close(stage->aside);
	stage->aside = 0;
	return ends[0];
}

void
stages_start(struct stages *stages, unsigned first, unsigned behind, int input, int output)
{
	for (unsigned i = first; i < behind; i++)
		input = start(&stages->at[i], input, i + 1 == behind, output);
}

static void
wait_for(struct stages *stages, struct stage *stage)
{
	while ((stage->code = spawn_wait(stage->pid)) < 0)
		for (unsigned i = 0; draining() && i < stages->count; i++)
			if (stages->at[i].pid)
				kill(stages->at[i].pid, SIGTERM);
	stage->pid = 0;
}

/* A cut stream (65) is its writer's doing, a reader that left (75) its reader's; anything else is the
 * cause of both. */
static const struct stage *
failed(const struct stages *stages, const bool *ran)
{
	const struct stage *cut = NULL, *left = NULL;

	for (unsigned i = 0; i < stages->count; i++) {
		const struct stage *stage = &stages->at[i];

		if (!ran[i] || !stage->code)
			continue;
		if (stage->code == EX_TEMPFAIL)
			left = stage;
		else if (stage->code == EX_DATAERR)
			cut = cut ? cut : stage;
		else
			return stage;
	}
	return cut ? cut : left;
}

const struct stage *
stages_wait(struct stages *stages)
{
	bool ran[STREAM_STAGES_MAX] = {false};

	for (unsigned i = 0; i < stages->count; i++) {
		ran[i] = stages->at[i].pid;
		if (ran[i])
			wait_for(stages, &stages->at[i]);
	}
	return failed(stages, ran);
}
