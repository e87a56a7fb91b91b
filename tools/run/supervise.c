#include "log.h"
#include "run.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

#define LOOK_EVERY_MS 100
#define LOOK_SOON_MS 10
#define SETTLE_MS 1000
#define FOLLOW_MS 2000      /* the sink is done: the others have that long to see it */
#define GRACE_MS 3000       /* from SIGTERM to SIGKILL, when one stage failed */
#define DRAIN_MS 10000      /* the same when a person asked: what is in flight is worth more */

static volatile sig_atomic_t asked, asked_again;

int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Signals */

/* A closed terminal or a supervisor may send several kinds at once; who types Ctrl-C again means it. */
static void
on_signal(int number)
{
	if (asked && number == SIGINT)
		asked_again = 1;
	asked = 1;
}

static void
on_child(int number)
{
	(void)number; /* it woke poll up */
}

static void
catch_signals(void)
{
	struct sigaction stop = {.sa_handler = on_signal}, ignore = {.sa_handler = SIG_IGN}, hangup;
	struct sigaction child = {.sa_handler = on_child, .sa_flags = SA_NOCLDSTOP};

	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGHUP, NULL, &hangup);
	if (hangup.sa_handler != SIG_IGN) /* nohup(1) */
		sigaction(SIGHUP, &stop, NULL);
	sigaction(SIGCHLD, &child, NULL);
	sigaction(SIGPIPE, &ignore, NULL); /* a terminal that was closed */
}

void
signal_all(const struct plan *plan, int number)
{
	for (unsigned i = 0; i < plan->process_count; i++)
		if (plan->processes[i].pid)
			kill(plan->processes[i].pid, number);
}

/* ---- What ends the run */

void
run_stop(struct plan *plan)
{
	if (plan->stopped_ms)
		return;
	plan->stopped_ms = now_ms();
	notify_stopping();
	signal_all(plan, SIGTERM);
}

void
run_give_up(struct plan *plan, int code, const char *format, ...)
{
	va_list ap;

	if (plan->verdict || plan->stopped_ms)
		return;
	plan->verdict = code;
	va_start(ap, format);
	vsnprintf(plan->why, sizeof(plan->why), format, ap);
	va_end(ap);
	run_stop(plan);
}

/* A neighbour of the one that failed sees its stream cut (65), or its reader gone (75). */
static bool
is_consequence(int code)
{
	return code == EX_DATAERR || code == EX_TEMPFAIL;
}

/* Who deals to a worker sees that it left. */
static bool
is_its_worker(const struct process *process, const struct process *worker)
{
	return process->stage == worker->stage && !process->worker && worker->worker;
}

/* Of those that ended since we last looked: a cause before a consequence, a cut stream where it was
 * cut first. */
static void
note_failure(struct plan *plan, int index)
{
	const struct process *process = &plan->processes[index], *first = process;

	if (plan->first_failed >= 0)
		first = &plan->processes[plan->first_failed];
	if (!plan->failed_ms)
		plan->failed_ms = now_ms();
	if (plan->first_failed < 0 || (is_consequence(first->code) && !is_consequence(process->code))
		|| is_its_worker(first, process)
		|| (first->code == EX_DATAERR && process->code == EX_DATAERR
			&& index < plan->first_failed && !is_its_worker(process, first)))
		plan->first_failed = index;
}

/* A consequence may be seen before its cause has ended: that one gets a moment to show itself. */
static void
stop_when_failed(struct plan *plan)
{
	if (plan->first_failed < 0 || plan->stopped_ms || plan->over_ms)
		return;
	if (!is_consequence(plan->processes[plan->first_failed].code)
		|| now_ms() - plan->failed_ms > SETTLE_MS)
		run_stop(plan);
}

static void
stop_when_asked(struct plan *plan)
{
	if (!asked)
		return;
	if (!plan->stopped_ms && !plan->over_ms)
		plan->interrupted = true;
	run_stop(plan);
	if (asked_again)
		signal_all(plan, SIGKILL);
}

static void
stop_who_lingers(struct plan *plan)
{
	int64_t now = now_ms(), grace = plan->interrupted ? DRAIN_MS : GRACE_MS;

	if (plan->over_ms && now - plan->over_ms > FOLLOW_MS)
		run_stop(plan);
	if ((plan->stopped_ms && now - plan->stopped_ms > grace)
		|| (plan->falling_ms && now - plan->falling_ms > GRACE_MS))
		signal_all(plan, SIGKILL);
}

/* ---- Who speaks, who ends */

static void
look(struct plan *plan)
{
	struct pollfd polls[PROCESSES_MAX];
	bool soon = plan->stopped_ms || plan->over_ms || restart_pending(plan);

	for (unsigned i = 0; i < plan->process_count; i++)
		polls[i] = (struct pollfd){.fd = plan->processes[i].errors, .events = POLLIN};
	if (poll(polls, plan->process_count, soon ? LOOK_SOON_MS : LOOK_EVERY_MS) > 0)
		for (unsigned i = 0; i < plan->process_count; i++)
			if (polls[i].fd >= 0 && polls[i].revents)
				event_read(plan, &plan->processes[i]);
}

static void
ended(struct plan *plan, unsigned index, int status)
{
	struct process *process = &plan->processes[index];

	event_hear_out(plan, process);
	process->pid = 0;
	process->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (!process->code && process->stage + 1 == plan->count && !plan->falling_ms) {
		plan->over_ms = now_ms();
		notify_stopping();
	}
	if (WIFSIGNALED(status))
		restart_judge(plan, process, WTERMSIG(status));
	else if (process->code && !plan->stopped_ms && !plan->over_ms && !plan->falling_ms)
		note_failure(plan, (int)index);
}

static void
reap(struct plan *plan)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (unsigned i = 0; i < plan->process_count; i++)
			if (plan->processes[i].pid == pid)
				ended(plan, i, status);
}

static bool
running(const struct plan *plan)
{
	for (unsigned i = 0; i < plan->process_count; i++)
		if (plan->processes[i].pid)
			return true;
	return restart_pending(plan);
}

void
supervise(struct plan *plan)
{
	catch_signals();
	state_open(plan);
	place_make(plan);
	plan->began_ms = plan->heard_ms = now_ms();
	if (start_all(plan))
		notify_ready();
	state_write(plan);
	while (running(plan)) {
		look(plan);
		reap(plan);
		restart_progress(plan);
		restart_watch(plan);
		stop_when_asked(plan);
		stop_when_failed(plan);
		restart_due(plan);
		stop_who_lingers(plan);
		screen_progress(plan);
		notify_turn(plan);
	}
	screen_clear();
	place_clear();
	state_close(plan);
}
