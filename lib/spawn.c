#include "spawn.h"

#include "log.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME_ROOM 96

void
spawn_path(const char *program, char path[PATH_MAX])
{
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - NAME_ROOM);
	char *slash;

	path[len < 0 ? 0 : len] = '\0';
	slash = strrchr(path, '/');
	snprintf(slash ? slash + 1 : path, NAME_ROOM, "%s", program);
}

_Noreturn static void
become(char *const argv[], const struct spawn *spawn, pid_t parent)
{
	char path[PATH_MAX];

	prctl(PR_SET_PDEATHSIG, SIGTERM); /* who starts others and dies leaves nobody behind */
	if (getppid() != parent)
		_exit(EX_TEMPFAIL);
	if (spawn->in >= 0)
		dup2(spawn->in, STDIN_FILENO);
	if (spawn->out >= 0)
		dup2(spawn->out, STDOUT_FILENO);
	if (spawn->err >= 0)
		dup2(spawn->err, STDERR_FILENO);
	spawn_path(argv[0], path);
	execv(path, argv);
	dprintf(STDERR_FILENO, "%s: cannot start %s: %s\n", log_program(), path, strerror(errno));
	_exit(EX_UNAVAILABLE);
}

pid_t
spawn_beside(char *const argv[], const struct spawn *spawn)
{
	pid_t parent = getpid(), pid = fork();

	if (pid < 0)
		die_errno(EX_OSERR, "cannot start %s", argv[0]);
	if (!pid)
		become(argv, spawn, parent);
	return pid;
}

static int
code_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int
spawn_wait(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			die_errno(EX_OSERR, "waitpid");
		return -1;
	}
	return code_of(status);
}

static pid_t
any(int *code, int how)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, how)) < 0)
		if (errno != EINTR)
			die_errno(EX_OSERR, "waitpid");
	if (pid)
		*code = code_of(status);
	return pid;
}

pid_t
spawn_wait_any(int *code)
{
	return any(code, 0);
}

pid_t
spawn_ended_any(int *code)
{
	return any(code, WNOHANG);
}
