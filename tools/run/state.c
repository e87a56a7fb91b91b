/*
 * state - who runs in a state directory, and where
 *
 *   DIR/.pmi-run.lock   locked by pmi-run and by each of its stages, which inherit it: whoever gets it
 *                       knows that nobody of an earlier run is left; holds the pid
 *   DIR/.pmi-run.json   while it runs: pid, pipeline, directory of the sockets, stages
 */
#include "cursor.h"
#include "json.h"
#include "json_read.h"
#include "log.h"
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define WAIT_MS 5000  /* for the stages of a pmi-run that was killed: they drain, then they go */
#define LOOK_MS 50
#define FILE_MAX 65536

static int lock_fd = -1;

static void
state_path(const struct plan *plan, const char *name, char path[4096])
{
	if (snprintf(path, 4096, "%s/%s", plan->state, name) >= 4096)
		die(EX_USAGE, "%.40s…: too long for a directory", plan->state);
}

static pid_t
holder(void)
{
	char digits[16] = "";
	ssize_t len = pread(lock_fd, digits, sizeof(digits) - 1, 0);

	return len > 0 ? atoi(digits) : 0;
}

static bool
lives(pid_t pid)
{
	return pid > 0 && (!kill(pid, 0) || errno == EPERM);
}

static void
lock(const struct plan *plan, const char *path)
{
	for (int waited = 0; flock(lock_fd, LOCK_EX | LOCK_NB) < 0; waited += LOOK_MS) {
		pid_t pid = holder();

		if (errno != EWOULDBLOCK)
			die_errno(EX_OSERR, "%s", path);
		if (lives(pid) && waited > LOOK_MS) /* not one that is just writing its pid */
			die(EX_TEMPFAIL, "pmi-run %d is at work in %s: wait for it, or stop it (kill "
					 "%d)", (int)pid, plan->state, (int)pid);
		if (waited > WAIT_MS)
			die(EX_TEMPFAIL, "pmi-run %d is gone but its stages are still at work in %s: "
					 "%s/.pmi-run.json names them", (int)pid, plan->state,
				plan->state);
		usleep(1000 * LOOK_MS);
	}
}

/* The directory of the sockets that a file of an earlier run names; "" for none. */
static void
left_behind(const char *path, char directory[128])
{
	char bytes[FILE_MAX];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t len = fd < 0 ? 0 : read(fd, bytes, sizeof(bytes));
	struct buffer packed = {0};
	struct text key, value;
	struct cursor c;
	uint32_t pairs = 0;
	unsigned column;

	directory[0] = '\0';
	if (fd >= 0)
		close(fd);
	if (len > 0 && !json_read((struct text){bytes, (size_t)len}, &packed, &column)) {
		c = (struct cursor){packed.at, packed.at + packed.len};
		if (!cursor_map(&c, &pairs))
			pairs = 0;
		while (pairs-- && cursor_text(&c, &key))
			if (text_is(key, "directory") && cursor_text(&c, &value))
				snprintf(directory, 128, "%.*s", TEXT_ARG(value));
			else if (cursor_skip(&c) != CURSOR_OK)
				break;
	}
	buffer_free(&packed);
}

void
state_open(struct plan *plan)
{
	char path[4096], directory[128];

	if (!plan->state)
		return;
	if (mkdir(plan->state, 0700) < 0 && errno != EEXIST)
		die_errno(EX_CANTCREAT, "cannot make %s", plan->state);
	state_path(plan, ".pmi-run.lock", path);
	lock_fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600); /* stages inherit it */
	if (lock_fd < 0)
		die_errno(errno == EMFILE || errno == ENFILE ? EX_TEMPFAIL : EX_CANTCREAT, "%s", path);
	lock(plan, path);
	if (ftruncate(lock_fd, 0) < 0 || dprintf(lock_fd, "%d\n", (int)getpid()) < 0)
		die_errno(EX_IOERR, "%s", path);
	state_path(plan, ".pmi-run.json", path);
	left_behind(path, directory);
	if (*directory)
		place_remove(directory);
	plan->resumed = *directory;
	unlink(path);
}

static void
json_pair(struct json *json, const char *key, const char *value)
{
	json_pair_text(json, key, text_of(value));
}

static void
write_stage(const struct plan *plan, unsigned i, struct json *json)
{
	const struct stage *stage = &plan->stages[i];
	char at[ENDPOINT_SIZE];

	json_open(json, '{');
	json_pair_text(json, "name", stage->program);
	json_pair_int(json, "pid", plan->processes[stage->process].pid);
	if (stage->workers) {
		json_key(json, "workers");
		json_open(json, '[');
		for (unsigned w = 1; w <= stage->workers; w++)
			json_int(json, plan->processes[stage->process + w].pid);
		json_close(json, ']');
	}
	endpoint(plan, i, at);
	json_pair(json, "input", i > 0 ? at : NULL);
	endpoint(plan, i + 1, at);
	json_pair(json, "output", i + 1 < plan->count ? at : NULL);
	json_pair(json, "tap", tapped(plan, i, at) ? at : NULL);
	json_close(json, '}');
}

/* Others look here; if it cannot be written the run goes on. */
void
state_write(const struct plan *plan)
{
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};
	char path[4096], temp[4096];
	int fd;

	if (!plan->state)
		return;
	json_open(&json, '{');
	json_pair_int(&json, "pid", getpid());
	json_pair_text(&json, "pipeline", plan->name);
	json_pair(&json, "directory", plan->directory);
	json_key(&json, "stages");
	json_open(&json, '[');
	for (unsigned i = 0; i < plan->count; i++)
		write_stage(plan, i, &json);
	json_close(&json, ']');
	json_close(&json, '}');
	buffer_add(&bytes, "\n", 1);
	state_path(plan, ".pmi-run.json", path);
	state_path(plan, ".pmi-run.json.tmp", temp);
	unlink(temp);
	fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || write(fd, bytes.at, bytes.len) != (ssize_t)bytes.len || rename(temp, path) < 0)
		warn("%s: %s: other programs will not find this run", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	buffer_free(&bytes);
}

void
state_close(const struct plan *plan)
{
	char path[4096];

	if (!plan->state)
		return;
	state_path(plan, ".pmi-run.json", path);
	unlink(path);
	if (ftruncate(lock_fd, 0) == 0)
		close(lock_fd);
}
