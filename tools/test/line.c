/* The processes that the cases of a file go through, one after another: one process a stage for all the
 * cases of a day. */
#include "test.h"

#include "log.h"
#include "nearest.h"
#include "pipeline.h"
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

void
line_input(const struct test *test, char path[96])
{
	snprintf(path, 96, "%s/cases.jsonl", test->directory);
}

void
line_output(const struct test *test, char path[96])
{
	snprintf(path, 96, "%s/out", test->directory);
}

void
line_explained(const struct test *test, unsigned index, char path[96])
{
	snprintf(path, 96, "%s/why-%u", test->directory, index);
}

static void
argument(struct line *line, const char *option, const char *value)
{
	unsigned stage = line->count - 1;
	char *all;

	for (unsigned i = 0; i <= LINE_MAX; i++) {
		if (line->argv[stage][i])
			continue;
		if (i == LINE_MAX)
			die(EX_CONFIG, "%s has too many arguments", line->name[stage]);
		if (asprintf(&all, "%s%s", option, value) < 0)
			out_of_memory();
		line->argv[stage][i] = all;
		return;
	}
}

static void
stage_begin(struct line *line, const struct test *test, const char *program)
{
	char path[PATH_MAX];

	if (line->count == LINE_MAX)
		die(EX_CONFIG, "a line of more than %d stages", LINE_MAX - 1);
	spawn_path(program, path);
	if (access(path, X_OK))
		die(EX_CONFIG, "%s: no such program beside pmi-test", program);
	snprintf(line->name[line->count++], sizeof(line->name[0]), "%s", program);
	argument(line, path, "");
	argument(line, "--config=", test->options->config);
}

/* --quiet, and where the trace goes. */
static void
stage_judges(struct line *line, const struct test *test)
{
	char path[96];

	line->judges[line->count - 1] = true;
	argument(line, "--quiet", "");
	line_explained(test, line->count - 1, path);
	if (test->coverage)
		argument(line, "--explain=", path);
}

static void
add_source(struct line *line, const struct test *test, day_t day)
{
	char path[96], text[DAY_SIZE];

	line_input(test, path);
	stage_begin(line, test, line->source ? "pmi-ingest" : "pmi-cat");
	argument(line, "--as-of=", day_format(day, text));
	if (line->source)
		stage_judges(line, test);
	else
		argument(line, "--from-json", "");
	argument(line, path, "");
}

/* pmi-run's own variables have a value here; another one has none. */
static void
add_argument(struct line *line, const struct test *test, const struct step *step, struct text t, day_t day)
{
	char *copy = strndup(t.at, t.len), *brace = strchr(copy, '{'), path[96], text[DAY_SIZE];

	line_input(test, path);
	if (brace && !strcmp(brace, "{as_of}"))
		day_format(day, text);
	else if (brace && strcmp(brace, "{actes}"))
		config_die(step->node, "argument \"%s\": a test has no value for it", copy);
	if (brace)
		*brace = '\0';
	argument(line, copy, !brace ? "" : !strcmp(brace + 1, "as_of}") ? text : path);
	free(copy);
}

/* All but the last one, which publishes. */
static void
compose_pipeline(struct line *line, const struct test *test, const struct file *file, day_t day)
{
	struct pipeline pipeline;
	char name[PATH_MAX];

	snprintf(name, sizeof(name), "%.*s", TEXT_ARG(file->pipeline));
	pipeline_open(&pipeline, test->options->config, name);
	for (unsigned i = 0; i + 1 < pipeline.count; i++) {
		const struct step *step = &pipeline.steps[i];

		snprintf(name, sizeof(name), "%.*s", TEXT_ARG(step->program));
		stage_begin(line, test, name);
		stage_judges(line, test);
		for (size_t a = 0; a < step->arguments.count; a++)
			add_argument(line, test, step, step->arguments.at[a], day);
	}
	pipeline_close(&pipeline);
}

static void
compose_etapes(struct line *line, const struct test *test, const struct file *file, day_t day)
{
	add_source(line, test, day);
	for (size_t i = line->source; i < file->etapes.count; i++) {
		char program[48];

		snprintf(program, sizeof(program), "pmi-%.*s", TEXT_ARG(file->etapes.at[i]));
		stage_begin(line, test, program);
		stage_judges(line, test);
	}
}

bool
line_has_source(const struct file *file)
{
	return !file->etapes.count || text_is(file->etapes.at[0], "ingest");
}

void
line_compose(struct line *line, const struct test *test, const struct file *file, day_t day)
{
	line->source = line_has_source(file);
	if (file->etapes.count)
		compose_etapes(line, test, file, day);
	else
		compose_pipeline(line, test, file, day);
	line_output(test, line->output);
}

void
line_free(struct line *line)
{
	for (unsigned i = 0; i < line->count; i++)
		for (unsigned j = 0; line->argv[i][j]; j++)
			free(line->argv[i][j]);
}

/* ---- Running */

_Noreturn static void
become(char **argv, int in, int out)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a test that dies leaves nobody behind */
	if (in >= 0)
		dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execv(argv[0], argv);
	dprintf(STDERR_FILENO, "pmi-test: cannot start %s: %s\n", argv[0], strerror(errno));
	_exit(EX_UNAVAILABLE);
}

static void
close_if(int fd)
{
	if (fd >= 0)
		close(fd);
}

static int
wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die_errno(EX_OSERR, "waitpid");
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* The cause is who ended for a reason of its own: a cut stream (65) or a reader that left (75) is a
 * neighbour's. */
static void
judge(const struct line *line, const int *codes)
{
	int worst = -1;

	for (int i = 0; i < (int)line->count; i++)
		if (codes[i] && (worst < 0 || (codes[i] != EX_DATAERR && codes[i] != EX_TEMPFAIL)))
			worst = i;
	if (worst < 0)
		return;
	say_bail(line->name[worst]);
	die(codes[worst] < 128 ? codes[worst] : EX_SOFTWARE, "%s ended with %d: it said why above",
		line->name[worst], codes[worst]);
}

/* The last one writes to standard output like the others: what is thrown away needs no fsync. */
static int
output_of(const struct line *line)
{
	int fd = open(line->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		die_errno(EX_CANTCREAT, "%s", line->output);
	return fd;
}

void
line_run(const struct line *line)
{
	pid_t pids[LINE_MAX];
	int codes[LINE_MAX], in = -1;

	for (unsigned i = 0; i < line->count; i++) {
		int ends[2] = {-1, -1};

		if (i + 1 == line->count)
			ends[1] = output_of(line);
		if ((i + 1 < line->count && pipe2(ends, O_CLOEXEC) < 0) || (pids[i] = fork()) < 0)
			die_errno(EX_OSERR, "cannot start %s", line->name[i]);
		if (!pids[i])
			become((char **)(uintptr_t)line->argv[i], in, ends[1]);
		close_if(in);
		close_if(ends[1]);
		in = ends[0];
	}
	for (unsigned i = 0; i < line->count; i++)
		codes[i] = wait_for(pids[i]);
	judge(line, codes);
}
