#include "log.h"
#include "run.h"
#include "drain.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOOK_EVERY_MS 100
#define SETTLE_MS 200
#define GRACE_MS 3000 /* from SIGTERM to SIGKILL, when one stage failed */
#define COMMON_ARGUMENTS 12

static void
make_directory(struct plan *plan)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	if (plan->stdio)
		return;
	snprintf(plan->directory, sizeof(plan->directory), "%s/pmi-run-XXXXXX",
		runtime && strlen(runtime) < 60 ? runtime : "/tmp");
	if (!mkdtemp(plan->directory))
		die_errno(EX_CANTCREAT, "cannot make %s", plan->directory);
}

static void
remove_directory(const struct plan *plan)
{
	char path[sizeof(plan->directory) + 32];

	if (plan->stdio)
		return;
	for (unsigned i = 1; i < plan->count; i++) {
		snprintf(path, sizeof(path), "%s/%u", plan->directory, i);
		unlink(path);
		snprintf(path, sizeof(path), "%s/%u.lock", plan->directory, i);
		unlink(path);
	}
	rmdir(plan->directory);
}

/* The programs of a pipeline stand beside pmi-run. */
static void
beside(const struct stage *stage, char path[4096])
{
	ssize_t len = readlink("/proc/self/exe", path, 4000);
	char *slash;

	path[len < 0 ? 0 : len] = '\0';
	slash = strrchr(path, '/');
	snprintf(slash ? slash + 1 : path, 90, "%.*s", TEXT_ARG(stage->program));
}

/* What joins stage `index - 1` and stage `index`. */
struct joint {
	char input[256], output[256]; /* endpoints; "-" with stdio */
	int in, out;                  /* descriptors with stdio, else -1 */
};

_Noreturn static void
become(const struct plan *plan, unsigned index, const struct joint *joint, int errors)
{
	const struct stage *stage = &plan->stages[index];
	char *argv[ARGUMENTS_MAX + COMMON_ARGUMENTS + 1], path[4096];
	unsigned n = 0;

	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a supervisor that dies leaves nobody behind */
	dup2(errors, STDERR_FILENO);
	if (joint->in >= 0)
		dup2(joint->in, STDIN_FILENO);
	if (joint->out >= 0)
		dup2(joint->out, STDOUT_FILENO);
	beside(stage, path);
	argv[n++] = path;
	argv[n++] = "--json";
	argv[n++] = "--progress";
	if (plan->options->config) {
		argv[n++] = "--config";
		argv[n++] = (char *)(uintptr_t)plan->options->config;
	}
	if (index > 0 && !plan->stdio) {
		argv[n++] = "--input";
		argv[n++] = (char *)(uintptr_t)joint->input;
	}
	if (index + 1 < plan->count && !plan->stdio) {
		argv[n++] = "--output";
		argv[n++] = (char *)(uintptr_t)joint->output;
	}
	for (unsigned i = 0; i < stage->argument_count; i++)
		argv[n++] = stage->arguments[i];
	argv[n] = NULL;
	execv(path, argv);
	dprintf(STDERR_FILENO, "{\"niveau\":\"erreur\",\"message\":\"cannot start: %s\"}\n",
		strerror(errno));
	_exit(EX_UNAVAILABLE);
}

static void
start(struct plan *plan, unsigned index, const struct joint *joint)
{
	struct stage *stage = &plan->stages[index];
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0 || (stage->pid = fork()) < 0)
		die_errno(EX_OSERR, "cannot start %.*s", TEXT_ARG(stage->program));
	if (!stage->pid)
		become(plan, index, joint, ends[1]);
	close(ends[1]);
	stage->errors = ends[0];
	if (joint->in >= 0)
		close(joint->in);
	if (joint->out >= 0)
		close(joint->out);
}

