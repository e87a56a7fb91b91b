#include "log.h"
#include "run.h"

#include <stdio.h>
#include <string.h>

/* A stage is called by its program without "pmi-"; where that is in the line twice, its rank is added, as in
 * the names of captures. */
static bool
is_called(const struct plan *plan, unsigned index, struct text name)
{
	struct text own = short_name(&plan->stages[index]);
	unsigned same = 0;
	char ranked[96];

	if (text_starts(name, "pmi-"))
		name = (struct text){name.at + 4, name.len - 4};
	for (unsigned i = 0; i < plan->count; i++)
		same += text_equal(short_name(&plan->stages[i]), own);
	snprintf(ranked, sizeof(ranked), "%.*s-%u", TEXT_ARG(own), index + 1);
	return same > 1 ? text_is(name, ranked) : text_equal(name, own);
}

static struct stage *
called(struct plan *plan, struct text name)
{
	for (unsigned i = 0; i < plan->count; i++)
		if (is_called(plan, i, name)) {
			if (!i || i + 1 == plan->count)
				die(EX_USAGE, "--workers %.*s: the first and the last stage are one process "
					      "each", TEXT_ARG(name));
			return &plan->stages[i];
		}
	die(EX_USAGE, "--workers %.*s: the pipeline has no such stage (the name of a program that is in it "
		      "twice needs its rank: NAME-2)", TEXT_ARG(name));
}

/* STAGE=N,STAGE=N */
static void
take_asked(struct plan *plan, const char *asked)
{
	while (asked && *asked) {
		size_t len = strcspn(asked, ","), name = strcspn(asked, "=");
		int64_t count;

		if (name >= len || !text_to_int((struct text){asked + name + 1, len - name - 1}, 1,
					   CRUMB_SLOTS, &count))
			die(EX_USAGE, "--workers %.*s: STAGE=N, N from 1 to %d", (int)len, asked,
				CRUMB_SLOTS);
		called(plan, (struct text){asked, name})->workers = (unsigned)count;
		asked += len + (asked[len] == ',');
	}
}

static void
add_process(struct plan *plan, unsigned stage, unsigned worker)
{
	plan->processes[plan->process_count++] = (struct process){.stage = stage, .worker = worker,
		.errors = -1, .code = -1};
}

void
plan_processes(struct plan *plan)
{
	take_asked(plan, plan->asked.workers);
	for (unsigned i = 0; i < plan->count; i++) {
		struct stage *stage = &plan->stages[i];

		if (stage->workers == 1) /* which needs nobody to deal to it */
			stage->workers = 0;
		if (stage->workers && plan->asked.stdio)
			die(EX_USAGE, "%.*s has workers, which stand between sockets: leave out --transport "
				      "stdio, or give --workers %.*s=1", TEXT_ARG(stage->program),
				TEXT_ARG(short_name(stage)));
		stage->process = plan->process_count;
		for (unsigned w = 0; w <= stage->workers; w++)
			add_process(plan, i, w);
	}
}
