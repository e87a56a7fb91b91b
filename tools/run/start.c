#include "log.h"
#include "run.h"
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMMON_ARGUMENTS 20
#define PATH_ROOM 4096

/* What a process is started with. */
struct command {
	char *argv[COMMON_ARGUMENTS + ARGUMENTS_MAX + CRUMB_SLOTS + 1];
	unsigned count;
	char path[PATH_ROOM], program[80], name[80];
	char input[ENDPOINT_SIZE], output[ENDPOINT_SIZE], tap[ENDPOINT_SIZE];
	char workers[CRUMB_SLOTS][ENDPOINT_SIZE];
	char capture[PATH_ROOM], explain[PATH_ROOM], crumb[ENDPOINT_SIZE];
	int in, out; /* descriptors with stdio, else -1 */
};

/* What joins stage `joint - 1` and stage `joint`; "" with stdio. */
void
endpoint(const struct plan *plan, unsigned joint, char into[ENDPOINT_SIZE])
{
	snprintf(into, ENDPOINT_SIZE, "ipc://%s/%u", plan->directory, joint);
	if (plan->asked.stdio)
		*into = '\0';
}

/* Filters have one: those that both read and write a stream. */
bool
tapped(const struct plan *plan, unsigned index, char into[ENDPOINT_SIZE])
{
	snprintf(into, ENDPOINT_SIZE, "ipc://%s/tap-%u", plan->directory, index);
	return index > 0 && index + 1 < plan->count;
}

static void
add(struct command *c, const char *option, const char *value)
{
	c->argv[c->count++] = (char *)(uintptr_t)option;
	if (value)
		c->argv[c->count++] = (char *)(uintptr_t)value;
}

/* DIR/price.msgpack; a program that is in the line twice has its place in the name. */
static void
place_in(char path[PATH_ROOM], const struct plan *plan, unsigned index, const char *dir, const char *suffix)
{
	struct text name = short_name(&plan->stages[index]);
	char place[12] = "";

	for (unsigned i = 0; i < plan->count; i++)
		if (i != index && text_equal(plan->stages[i].program, plan->stages[index].program))
			snprintf(place, sizeof(place), "-%u", index + 1);
	snprintf(path, PATH_ROOM, "%s/%.*s%s.%s", dir, TEXT_ARG(name), place, suffix);
}

static void
add_capture(struct command *c, const struct plan *plan, unsigned index)
{
	if (!plan->asked.capture || !index)
		return;
	place_in(c->capture, plan, index, plan->asked.capture, "msgpack");
	add(c, "--capture", c->capture);
}

/* DIR/price.jsonl; each worker of a stage explains the acts that it judges, in DIR/price.1.jsonl. */
static void
add_explain(struct command *c, const struct plan *plan, const struct process *process)
{
	char suffix[24] = "jsonl";

	if (!plan->asked.explain)
		return;
	if (process->worker)
		snprintf(suffix, sizeof(suffix), "%u.jsonl", process->worker);
	place_in(c->explain, plan, process->stage, plan->asked.explain, suffix);
	add(c, "--explain", c->explain);
}

static void
add_common(struct command *c, const struct plan *plan)
{
	add(c, "--json", NULL);
	add(c, "--progress", NULL);
	if (plan->options->config)
		add(c, "--config", plan->options->config);
}

static void
add_place(struct command *c, const struct plan *plan, unsigned index)
{
	endpoint(plan, index, c->input);
	endpoint(plan, index + 1, c->output);
	if (index > 0 && *c->input)
		add(c, "--input", c->input);
	if (index + 1 < plan->count && *c->output)
		add(c, "--output", c->output);
	if (tapped(plan, index, c->tap))
		add(c, "--tap", c->tap);
	add_capture(c, plan, index);
}

/* Where pmi-share finds this worker; it reads from there and .in, and writes to there and .out. */
static void
worker_place(const struct plan *plan, const struct process *process, const char *side,
	char into[ENDPOINT_SIZE])
{
	snprintf(into, ENDPOINT_SIZE, "ipc://%s/%u-%u%s", plan->directory, process->stage, process->worker,
		side);
}

static void
add_worker_place(struct command *c, const struct plan *plan, const struct process *process)
{
	worker_place(plan, process, ".in", c->input);
	worker_place(plan, process, ".out", c->output);
	add(c, "--input", c->input);
	add(c, "--output", c->output);
}

/* Whatever was interrupted: this stage, its whole line, or the pmi-run before. */
static void
add_arguments(struct command *c, const struct plan *plan, const struct stage *stage)
{
	bool again = plan->resumed || restarts(plan);
	unsigned arguments = again ? stage->argument_count : stage->first_arguments;

	for (unsigned i = 0; i < arguments; i++)
		add(c, stage->arguments[i], NULL);
}

