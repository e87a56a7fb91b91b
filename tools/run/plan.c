#include "config.h"
#include "log.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_ROOM 4096
#define WORKERS_MAX 16 /* CRUMB_SLOTS */

struct pipeline {
	struct text name, state;
	const struct config_node *variables, *stages;
};

struct step {
	struct text program;
	struct config_list arguments, again;
	int64_t workers;
};

static const struct config_key pipeline_keys[] = {
	{"nom", CONFIG_TEXT, offsetof(struct pipeline, name), false, 1, 64, NULL},
	{"variables", CONFIG_NODE, offsetof(struct pipeline, variables), .optional = true},
	{"etat", CONFIG_TEXT, offsetof(struct pipeline, state), true, 1, 4096, NULL},
	{"etapes", CONFIG_NODE, offsetof(struct pipeline, stages), .min = 0},
	{0},
};

static const struct config_key step_keys[] = {
	{"programme", CONFIG_TEXT, offsetof(struct step, program), false, 5, 64, NULL},
	{"arguments", CONFIG_LIST, offsetof(struct step, arguments), .optional = true},
	{"reprise", CONFIG_LIST, offsetof(struct step, again), .optional = true},
	{"ouvriers", CONFIG_INT, offsetof(struct step, workers), true, 1, WORKERS_MAX, NULL},
	{0},
};

struct filling {
	const struct config_node *variables; /* NULL: none */
	char **assignments;
	int count;
};

static bool
is_variable(const struct filling *f, struct text name)
{
	for (size_t i = 0; f->variables && i < config_pairs(f->variables); i++)
		if (text_equal(config_pair_key(f->variables, i), name))
			return true;
	return false;
}

static void
check_assignments(const struct filling *f)
{
	for (int i = 0; i < f->count; i++) {
		const char *equal = strchr(f->assignments[i], '=');

		if (!equal)
			die(EX_USAGE, "%s: what a variable is comes as NAME=VALUE", f->assignments[i]);
		if (!is_variable(f, (struct text){f->assignments[i], (size_t)(equal - f->assignments[i])}))
			die(EX_USAGE, "%.*s: the pipeline has no such variable",
				(int)(equal - f->assignments[i]), f->assignments[i]);
	}
}

static void
add_argument(struct stage *stage, struct text prefix, struct text value)
{
	char *argument = malloc(prefix.len + value.len + 1);

	if (stage->argument_count == ARGUMENTS_MAX)
		die(EX_CONFIG, "%.*s has more than %d arguments", TEXT_ARG(stage->program), ARGUMENTS_MAX);
	if (!argument)
		die(EX_OSERR, "out of memory");
	if (prefix.len)
		memcpy(argument, prefix.at, prefix.len);
	if (value.len)
		memcpy(argument + prefix.len, value.at, value.len);
	argument[prefix.len + value.len] = '\0';
	stage->arguments[stage->argument_count++] = argument;
}

/* Every value given for the variable; the default of the pipeline when none is. */
static void
add_values(struct stage *stage, const struct filling *f, struct text prefix, struct text name)
{
	unsigned given = 0;

	for (int i = 0; i < f->count; i++) {
		const char *equal = strchr(f->assignments[i], '=');
		struct text key = {f->assignments[i], (size_t)(equal - f->assignments[i])};

		if (!text_equal(key, name))
			continue;
		add_argument(stage, prefix, text_of(equal + 1));
		given++;
	}
	for (size_t i = 0; !given && i < config_pairs(f->variables); i++) {
		struct text value;

		if (!text_equal(config_pair_key(f->variables, i), name))
			continue;
		value = config_scalar(config_pair_value(f->variables, i));
		if (!value.len)
			die(EX_USAGE, "the pipeline needs %.*s=…", TEXT_ARG(name));
		add_argument(stage, prefix, value);
	}
}

/* "{name}" may end an argument: "--as-of={as_of}", or "{actes}" alone for as many as are given. */
static void
fill_argument(struct stage *stage, const struct filling *f, struct text argument,
	const struct config_node *node)
{
	const char *brace = memchr(argument.at, '{', argument.len);
	struct text prefix, name;

	if (!brace) {
		add_argument(stage, TEXT_ABSENT, argument);
		return;
	}
	prefix = (struct text){argument.at, (size_t)(brace - argument.at)};
	name = (struct text){brace + 1, argument.len - prefix.len - 1};
	if (!name.len || name.at[--name.len] != '}' || !is_variable(f, name))
		config_die(node, "argument \"%.*s\": {name} of a variable, at its end",
			TEXT_ARG(argument));
	add_values(stage, f, prefix, name);
}

