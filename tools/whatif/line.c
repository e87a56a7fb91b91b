#include "line.h"

#include "log.h"
#include "pipeline.h"
#include "spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
add(struct stage *stage, const char *bytes, size_t len)
{
	char *copy = strndup(bytes, len);

	if (!copy)
		out_of_memory();
	if (stage->argc == ARGUMENTS)
		die(EX_CONFIG, "%s has more than %d arguments", stage->argv[0], ARGUMENTS - 1);
	stage->argv[stage->argc++] = copy;
}

static void
add_option(struct stage *stage, const char *name, const char *value)
{
	if (!value)
		return;
	add(stage, name, strlen(name));
	add(stage, value, strlen(value));
}

static void
add_step(struct line *line, const struct step *step, const struct asked *asked, const char *book)
{
	struct stage *stage = &line->stages[line->count];
	bool first = !line->count++;

	add(stage, step->program.at, step->program.len);
	add_option(stage, "--config", book);
	add(stage, "--quiet", strlen("--quiet"));
	if (asked->options->json)
		add(stage, "--json", strlen("--json"));
	for (size_t i = 0; !first && i < step->arguments.count; i++) {
		struct text argument = step->arguments.at[i];

		if (memchr(argument.at, '{', argument.len))
			config_die(step->node, "argument \"%.*s\": pmi-whatif knows no value for it",
				TEXT_ARG(argument));
		add(stage, argument.at, argument.len);
	}
}

/* What the first stage of an ordinary source is told beside. */
static void
add_ingest(struct stage *stage, const struct asked *asked, const char *as_of)
{
	if (strcmp(stage->argv[0], "pmi-ingest") != 0)
		die(EX_CONFIG, "the pipeline begins with %s: pmi-ingest reads the acts", stage->argv[0]);
	add_option(stage, "--as-of", as_of);
	add_option(stage, "--mapping", asked->mapping);
	add_option(stage, "--format", asked->format);
}

static bool
is_of(const struct step *step, const char *etape)
{
	struct text name = {step->program.at + strlen("pmi-"), step->program.len - strlen("pmi-")};

	return text_is(name, etape);
}

static unsigned
first_step(const struct pipeline *pipeline, const char *etape)
{
	if (!*etape)
		return 0;
	for (unsigned i = 0; i + 1 < pipeline->count; i++)
		if (is_of(&pipeline->steps[i], etape))
			return i;
	die(EX_DATAERR, "these are refusals of pmi-%s, which is none of the stages that judge an act alone",
		etape);
}

void
line_plan(struct line *line, const struct asked *asked, const char *book, const char *as_of)
{
	struct pipeline pipeline;

	pipeline_open(&pipeline, asked->options->config, asked->pipeline);
	for (unsigned i = first_step(&pipeline, asked->etape); i + 1 < pipeline.count; i++)
		add_step(line, &pipeline.steps[i], asked, book);
	if (!*asked->etape)
		add_ingest(&line->stages[0], asked, as_of);
	pipeline_close(&pipeline);
}

void
line_check(struct line *line)
{
	for (unsigned i = 0; i < line->count; i++) {
		struct stage *stage = &line->stages[i];
		int code;

		add(stage, "--check", strlen("--check"));
		code = spawn_wait(spawn_beside(stage->argv, &(struct spawn){-1, -1, -1}));
		if (code)
			exit(code < 0 ? EX_TEMPFAIL : code); /* it said why */
		free(stage->argv[--stage->argc]);
		stage->argv[stage->argc] = NULL;
	}
}

int
line_start(struct line *line, int input)
{
	for (unsigned i = 0; i < line->count; i++) {
		struct stage *stage = &line->stages[i];
		int ends[2];

		if (pipe2(ends, O_CLOEXEC) < 0)
			die_errno(EX_OSERR, "cannot make a pipe");
		stage->pid = spawn_beside(stage->argv, &(struct spawn){input, ends[1], -1});
		close(input);
		close(ends[1]);
		input = ends[0];
	}
	return input;
}

/* A cut stream (65) is its writer's doing, a reader that left (75) its reader's; anything else is the
 * cause of both. */
static const struct stage *
failed(const struct line *line)
{
	const struct stage *cut = NULL, *left = NULL;

	for (unsigned i = 0; i < line->count; i++) {
		const struct stage *stage = &line->stages[i];

		if (stage->code == EX_TEMPFAIL)
			left = stage;
		else if (stage->code == EX_DATAERR)
			cut = cut ? cut : stage;
		else if (stage->code)
			return stage;
	}
	return cut ? cut : left;
}

const struct stage *
line_wait(struct line *line)
{
	for (unsigned i = 0; i < line->count; i++)
		while ((line->stages[i].code = spawn_wait(line->stages[i].pid)) < 0)
			;
	for (unsigned i = 0; i < line->count; i++)
		line->stages[i].pid = 0;
	return failed(line);
}

void
line_stop(struct line *line)
{
	for (unsigned i = 0; i < line->count; i++)
		if (line->stages[i].pid)
			kill(line->stages[i].pid, SIGKILL);
}
