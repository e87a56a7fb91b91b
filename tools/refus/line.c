#include "line.h"

#include "log.h"
#include "pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The programs stand beside pmi-refus. */
static void
beside(const char *program, char path[PATH_MAX])
{
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - 96);
	char *slash;

	path[len < 0 ? 0 : len] = '\0';
	slash = strrchr(path, '/');
	snprintf(slash ? slash + 1 : path, 96, "%s", program);
}

_Noreturn static void
become(const struct stage *stage, int in, int out)
{
	char path[PATH_MAX];

	prctl(PR_SET_PDEATHSIG, SIGTERM); /* who replays and dies leaves nobody behind */
	dup2(in, STDIN_FILENO);
	if (out >= 0)
		dup2(out, STDOUT_FILENO);
	beside(stage->argv[0], path);
	execv(path, stage->argv);
	dprintf(STDERR_FILENO, "pmi-refus: cannot start %s: %s\n", path, strerror(errno));
	_exit(EX_UNAVAILABLE);
}

/* Returns what the next one reads. */
static int
start(struct stage *stage, int in, bool last)
{
	int ends[2] = {-1, -1};

	if ((!last && pipe2(ends, O_CLOEXEC) < 0) || (stage->pid = fork()) < 0)
		die_errno(EX_OSERR, "cannot start %s", stage->argv[0]);
	if (!stage->pid)
		become(stage, in, ends[1]);
	close(in);
	if (!last)
		close(ends[1]);
	return ends[0];
}

static void
wait_for(struct line *line, unsigned first, struct stage *stage)
{
	int status;

	while (waitpid(stage->pid, &status, 0) < 0) {
		if (errno != EINTR)
			die_errno(EX_OSERR, "%s", stage->argv[0]);
		for (unsigned i = first; pipe_draining() && i < line->count; i++)
			if (line->stages[i].pid)
				kill(line->stages[i].pid, SIGTERM);
	}
	stage->code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
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
