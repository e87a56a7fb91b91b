#include "defects.h"

#include <string.h>

static void
trace_raise(struct trace *trace, const char *motif, enum field champ)
{
	unsigned step = trace->step_count ? trace->step_count - 1 : TRACE_STEPS;

	if (trace->raised_count < TRACE_RAISED)
		trace->raised[trace->raised_count++] = (struct trace_raised){motif, champ, step};
}

/* Past DEFECTS_MAX a motif is left out: the record is refused already, and one bad record must not
 * stop the others. */
void
defect(struct defects *defects, const char *motif, enum field champ)
{
	if (defects->trace)
		trace_raise(defects->trace, motif, champ);
	for (unsigned i = 0; i < defects->count; i++) {
		if (defects->at[i].champ == champ && strcmp(defects->at[i].motif, motif) == 0)
			return;
	}
	if (defects->count < DEFECTS_MAX)
		defects->at[defects->count++] = (struct defect){motif, champ};
}

static struct trace_step *
last_step(const struct defects *defects)
{
	struct trace *trace = defects->trace;

	return trace && trace->step_count ? &trace->steps[trace->step_count - 1] : NULL;
}

void
rule(struct defects *defects, const char *id)
{
	struct trace *trace = defects->trace;

	if (trace && trace->step_count < TRACE_STEPS)
		trace->steps[trace->step_count++] = (struct trace_step){.rule = id};
}

bool
concerns(struct defects *defects, bool met, const char *condition)
{
	struct trace_step *step = met ? NULL : last_step(defects);

	if (step)
		step->unmet = condition;
	return met;
}

void
takes(struct defects *defects, struct text where)
{
	struct trace_step *step = where.at ? last_step(defects) : NULL;

	if (step && step->taken_count < TRACE_TAKEN)
		step->taken[step->taken_count++] = where;
}
