/*
 * pipeline - a file that names the stages of a line in their order (config/pipelines/NAME.yaml)
 *
 *	nom: principal
 *	variables: {actes: "", sortie: ""}      NAME: default; empty: must be given
 *	etat: "{sortie}"                        the state directory
 *	etapes:
 *	  - {programme: pmi-price, arguments: [...], reprise: [...], ouvriers: 2}
 *
 * `reprise`: arguments more after an interruption; `ouvriers`: so many processes share the records.
 */
#ifndef PIPELINE_H
#define PIPELINE_H

#include "config.h"
#include "crumb.h"
#include "stream.h"

struct step {
	struct text program; /* "pmi-price" */
	struct config_list arguments, again;
	int64_t workers; /* 0: not said, one process and nothing more */
	const struct config_node *node;
};

struct pipeline {
	struct config *config;
	struct text name, state; /* state absent: none */
	const struct config_node *variables, *stages, *state_node; /* variables NULL: none */
	struct step steps[STREAM_STAGES_MAX];
	unsigned count;
};

/* `name`: a file, or NAME of pipelines/NAME.yaml in the directory of the rule book. Dies with 66 or 78. */
void pipeline_open(struct pipeline *pipeline, const char *config_dir, const char *name);
void pipeline_close(struct pipeline *pipeline);

#endif
