#include "trace.h"

static struct trace_step *
last_step(struct trace *trace)
{
	return trace->step_count ? &trace->steps[trace->step_count - 1] : NULL;
}

void
trace_rule(struct trace *trace, const char *id)
{
	if (trace->step_count < TRACE_STEPS)
		trace->steps[trace->step_count++] = (struct trace_step){.rule = id};
}

void
trace_unmet(struct trace *trace, const char *condition)
{
	struct trace_step *step = last_step(trace);

	if (step)
		step->unmet = condition;
}

void
trace_taken(struct trace *trace, struct text where)
{
	struct trace_step *step = last_step(trace);

	if (step && step->taken_count < TRACE_TAKEN)
		step->taken[step->taken_count++] = where;
}

void
trace_raise(struct trace *trace, const char *motif, enum field champ)
{
	unsigned step = trace->step_count ? trace->step_count - 1 : TRACE_STEPS;

	if (trace->raised_count < TRACE_RAISED)
		trace->raised[trace->raised_count++] = (struct trace_raised){motif, champ, step};
}
