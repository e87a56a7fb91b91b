/*
 * line - the stages that judge the acts under one book, as processes joined by pipes
 */
#ifndef WHATIF_LINE_H
#define WHATIF_LINE_H

#include "options.h"
#include "stream.h"

#include <sys/types.h>

#define ARGUMENTS 32

struct stage {
	char *argv[ARGUMENTS + 1]; /* "pmi-price", its arguments, NULL */
	unsigned argc;
	pid_t pid;
	int code; /* as a shell says it */
};

struct line {
	struct stage stages[STREAM_STAGES_MAX];
	unsigned count;
};

struct asked {
	const struct options *options;
	const char *mapping, *format; /* NULL: not given */
	const char *pipeline;
	const char *etape; /* the acts are refusals of this stage; "": anything that pmi-ingest reads */
};

/* The stages of the pipeline but the last, from that of the refusals on. Dies with 65, 66, 78. */
void line_plan(struct line *line, const struct asked *asked, const char *book, const char *as_of);
void line_check(struct line *line); /* every stage can read its book, else the process ends with its code */
int line_start(struct line *line, int input); /* what comes out of the last */
const struct stage *line_wait(struct line *line); /* the one that failed first; NULL: none */

/* Those that still run, which have nothing to lose, and would only say that they were stopped. */
void line_stop(struct line *line);

#endif