static struct config *
open_pipeline(const struct options *options, const char *file)
{
	char path[PATH_ROOM];

	if (strchr(file, '/') || !access(file, R_OK) || !options->config)
		return config_open(NULL, file);
	snprintf(path, sizeof(path), "%s/pipelines/%s.yaml", options->config, file);
	return config_open(NULL, path);
}

/* The state directory is filled like an argument, and there is one. */
static const char *
fill_state(const struct filling *f, struct text state, const struct config_node *node)
{
	struct stage holder = {.program = TEXT("etat")};

	if (!state.at)
		return NULL;
	fill_argument(&holder, f, state, node);
	if (holder.argument_count != 1)
		die(EX_USAGE, "one state directory, please: %.*s is given %u times", TEXT_ARG(state),
			holder.argument_count);
	return holder.arguments[0];
}

static void
add_stage(struct plan *plan, const struct filling *f, const struct config_node *node)
{
	struct stage *stage = &plan->stages[plan->count++];
	struct step step = {.workers = 1};

	config_bind(node, step_keys, &step);
	*stage = (struct stage){.program = step.program, .errors = -1, .code = -1,
		.workers = (unsigned)step.workers};
	if (!text_starts(step.program, "pmi-") || memchr(step.program.at, '/', step.program.len))
		config_die(node, "a program is one of pmi-*");
	for (size_t a = 0; a < step.arguments.count; a++)
		fill_argument(stage, f, step.arguments.at[a], node);
	stage->first_arguments = stage->argument_count;
	for (size_t a = 0; a < step.again.count; a++)
		fill_argument(stage, f, step.again.at[a], node);
}

/* One STAGE=N of --workers: for every stage of that program. */
static void
set_workers(struct plan *plan, struct text given)
{
	const char *equal = memchr(given.at, '=', given.len);
	struct text name = {given.at, equal ? (size_t)(equal - given.at) : given.len};
	struct text value = {equal + 1, equal ? given.len - name.len - 1 : 0};
	unsigned found = 0;
	int64_t workers;

	if (!equal || !text_to_int(value, 1, WORKERS_MAX, &workers))
		die(EX_USAGE, "--workers %.*s: STAGE=N, N from 1 to %d", TEXT_ARG(given), WORKERS_MAX);
	for (unsigned i = 0; i < plan->count; i++)
		if (text_equal(plan->stages[i].program, name)) {
			plan->stages[i].workers = (unsigned)workers;
			found++;
		}
	if (!found)
		die(EX_USAGE, "--workers %.*s: the pipeline has no stage %.*s", TEXT_ARG(given),
			TEXT_ARG(name));
}

static void
share_out(struct plan *plan)
{
	const char *at = plan->asked.workers, *end = at ? at + strlen(at) : NULL;

	while (at && at <= end) {
		size_t len = strcspn(at, ",");

		set_workers(plan, (struct text){at, len});
		at += len + 1;
	}
	if (plan->stages[0].workers > 1 || plan->stages[plan->count - 1].workers > 1)
		die(EX_USAGE, "the first stage and the last one are one process each: several workers "
			      "are for a stage between");
}

void
plan_read(struct plan *plan, const char *file, char **assignments, int count)
{
	struct config *config = open_pipeline(plan->options, file);
	struct pipeline pipeline = {0};
	struct filling filling;
	size_t stages;

	config_bind(config_root(config), pipeline_keys, &pipeline);
	plan->name = pipeline.name;
	plan->first_failed = -1;
	filling = (struct filling){pipeline.variables, assignments, count};
	check_assignments(&filling);
	stages = config_count(pipeline.stages);
	if (stages < 2 || stages > STAGES_MAX)
		config_die(pipeline.stages, "a pipeline has 2 to %d stages", STAGES_MAX);
	for (size_t i = 0; i < stages; i++)
		add_stage(plan, &filling, config_item(pipeline.stages, i));
	plan->state = fill_state(&filling, pipeline.state, config_under(config_root(config), "etat"));
	share_out(plan);
}
