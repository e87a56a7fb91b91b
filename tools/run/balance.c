#include "log.h"
#include "money.h"
#include "run.h"

#include <inttypes.h>
#include <stdio.h>

static const char *
code_meaning(int code)
{
	switch (code) {
	case EX_USAGE: return "usage";
	case EX_DATAERR: return "bad data";
	case EX_NOINPUT: return "no input";
	case EX_UNAVAILABLE: return "not available";
	case EX_SOFTWARE: return "a bug, or accounts that do not balance";
	case EX_OSERR: return "the system";
	case EX_CANTCREAT: return "cannot create";
	case EX_IOERR: return "input/output";
	case EX_TEMPFAIL: return "interrupted";
	case EX_CONFIG: return "configuration";
	default: return "failed";
	}
}

static void
print_table(const struct plan *plan)
{
	fprintf(stderr, "%-18s %10s %10s %10s %10s\n", "", "records", "accepted", "held", "rejected");
	for (unsigned i = 0; i < plan->count; i++) {
		const struct stage *stage = &plan->stages[i];

		fprintf(stderr, "%-18.*s %10" PRIu64 " %10" PRIu64 " %10" PRIu64 " %10" PRIu64 "\n",
			TEXT_ARG(short_name(stage)), stage->out.records,
			stage->out.by_statut[STATUT_ACCEPTED], stage->out.by_statut[STATUT_HELD],
			stage->out.by_statut[STATUT_REJECTED]);
	}
}

static void
print_count(const char *before, unsigned count, const char *what)
{
	if (count)
		fprintf(stderr, "%s%u %s%s", before, count, what, count > 1 ? "s" : "");
}

/* Who was started again, and what it left out; nothing in a run where all went well. */
static void
print_restarts(const struct plan *plan)
{
	uint64_t all = plan->stages[plan->count - 1].in.records;

	for (unsigned i = 0; i < plan->count; i++) {
		const struct stage *stage = &plan->stages[i];

		if (!stage_restarts(plan, stage))
			continue;
		fprintf(stderr, "%.*s: ", TEXT_ARG(short_name(stage)));
		print_count("", stage_restarts(plan, stage), "restart");
		print_count(", ", crumb_poisons(stage->crumb), "record");
		fprintf(stderr, "%s\n", crumb_poisons(stage->crumb) ? " set aside as `poison`" : "");
	}
	for (unsigned i = 0; i < plan->count; i++)
		if (plan->stages[i].out.records < all)
			fprintf(stderr, "%.*s: counted as far as it last said; all was received at the end\n",
				TEXT_ARG(short_name(&plan->stages[i])));
}

/* The last word is the sink's: it also knows what was billed before. */
static void
print_emission(const struct emission_said *e)
{
	char euros[MONEY_SIZE];

	if (e->given)
		fprintf(stderr, "emission %" PRId64 ": %" PRId64 " lots; %" PRId64 " acts accepted, %"
				PRId64 " held, %" PRId64 " rejected; %s EUR due\n", e->number, e->lots,
			e->accepted, e->held, e->rejected, money_format(e->amo_cents, '.', euros));
}

/* Every process counts what it took; the next one must have got all of it. One that was stopped after the
 * sink was done has no balance to compare. Where a frame was asked for again, after a restart or a silence,
 * some were on their way through what the sink had already when it said that all is done: their counts stop
 * short of its own, and what it took was held to the accounts that travel in each frame. */
static bool
is_whole(const struct stage *stage, const struct totals *said, uint64_t all)
{
	return stage->finished && said->records >= all;
}

static const char *
imbalance(const struct plan *plan)
{
	uint64_t all = plan->stages[plan->count - 1].in.records;

	if (!all && (plan->resumed || restarts(plan)))
		return NULL; /* it had published before: nothing was taken */
	for (unsigned i = 1; i < plan->count; i++) {
		const struct stage *from = &plan->stages[i - 1], *to = &plan->stages[i];

		if (is_whole(from, &from->out, all) && is_whole(to, &to->in, all)
			&& (to->in.records != from->out.records || to->in.amo_cents != from->out.amo_cents
				|| to->in.montant_cents != from->out.montant_cents))
			return "what one process sent is not what the next one took";
	}
	return NULL;
}

static int
failure(struct plan *plan)
{
	const struct process *process = &plan->processes[plan->first_failed < 0 ? 0 : plan->first_failed];

	if (plan->verdict)
		return plan->verdict;
	if (plan->interrupted || plan->first_failed < 0) {
		snprintf(plan->why, sizeof(plan->why), "stopped by a signal; nothing was published: run "
			"the same line again, it goes on where it stopped");
		return EX_TEMPFAIL;
	}
	snprintf(plan->why, sizeof(plan->why), "%s failed first (%d: %s); the others were stopped, "
		"nothing was published", process_name(plan, process), process->code,
		code_meaning(process->code));
	return process->code;
}

static int
success(struct plan *plan)
{
	const char *wrong = imbalance(plan);

	if (!log_quiet() && !log_json()) {
		print_table(plan);
		print_restarts(plan);
		print_emission(&plan->emission);
	}
	if (wrong)
		snprintf(plan->why, sizeof(plan->why), "%s", wrong);
	return wrong ? EX_SOFTWARE : EX_OK;
}

int
balance(struct plan *plan)
{
	int code = plan->over_ms ? success(plan) : failure(plan);

	if (code)
		tell_stop(plan, code, plan->why);
	if (log_json() && !log_quiet())
		tell_summary(plan, code);
	return code;
}
