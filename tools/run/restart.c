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

	for (unsigned i = 0; i < plan->count; i++)
		sum += plan->stages[i].restarts;
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
backoff_ms(const struct stage *stage)
{
	int64_t ms = BACKOFF_MS;

	for (unsigned i = 1; i < stage->crashes && ms < BACKOFF_MAX_MS; i++)
		ms *= 2;
	return ms < BACKOFF_MAX_MS ? ms : BACKOFF_MAX_MS;
}

/* ---- The truth, when it cannot go on */

static void
too_many_crashes(struct plan *plan, const struct stage *stage, const struct crash *crash)
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
		"%.*s crashed %u times (%s) %s and the run went no further; nothing was published; %s",
		TEXT_ARG(stage->program), stage->crashes, signal_name(crash->signal), at,
		is_fault ? fault : killed);
}

static void
too_many_poisons(struct plan *plan, const struct stage *stage, const struct crash *crash)
{
	run_give_up(plan, EX_SOFTWARE, "%.*s crashed (%s) at record %" PRIu64 " of the stream, and %u "
		"records that made a stage crash were set aside already; nothing was published; this is "
		"the program, not the records: report it (--poison-max N goes on)",
		TEXT_ARG(stage->program), signal_name(crash->signal), crash->record, poisons(plan));
}

/* ---- One stage was killed */

/* Sets the record aside; false where there is none to blame. */
static bool
blame(struct plan *plan, struct stage *stage, const struct crash *crash)
{
	if (!crash->record || (!crumb_is_fault(crash->signal) && !stage->stalled))
		return false;
	if (!crumb_poisoned(stage->crumb, crash->record) && poisons(plan) >= plan->asked.poison_max) {
		too_many_poisons(plan, stage, crash);
		return true;
	}
	if (!crumb_blame(stage->crumb, 0))
		return false;
	stage->crashes = 0;
	tell_poison(plan, stage, crash);
	return true;
}

/* Over ZeroMQ the stage joins the line again; it takes with it those that had left before the end was
 * known. With pipes the line is cut: all of it is stopped, then started. */
static void
schedule(struct plan *plan, struct stage *stage, int64_t after_ms)
{
	int64_t at = now_ms() + after_ms;

	stage->restarts++;
	stage->start_at_ms = at;
	if (plan->asked.stdio) {
		plan->falling_ms = now_ms();
		plan->first_failed = -1;
		plan->failed_ms = 0;
		signal_all(plan, SIGTERM);
	}
	for (unsigned i = 0; !plan->asked.stdio && i < plan->count; i++)
		if (!plan->stages[i].pid && !plan->stages[i].code)
			plan->stages[i].start_at_ms = at;
}

void
restart_judge(struct plan *plan, unsigned index, int signal)
{
	struct stage *stage = &plan->stages[index];
	struct crash crash = {.signal = signal, .record = crumb_current(stage->crumb, 0)};
	bool blamed;

	if (plan->stopped_ms || plan->over_ms)
		return;
	blamed = blame(plan, stage, &crash);
	crumb_at(stage->crumb, 0);
	if (plan->falling_ms || plan->stopped_ms)
		return;
	if (!blamed && ++stage->crashes == CRASHES_MAX) {
		too_many_crashes(plan, stage, &crash);
		return;
	}
	crash.after_ms = backoff_ms(stage);
	if (!blamed)
		tell_restart(plan, stage, &crash);
	schedule(plan, stage, crash.after_ms);
}

/* ---- In the loop */

bool
restart_pending(const struct plan *plan)
{
	for (unsigned i = 0; i < plan->count; i++)
		if (plan->stages[i].start_at_ms && !plan->stopped_ms && !plan->over_ms)
			return true;
	return false;
}

static bool
somebody_runs(const struct plan *plan)
{
	for (unsigned i = 0; i < plan->count; i++)
		if (plan->stages[i].pid)
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
	for (unsigned i = plan->count; i-- > 0;) {
		int64_t at = plan->stages[i].start_at_ms;

		if (!at || at > now)
			continue;
		started = true;
		plan->falling_ms = 0;
		if (!(plan->asked.stdio ? start_all(plan) : start_one(plan, i)))
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
	for (unsigned i = 0; i < plan->count; i++)
		plan->stages[i].crashes = 0;
}

static void
watch(struct plan *plan, struct stage *stage, int64_t passed_ms)
{
	uint64_t record = crumb_current(stage->crumb, 0);

	if (!stage->pid || !record || record != stage->watched) {
		stage->watched = record;
		stage->watched_ms = 0;
		return;
	}
	stage->watched_ms += passed_ms;
	if (stage->stalled || stage->watched_ms <= plan->asked.stall_ms)
		return;
	stage->stalled = true;
	kill(stage->pid, SIGABRT);
	kill(stage->pid, SIGCONT); /* one that is stopped would not hear it */
}

/* When pmi-run itself was stopped (Ctrl-Z) or slept, the stages were too: a long silence counts little. */
void
restart_watch(struct plan *plan)
{
	static int64_t last_ms;
	int64_t now = now_ms(), passed = last_ms ? now - last_ms : 0;

	last_ms = now;
	for (unsigned i = 0; i < plan->count; i++)
		watch(plan, &plan->stages[i], passed < LOOK_MAX_MS ? passed : LOOK_MAX_MS);
}
