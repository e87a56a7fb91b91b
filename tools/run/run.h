/*
 * run - what pmi-run knows of a pipeline while it lives
 *
 *   plan.c       reads the pipeline
 *   place.c      the private directory of the sockets and of the crumb pages
 *   state.c      the lock on the state directory, and the file that says where the run is
 *   start.c      one stage, or all of them, becomes a process; one with workers several
 *   workers.c    which stages have workers
 *   supervise.c  the loop: what the stages say, who has ended, who is to be stopped
 *   restart.c    a stage was killed by a signal, or does not move: blame, wait, start again, give up
 *   event.c      one line that a stage wrote
 *   tell.c       one line that pmi-run writes
 *   screen.c     progress on a terminal
 *   balance.c    the last word
 *   notify.c     systemd
 */
#ifndef RUN_H
#define RUN_H

#include "crumb.h"
#include "options.h"
#include "stream.h"

#include <sys/types.h>

#define STAGES_MAX STREAM_STAGES_MAX
#define PROCESSES_MAX (STAGES_MAX * (1 + CRUMB_SLOTS))
#define ARGUMENTS_MAX 64
#define ENDPOINT_SIZE 160

struct stage {
	struct text program;          /* "pmi-price" */
	char *arguments[ARGUMENTS_MAX + 1]; /* argv[0] left out, ended by NULL */
	unsigned argument_count;
	unsigned first_arguments;     /* those behind are for a stage that is started again */
	unsigned workers;             /* that share its work; 0: it is one process */
	unsigned process;             /* its place among them; those of its workers follow */
	struct totals in, out;        /* as it last said */
	uint64_t published;           /* acts that the sink has placed, once it has them all */
	bool finished;                /* it said its balance */
	struct crumb *crumb;          /* which record it is at; each worker has a slot */
};

/* One process: a stage; or pmi-share, which stands in the line for one that has workers; or one of them. */
struct process {
	unsigned stage;               /* of which */
	unsigned worker;              /* 1, 2, …; 0: it stands in the line */
	pid_t pid;                    /* 0: not running */
	int errors;                   /* the reading end of its stderr, -1: closed */
	struct buffer line;           /* what came of a line of it */
	int code;                     /* its exit code, -1 while it lives; 128 + N: killed by signal N */
	uint64_t watched;             /* the record it was at when we last looked */
	int64_t watched_ms;           /* how long it has been there */
	bool stalled;                 /* we killed it for that */
	unsigned restarts;
	unsigned crashes;             /* since the run last went forward */
	int64_t start_at_ms;          /* to be started then; 0: not to be */
};

/* What the person asked for, beside the pipeline. */
struct asked {
	bool stdio;          /* pipes between the processes in the place of ZeroMQ */
	const char *capture; /* a directory, or NULL */
	const char *explain; /* the same */
	const char *workers; /* STAGE=N,…, or NULL */
	int64_t stall_ms;
	unsigned poison_max;
};

struct plan {
	struct text name;
	struct stage stages[STAGES_MAX];
	unsigned count;
	struct process processes[PROCESSES_MAX]; /* stage after stage */
	unsigned process_count;
	const struct options *options;
	struct asked asked;
	const char *state;   /* the state directory, NULL: none */
	char directory[128]; /* of the sockets */
	bool resumed;        /* a pmi-run was killed in the state directory */
	int64_t began_ms;
	int first_failed;    /* index of a process, -1: none */
	int64_t failed_ms;   /* when that was seen; 0: nothing failed */
	int64_t stopped_ms;  /* we sent signals then: what fails from now on is our doing; 0: not yet */
	bool interrupted;    /* since a signal asked us to */
	int verdict;         /* pmi-run itself ended the run, with this exit code; 0: it did not */
	char why[512];
	int64_t over_ms;     /* the sink ended well then: the others do not matter any more */
	int64_t falling_ms;  /* stdio: the line is stopped since then, to be started again; 0: it is not */
	uint64_t furthest;   /* what the sink has, the most it ever said */
	int64_t heard_ms;    /* when a stage last said anything */
	struct emission_said { /* what pmi-emit says that it published */
		bool given;
		int64_t number, lots, accepted, held, rejected, amo_cents;
	} emission;
};

/* Fills {name} from NAME=VALUE operands. Dies with 64, 66 or 78. */
void plan_read(struct plan *plan, const char *file, char **assignments, int count);

/* What the pipeline and --workers say, and the processes that come of it. Dies with 64. */
void plan_processes(struct plan *plan);

/* Dies with 73 or 75; what it made is removed when the process ends, if not before. */
void place_make(struct plan *plan);
void place_clear(void);
void place_remove(const char *directory); /* one that was left behind; only what a pmi-run made */

/* Nothing where the pipeline names no state directory. Dies with 73, or 75 when another one runs. */
void state_open(struct plan *plan);
void state_write(const struct plan *plan);
void state_close(const struct plan *plan);

/* ---- Starting: false: what is wrong was said, the run is to end (run_give_up was called) */
void endpoint(const struct plan *plan, unsigned joint, char into[ENDPOINT_SIZE]);
bool tapped(const struct plan *plan, unsigned index, char into[ENDPOINT_SIZE]);
bool start_one(struct plan *plan, struct process *process);
bool start_all(struct plan *plan);

/* ---- Supervision */
int64_t now_ms(void);
void supervise(struct plan *plan);
void run_stop(struct plan *plan); /* every stage gets SIGTERM, once */
void signal_all(const struct plan *plan, int number);
void run_give_up(struct plan *plan, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- Restarts */
void restart_judge(struct plan *plan, struct process *process, int signal); /* it was killed by this */
void restart_due(struct plan *plan);    /* those whose time has come */
bool restart_pending(const struct plan *plan);
void restart_progress(struct plan *plan); /* the sink is further than it was: all is forgiven */
void restart_watch(struct plan *plan);    /* who stays at one record is killed */
unsigned restarts(const struct plan *plan);
unsigned stage_restarts(const struct plan *plan, const struct stage *stage); /* its workers' too */
unsigned poisons(const struct plan *plan);

/* What a stage wrote on stderr: an event is kept, a message is passed on. False when there is nothing
 * any more, or nothing now. */
bool event_read(struct plan *plan, struct process *process);
/* It has ended: what it said last, and no more. Others may hold its stderr: nothing is waited for. */
void event_hear_out(struct plan *plan, struct process *process);

/* ---- What is said, as text or as JSON */
void tell_start(const struct plan *plan, const struct process *process);
struct crash {
	int signal;
	uint64_t record; /* 0: at none */
	int64_t after_ms; /* started again after that long */
};
void tell_restart(const struct plan *plan, const struct process *process, const struct crash *crash);
void tell_poison(const struct plan *plan, const struct process *process, const struct crash *crash);
/* "pmi-price", "pmi-price (worker 2)", "pmi-share (pmi-price)"; valid until the next call. */
const char *process_name(const struct plan *plan, const struct process *process);
void tell_stop(const struct plan *plan, int code, const char *why);
void tell_summary(const struct plan *plan, int code);
const char *signal_name(int number); /* "SIGSEGV" */

void screen_progress(const struct plan *plan); /* drawn again in its place, on a terminal */
void screen_clear(void);
int balance(struct plan *plan); /* the last word; returns the exit code */
struct text short_name(const struct stage *stage); /* "price" of "pmi-price" */

/* ---- systemd, where it started us */
void notify_ready(void);
void notify_turn(const struct plan *plan); /* the loop turns */
void notify_stopping(void);

#endif
