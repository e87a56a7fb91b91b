/*
 * run - what pmi-run knows of a pipeline while it lives
 */
#ifndef RUN_H
#define RUN_H

#include "options.h"
#include "stream.h"

#include <sys/types.h>

#define STAGES_MAX STREAM_STAGES_MAX
#define ARGUMENTS_MAX 64

struct stage {
	struct text program;          /* "pmi-price" */
	char *arguments[ARGUMENTS_MAX + 1]; /* argv[0] left out, ended by NULL */
	unsigned argument_count;
	pid_t pid;                    /* 0: not running */
	int errors;                   /* the reading end of its stderr, -1: closed */
	struct buffer line;           /* what came of a line of it */
	struct totals in, out;        /* as it last said */
	uint64_t published;           /* acts that the sink has placed, once it has them all */
	bool finished;                /* it said its balance */
	int code;                     /* its exit code, -1 while it lives; 128 + N: killed by signal N */
	bool spoke;                   /* it said an error */
};

struct plan {
	struct text name;
	struct stage stages[STAGES_MAX];
	unsigned count;
	bool stdio;     /* pipes between the processes in the place of ZeroMQ */
	const struct options *options;
	char directory[128]; /* of the sockets; "" with stdio */
	int first_failed;    /* index of a stage, -1: none */
	bool stopping;       /* we sent signals: what fails from now on is our doing */
	bool interrupted;
	struct emission_said { /* what pmi-emit says that it published */
		bool given;
		int64_t number, lots, accepted, held, rejected, amo_cents;
	} emission;
};

/* plan.c: reads the pipeline, fills {name} from NAME=VALUE operands. Dies with 64, 66 or 78. */
void plan_read(struct plan *plan, const char *file, char **assignments, int count);

/* supervise.c: starts everything, waits, stops the rest when one fails. */
void supervise(struct plan *plan);

/* event.c: one line that a stage wrote on stderr: an event is kept, a message is passed on. */
void event_take(struct plan *plan, struct stage *stage, struct text line);

/* screen.c */
void screen_progress(const struct plan *plan); /* a line that is drawn again, on a terminal */
void screen_clear(void);
int screen_balance(const struct plan *plan);   /* the last word; returns the exit code */

#endif
