/*
 * line - the stages behind a refusal, as processes joined by pipes
 */
#ifndef REFUS_LINE_H
#define REFUS_LINE_H

#include "stream.h"

#include <sys/types.h>

#define LINE_ARGUMENTS 32

struct stage {
	char *argv[LINE_ARGUMENTS + 1]; /* "pmi-price", its arguments, NULL */
	unsigned argc;
	pid_t pid;
	int code; /* as a shell says it */
};

struct line {
	struct stage stages[STREAM_STAGES_MAX];
	unsigned count;
};

/* pipeline.c: the stages of the pipeline in their order, those between the first and the last with their
 * arguments. `name`: as pmi-run takes it. Dies with 66 or 78. */
void line_read(struct line *line, const char *config, const char *name);

/* "price" of "pmi-price". */
const char *stage_etape(const struct stage *stage);
void stage_add(struct stage *stage, const char *argument);

/* Runs the stages from `first` on, the first one reading `input`, and waits for all. Returns the stage
 * that failed first, NULL when all went well. */
const struct stage *line_run(struct line *line, unsigned first, int input);

#endif
