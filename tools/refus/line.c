#include "line.h"

#include "log.h"
#include "pipe.h"
#include "spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* Returns what the next one reads. */
static int
start(struct stage *stage, int in, bool last)
{
	int ends[2] = {-1, -1};

	if (!last && pipe2(ends, O_CLOEXEC) < 0)
		die_errno(EX_OSERR, "cannot start %s", stage->argv[0]);
	stage->pid = spawn_beside(stage->argv, &(struct spawn){in, ends[1], -1});
	close(in);
	if (!last)
		close(ends[1]);
	return ends[0];
}

static void
wait_for(struct line *line, unsigned first, struct stage *stage)
{
	while ((stage->code = spawn_wait(stage->pid)) < 0)
		for (unsigned i = first; pipe_draining() && i < line->count; i++)
			if (line->stages[i].pid)
				kill(line->stages[i].pid, SIGTERM);
	stage->pid = 0;
}

/* A cut stream (65) is its writer's doing, a reader that left (75) its reader's; anything else is the
 * cause of both. */
static const struct stage *
failed(const struct line *line, unsigned first)
{
	const struct stage *cut = NULL, *left = NULL;

	for (unsigned i = first; i < line->count; i++) {
		const struct stage *stage = &line->stages[i];

		if (stage->code == EX_TEMPFAIL)
			left = stage;
		else if (stage->code == EX_DATAERR)
			cut = cut ? cut : stage;
		else if (stage->code)
			return stage;
	}
	return cut ? cut : left;
}

const struct stage *
line_run(struct line *line, unsigned first, int input)
{
	for (unsigned i = first; i < line->count; i++)
		input = start(&line->stages[i], input, i + 1 == line->count);
	for (unsigned i = first; i < line->count; i++)
		wait_for(line, first, &line->stages[i]);
	return failed(line, first);
}
