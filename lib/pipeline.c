#include "pipeline.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct config_key pipeline_keys[] = {
	{"nom", CONFIG_TEXT, offsetof(struct pipeline, name), false, 1, 64, NULL},
	{"variables", CONFIG_NODE, offsetof(struct pipeline, variables), .optional = true},
	{"etat", CONFIG_TEXT, offsetof(struct pipeline, state), true, 1, PATH_MAX, NULL},
	{"etapes", CONFIG_NODE, offsetof(struct pipeline, stages), .min = 0},
	{0},
};

static const struct config_key step_keys[] = {
	{"programme", CONFIG_TEXT, offsetof(struct step, program), false, 5, 64, NULL},
	{"arguments", CONFIG_LIST, offsetof(struct step, arguments), .optional = true},
	{"reprise", CONFIG_LIST, offsetof(struct step, again), .optional = true},
	{"ouvriers", CONFIG_INT, offsetof(struct step, workers), true, 1, CRUMB_SLOTS, NULL},
	{0},
};

/* A directory of that name, as `sortie` is often called, is no pipeline. */
static bool
is_file(const char *name)
{
	struct stat st;

	return !stat(name, &st) && !S_ISDIR(st.st_mode);
}

static struct config *
open_file(const char *config_dir, const char *name)
{
	char path[PATH_MAX];

	if (strchr(name, '/') || is_file(name) || !config_dir)
		return config_open(NULL, name);
	snprintf(path, sizeof(path), "%s/pipelines/%s.yaml", config_dir, name);
	return config_open(NULL, path);
}

static void
read_step(struct step *step, const struct config_node *node)
{
	*step = (struct step){.node = node};
	config_bind(node, step_keys, step);
	if (!text_starts(step->program, "pmi-") || memchr(step->program.at, '/', step->program.len))
		config_die(node, "a program is one of pmi-*");
}

void
pipeline_open(struct pipeline *pipeline, const char *config_dir, const char *name)
{
	size_t count;

	*pipeline = (struct pipeline){.config = open_file(config_dir, name)};
	config_bind(config_root(pipeline->config), pipeline_keys, pipeline);
	pipeline->state_node = config_under(config_root(pipeline->config), "etat");
	count = config_count(pipeline->stages);
	if (count < 2 || count > STREAM_STAGES_MAX)
		config_die(pipeline->stages, "a pipeline has 2 to %d stages", STREAM_STAGES_MAX);
	for (size_t i = 0; i < count; i++)
		read_step(&pipeline->steps[pipeline->count++], config_item(pipeline->stages, i));
	for (size_t i = 0; i < count; i += count - 1)
		if (pipeline->steps[i].workers)
			config_die(pipeline->steps[i].node, "`ouvriers`: the first and the last stage are one "
				"process each");
}

void
pipeline_close(struct pipeline *pipeline)
{
	config_close(pipeline->config);
}
