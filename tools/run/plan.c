#include "log.h"
#include "pipeline.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
		out_of_memory();
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
add_stage(struct plan *plan, const struct filling *f, const struct step *step)
{
	struct stage *stage = &plan->stages[plan->count++];

	*stage = (struct stage){.program = step->program, .workers = (unsigned)step->workers};
	for (size_t a = 0; a < step->arguments.count; a++)
		fill_argument(stage, f, step->arguments.at[a], step->node);
	stage->first_arguments = stage->argument_count;
	for (size_t a = 0; a < step->again.count; a++)
		fill_argument(stage, f, step->again.at[a], step->node);
}

void
plan_read(struct plan *plan, const char *file, char **assignments, int count)
{
	struct pipeline pipeline; /* lives until the process ends */
	struct filling filling;

	pipeline_open(&pipeline, plan->options->config, file);
	plan->name = pipeline.name;
	plan->first_failed = -1;
	filling = (struct filling){pipeline.variables, assignments, count};
	check_assignments(&filling);
	for (unsigned i = 0; i < pipeline.count; i++)
		add_stage(plan, &filling, &pipeline.steps[i]);
	plan->state = fill_state(&filling, pipeline.state, pipeline.state_node);
	plan_processes(plan);
}
