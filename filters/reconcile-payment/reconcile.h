/*
 * reconcile - one run: what came in, what it is for, the report, and only then the commit
 */
#ifndef RECONCILE_RECONCILE_H
#define RECONCILE_RECONCILE_H

#include "filter.h"
#include "run.h"

struct arguments {
	const char *dir, *ledger, *key, *as_of, *report, *assertions, *dry;
};

/* Returns the exit code. The report is saved before the effects are; what went wrong was said. */
int reconcile(struct run *run, struct ledger *ledger, struct filter *in, const struct options *opt,
	const struct arguments *arg);

#endif