/* From the last to the first: who reads is there before who writes. */
static void
start_all(struct plan *plan)
{
	int write_end = -1; /* of the pipe into the stage started before */

	for (unsigned i = plan->count; i-- > 0;) {
		struct joint joint = {.in = -1, .out = write_end};
		int ends[2] = {-1, -1};

		if (plan->stdio && i > 0 && pipe2(ends, O_CLOEXEC) < 0)
			die_errno(EX_OSERR, "cannot make a pipe");
		joint.in = ends[0];
		write_end = ends[1];
		snprintf(joint.input, sizeof(joint.input), "ipc://%s/%u", plan->directory, i);
		snprintf(joint.output, sizeof(joint.output), "ipc://%s/%u", plan->directory, i + 1);
		start(plan, i, &joint);
	}
}

static void
signal_all(const struct plan *plan, int number)
{
	for (unsigned i = 0; i < plan->count; i++)
		if (plan->stages[i].pid)
			kill(plan->stages[i].pid, number);
}

static void
take_lines(struct plan *plan, struct stage *stage)
{
	char bytes[4096];
	ssize_t n = read(stage->errors, bytes, sizeof(bytes));

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0) {
		close(stage->errors);
		stage->errors = -1;
		return;
	}
	for (ssize_t i = 0; i < n; i++)
		if (bytes[i] != '\n')
			buffer_add(&stage->line, &bytes[i], 1);
		else {
			event_take(plan, stage,
				(struct text){(const char *)stage->line.at, stage->line.len});
			stage->line.len = 0;
		}
}

static bool
look(struct plan *plan)
{
	struct pollfd polls[STAGES_MAX];
	unsigned open = 0;

	for (unsigned i = 0; i < plan->count; i++) {
		polls[i] = (struct pollfd){.fd = plan->stages[i].errors, .events = POLLIN};
		open += plan->stages[i].errors >= 0;
	}
	if (poll(polls, plan->count, open ? LOOK_EVERY_MS : 0) > 0)
		for (unsigned i = 0; i < plan->count; i++)
			if (polls[i].fd >= 0 && polls[i].revents)
				take_lines(plan, &plan->stages[i]);
	return open > 0;
}

/* A neighbour of the one that failed sees its stream cut (65), or its reader gone (75). */
static bool
is_consequence(int code)
{
	return code == EX_DATAERR || code == EX_TEMPFAIL;
}

/* Of those that ended since we last looked: a cause before a consequence, a cut stream where it was
 * cut first. */
static void
note_failure(struct plan *plan, int index)
{
	int *first = &plan->first_failed;
	int code = plan->stages[index].code;

	if (!code || plan->stopping)
		return;
	if (*first < 0 || (is_consequence(plan->stages[*first].code) && !is_consequence(code))
		|| (plan->stages[*first].code == EX_DATAERR && code == EX_DATAERR && index < *first))
		*first = index;
}

static void
reap(struct plan *plan)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (unsigned i = 0; i < plan->count; i++) {
			struct stage *stage = &plan->stages[i];

			if (stage->pid != pid)
				continue;
			stage->pid = 0;
			stage->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			note_failure(plan, (int)i);
		}
}

static unsigned
running(const struct plan *plan)
{
	unsigned count = 0;

	for (unsigned i = 0; i < plan->count; i++)
		count += plan->stages[i].pid != 0;
	return count;
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * One failed, or we were asked to stop: the others pass on what they have, then go. A consequence may
 * be seen before its cause has ended: that one gets a moment to show itself.
 */
static void
stop_others(struct plan *plan, int64_t *since_ms)
{
	int64_t now = now_ms();

	if (plan->first_failed < 0 && !draining())
		return;
	if (!*since_ms)
		*since_ms = now;
	if (!plan->stopping && (draining() || now - *since_ms > SETTLE_MS
				       || !is_consequence(plan->stages[plan->first_failed].code))) {
		plan->stopping = true;
		plan->interrupted = draining();
		signal_all(plan, SIGTERM);
	}
	if (now - *since_ms > GRACE_MS)
		signal_all(plan, SIGKILL);
	if (running(plan))
		poll(NULL, 0, LOOK_EVERY_MS / 10);
}

void
supervise(struct plan *plan)
{
	int64_t since_ms = 0;

	drain_catch_signals();
	make_directory(plan);
	start_all(plan);
	while (look(plan) || running(plan)) {
		reap(plan);
		screen_progress(plan);
		stop_others(plan, &since_ms);
	}
	reap(plan);
	remove_directory(plan);
	screen_clear();
}