/* Who stands in the line for a stage with workers. */
static void
compose_share(struct command *c, const struct plan *plan, const struct stage *stage)
{
	snprintf(c->name, sizeof(c->name), "%.*s", TEXT_ARG(stage->program));
	add(c, "--stage", c->name);
	for (unsigned w = 0; w < stage->workers; w++) {
		worker_place(plan, &plan->processes[stage->process + 1 + w], "", c->workers[w]);
		add(c, c->workers[w], NULL);
	}
}

static void
compose(struct command *c, const struct plan *plan, const struct process *process)
{
	const struct stage *stage = &plan->stages[process->stage];
	bool shares = stage->workers && !process->worker;

	c->count = 0;
	snprintf(c->program, sizeof(c->program), "%.*s", TEXT_ARG(shares ? TEXT("pmi-share") : stage->program));
	spawn_path(c->program, c->path);
	add(c, c->path, NULL);
	add_common(c, plan);
	if (process->worker)
		add_worker_place(c, plan, process);
	else
		add_place(c, plan, process->stage);
	if (shares) {
		compose_share(c, plan, stage);
	} else {
		add_explain(c, plan, process);
		add_arguments(c, plan, stage);
	}
	c->argv[c->count] = NULL;
	snprintf(c->crumb, sizeof(c->crumb), "%s/crumb-%u:%u", plan->directory, process->stage,
		process->worker ? process->worker - 1 : 0);
}

_Noreturn static void
become(const struct command *c, int errors, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a supervisor that dies leaves nobody behind */
	if (getppid() != parent)
		_exit(EX_TEMPFAIL);
	dup2(errors, STDERR_FILENO);
	if (c->in >= 0)
		dup2(c->in, STDIN_FILENO);
	if (c->out >= 0)
		dup2(c->out, STDOUT_FILENO);
	setenv(CRUMB_ENV, c->crumb, 1);
	unsetenv("NOTIFY_SOCKET"); /* systemd hears of pmi-run only */
	unsetenv("WATCHDOG_USEC");
	execv(c->path, c->argv);
	dprintf(STDERR_FILENO, "{\"niveau\":\"erreur\",\"message\":\"cannot start %s: %s\"}\n",
		strrchr(c->path, '/') + 1, strerror(errno));
	_exit(EX_UNAVAILABLE);
}

static void
reset(struct plan *plan, struct process *process, pid_t pid, int errors)
{
	process->pid = pid;
	process->errors = errors;
	process->line.len = 0;
	process->code = -1;
	process->stalled = false;
	process->watched = 0;
	process->start_at_ms = 0;
	if (!process->worker)
		plan->stages[process->stage].finished = false;
}

static bool
launch(struct plan *plan, struct process *process, int in, int out)
{
	static struct command c;
	pid_t pid, parent = getpid();
	int ends[2] = {-1, -1};

	c.in = in;
	c.out = out;
	compose(&c, plan, process);
	if (pipe2(ends, O_CLOEXEC) < 0 || (pid = fork()) < 0) {
		run_give_up(plan, EX_TEMPFAIL, "cannot start %s: %s; run the same line again when the "
			"machine has room", c.program, strerror(errno));
		if (ends[0] >= 0) {
			close(ends[0]);
			close(ends[1]);
		}
		return false;
	}
	if (!pid)
		become(&c, ends[1], parent);
	close(ends[1]);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	reset(plan, process, pid, ends[0]);
	tell_start(plan, process);
	return true;
}

bool
start_one(struct plan *plan, struct process *process)
{
	return launch(plan, process, -1, -1);
}

static bool
start_stage(struct plan *plan, const struct stage *stage, int in, int out)
{
	for (unsigned w = 1; w <= stage->workers; w++)
		if (!start_one(plan, &plan->processes[stage->process + w]))
			return false;
	return launch(plan, &plan->processes[stage->process], in, out);
}

static void
close_if(int fd)
{
	if (fd >= 0)
		close(fd);
}

/* From the last to the first: who reads is there before who writes. */
bool
start_all(struct plan *plan)
{
	int out = -1; /* into the stage started before, with stdio */
	bool well = true;

	for (unsigned i = plan->count; i-- > 0 && well;) {
		int ends[2] = {-1, -1};

		if (plan->asked.stdio && i > 0 && pipe2(ends, O_CLOEXEC) < 0) {
			run_give_up(plan, EX_TEMPFAIL, "cannot make a pipe: %s; run the same line again "
				"when the machine has room", strerror(errno));
			well = false;
		} else
			well = start_stage(plan, &plan->stages[i], ends[0], out);
		close_if(ends[0]);
		close_if(out);
		out = ends[1];
	}
	close_if(out);
	return well;
}
