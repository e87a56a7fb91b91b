/*
 * stages - the stages of a pipeline as processes joined by pipes, started by a hand tool
 *
 * pmi-run, which supervises, has its own way.
 */
#ifndef STAGES_H
#define STAGES_H

#include "stream.h"

#include <sys/types.h>

#define STAGE_ARGUMENTS 32

struct stage {
	char *argv[STAGE_ARGUMENTS + 1]; /* "pmi-price", its arguments, NULL */
	unsigned argc;
	int aside; /* one descriptor more than the three, under its number; 0: none. Closed here once it runs */
	pid_t pid;
	int code; /* as a shell says it */
};

struct stages {
	struct stage at[STREAM_STAGES_MAX];
	unsigned count;
};

/* The stages of the pipeline in their order, those between the first and the last with their arguments.
 * `name`: as pmi-run takes it. Dies with 66 or 78. */
void stages_read(struct stages *stages, const char *config, const char *name);

void stages_free(struct stages *stages);

/* "price" of "pmi-price". */
const char *stage_etape(const struct stage *stage);
void stage_add(struct stage *stage, const char *argument);

/* Starts those from `first` to the one before `behind`: the first one reads `input`, which is closed here,
 * the last one writes `output` (-1: where this process writes). */
void stages_start(struct stages *stages, unsigned first, unsigned behind, int input, int output);

/* Waits for all that run. Returns the one that is the cause where one failed, NULL when all went well. */
const struct stage *stages_wait(struct stages *stages);

#endif
