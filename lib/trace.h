/*
 * trace - which rules looked at an act, and what each made of it: the answer to "why?"
 *
 * Nobody pays for it who does not ask: `defects.trace` is NULL but under --explain. Plain: a rule may
 * write to it through defects.h, explain.h reads it.
 */
#ifndef TRACE_H
#define TRACE_H

#include "field.h"

#define TRACE_STEPS 192 /* more than one stage has rules */
#define TRACE_RAISED 64 /* as many as defects.h takes */
#define TRACE_TAKEN 4

/* One rule that looked. Without `unmet` and without a motif: it is kept, or it computed something. */
struct trace_step {
	const char *rule;  /* its id in config/regles.yaml, "R016" */
	const char *unmet; /* the condition that the act does not meet: the rule does not concern it */
	struct text taken[TRACE_TAKEN]; /* where in the rule book it found what it used: "tarifs.yaml:41" */
	unsigned taken_count;
};

struct trace_raised {
	const char *motif;
	enum field champ;
	unsigned step; /* index of the rule that raised it; TRACE_STEPS: none had begun */
};

struct trace {
	struct trace_step steps[TRACE_STEPS];
	struct trace_raised raised[TRACE_RAISED];
	unsigned step_count, raised_count;
};

/* What defects.h notes of the rule that looks, and of the last one that began. */
void trace_rule(struct trace *trace, const char *id);
void trace_unmet(struct trace *trace, const char *condition);
void trace_taken(struct trace *trace, struct text where);
void trace_raise(struct trace *trace, const char *motif, enum field champ);

#endif
