#include "log.h"
#include "run.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>

#define BACKOFF_MS 20
#define BACKOFF_MAX_MS 2000
#define CRASHES_MAX 5 /* of one stage while the run does not go forward */
#define LOOK_MAX_MS 1000

unsigned
restarts(const struct plan *plan)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < plan->process_count; i++)
		sum += plan->processes[i].restarts;
	return sum;
}

unsigned
stage_restarts(const struct plan *plan, const struct stage *stage)
{
	unsigned sum = 0;

	for (unsigned w = 0; w <= stage->workers; w++)
		sum += plan->processes[stage->process + w].restarts;
	return sum;
}

unsigned
poisons(const struct plan *plan)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < plan->count; i++)
		sum += crumb_poisons(plan->stages[i].crumb);
	return sum;
}

static int64_t
backoff_ms(const struct process *process)
{
	int64_t ms = BACKOFF_MS;

	for (unsigned i = 1; i < process->crashes && ms < BACKOFF_MAX_MS; i++)
		ms *= 2;
	return ms < BACKOFF_MAX_MS ? ms : BACKOFF_MAX_MS;
}

/* ---- The truth, when it cannot go on */

static void
too_many_crashes(struct plan *plan, const struct process *process, const struct crash *crash)
{
	const char *fault = "a fault of the program, or of its installation: run it by hand on the same "
			    "input (coredumpctl shows where) and report it";
	const char *killed = "killed from outside: look for memory that ran out (journalctl -k), then run "
			     "the same line again";
	bool is_fault = crumb_is_fault(crash->signal);
	char at[48] = "at no record";

	if (crash->record)
		snprintf(at, sizeof(at), "at record %" PRIu64 " of the stream", crash->record);
	run_give_up(plan, is_fault ? EX_SOFTWARE : EX_TEMPFAIL,
		"%s crashed %u times (%s) %s and the run went no further; nothing was published; %s",
		process_name(plan, process), process->crashes, signal_name(crash->signal), at,
		is_fault ? fault : killed);
}

static void
too_many_poisons(struct plan *plan, const struct process *process, const struct crash *crash)
{
	run_give_up(plan, EX_SOFTWARE, "%s crashed (%s) at record %" PRIu64 " of the stream, and %u "
		"records that made a stage crash were set aside already; nothing was published; this is "
		"the program, not the records: report it (--poison-max N goes on)",
		process_name(plan, process), signal_name(crash->signal), crash->record, poisons(plan));
}

/* ---- One process was killed */

/* Who deals to workers is at no record itself. */
static bool
has_slot(const struct plan *plan, const struct process *process)
{
	return process->worker || !plan->stages[process->stage].workers;
}

static unsigned
slot(const struct process *process)
{
	return process->worker ? process->worker - 1 : 0;
}

/* 0: at none. */
static uint64_t
record_of(const struct plan *plan, const struct process *process)
{
	return has_slot(plan, process) ? crumb_current(plan->stages[process->stage].crumb, slot(process)) : 0;
}

/* Sets the record aside; false where there is none to blame. */
static bool
blame(struct plan *plan, struct process *process, const struct crash *crash)
{
	struct crumb *crumb = plan->stages[process->stage].crumb;

	if (!crash->record || (!crumb_is_fault(crash->signal) && !process->stalled))
		return false;
	if (!crumb_poisoned(crumb, crash->record) && poisons(plan) >= plan->asked.poison_max) {
		too_many_poisons(plan, process, crash);
		return true;
	}
	if (!crumb_blame(crumb, slot(process)))
		return false;
	process->crashes = 0;
	tell_poison(plan, process, crash);
	return true;
}

/* Over ZeroMQ the process joins the line again; it takes with it those that had left before the end was
 * known. With pipes the line is cut: all of it is stopped, then started. */
static void
schedule(struct plan *plan, struct process *process, int64_t after_ms)
{
	int64_t at = now_ms() + after_ms;

	process->restarts++;
	process->start_at_ms = at;
	if (plan->asked.stdio) {
		plan->falling_ms = now_ms();
		plan->first_failed = -1;
		plan->failed_ms = 0;
		signal_all(plan, SIGTERM);
	}
	for (unsigned i = 0; !plan->asked.stdio && i < plan->process_count; i++)
		if (!plan->processes[i].pid && !plan->processes[i].code)
			plan->processes[i].start_at_ms = at;
}

void
restart_judge(struct plan *plan, struct process *process, int signal)
{
	struct crash crash = {.signal = signal, .record = record_of(plan, process)};
	bool blamed;

	if (plan->stopped_ms || plan->over_ms)
		return;
	blamed = blame(plan, process, &crash);
	if (has_slot(plan, process))
		crumb_forget(plan->stages[process->stage].crumb, slot(process));
	if (plan->falling_ms || plan->stopped_ms)
		return;
	if (!blamed && ++process->crashes == CRASHES_MAX) {
		too_many_crashes(plan, process, &crash);
		return;
	}
	crash.after_ms = backoff_ms(process);
	if (!blamed)
		tell_restart(plan, process, &crash);
	schedule(plan, process, crash.after_ms);
}

/* ---- In the loop */

bool
restart_pending(const struct plan *plan)
{
	for (unsigned i = 0; i < plan->process_count; i++)
		if (plan->processes[i].start_at_ms && !plan->stopped_ms && !plan->over_ms)
			return true;
	return false;
}

static bool
somebody_runs(const struct plan *plan)
{
	for (unsigned i = 0; i < plan->process_count; i++)
		if (plan->processes[i].pid)
			return true;
	return false;
}

void
restart_due(struct plan *plan)
{
	int64_t now = now_ms();
	bool started = false;

	if (plan->stopped_ms || plan->over_ms || (plan->falling_ms && somebody_runs(plan)))
		return;
	for (unsigned i = plan->process_count; i-- > 0;) {
		int64_t at = plan->processes[i].start_at_ms;

		if (!at || at > now)
			continue;
		started = true;
		plan->falling_ms = 0;
		if (!(plan->asked.stdio ? start_all(plan) : start_one(plan, &plan->processes[i])))
			return;
	}
	if (started)
		state_write(plan);
}

void
restart_progress(struct plan *plan)
{
	const struct stage *sink = &plan->stages[plan->count - 1];
	uint64_t far = sink->in.records + sink->published;

	if (far <= plan->furthest)
		return;
	plan->furthest = far;
	for (unsigned i = 0; i < plan->process_count; i++)
		plan->processes[i].crashes = 0;
}

static void
watch(struct plan *plan, struct process *process, int64_t passed_ms)
{
	uint64_t record = record_of(plan, process);

	if (!process->pid || !record || record != process->watched) {
		process->watched = record;
		process->watched_ms = 0;
		return;
	}
	process->watched_ms += passed_ms;
	if (process->stalled || process->watched_ms <= plan->asked.stall_ms)
		return;
	process->stalled = true;
	kill(process->pid, SIGABRT);
	kill(process->pid, SIGCONT); /* one that is stopped would not hear it */
}

/* When pmi-run itself was stopped (Ctrl-Z) or slept, the stages were too: a long silence counts little. */
void
restart_watch(struct plan *plan)
{
	static int64_t last_ms;
	int64_t now = now_ms(), passed = last_ms ? now - last_ms : 0;

	last_ms = now;
	for (unsigned i = 0; i < plan->process_count; i++)
		watch(plan, &plan->processes[i], passed < LOOK_MAX_MS ? passed : LOOK_MAX_MS);
}
