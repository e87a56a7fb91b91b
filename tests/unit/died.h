/*
 * died - runs a function that may end the process, in a child, and says how it ended
 *
 * Both outputs go to memory, so that nothing blocks however much is written.
 */
#ifndef DIED_H
#define DIED_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct died {
	int code; /* of exit; 256 + the signal's number */
	char out[16384], err[16384];
	double cpu_ms;
};

static inline void
died_read(int fd, char *at, size_t size)
{
	ssize_t n = pread(fd, at, size - 1, 0);

	at[n > 0 ? n : 0] = '\0';
	close(fd);
}

static inline struct died
died(void (*run)(void *), void *arg)
{
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC), status;
	struct rusage used;
	struct died d = {.code = 0};
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		dup2(out, STDOUT_FILENO);
		dup2(err, STDERR_FILENO);
		run(arg);
		exit(0);
	}
	wait4(child, &status, 0, &used);
	d.code = WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
	d.cpu_ms = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3
		 + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
	died_read(out, d.out, sizeof d.out);
	died_read(err, d.err, sizeof d.err);
	return d;
}

/* A directory of one's own under /tmp; removed with all that it holds. */
static inline char *
scratch_make(void)
{
	static char path[64];

	snprintf(path, sizeof path, "/tmp/pmi-unit-XXXXXX");
	return mkdtemp(path);
}

static inline void
scratch_remove(const char *path)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", path);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", path);
}

static inline void
scratch_write(const char *dir, const char *name, const void *bytes, size_t len)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "wb");
	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		abort();
}

#endif
