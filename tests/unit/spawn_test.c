/* Programs beside this very test: a copy of it, and links to what the machine has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/stat.h>

#include "died.h"
#include "spawn.h"

/* What runs in the copy: starts the program that is named, with its output into a pipe. */
static int
run_copy(char *argv[])
{
	char bytes[64] = "";
	int ends[2], code;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return 99;
	pid = spawn_beside(argv, &(struct spawn){-1, ends[1], -1});
	close(ends[1]);
	if (read(ends[0], bytes, sizeof bytes - 1) < 0)
		return 99;
	code = spawn_wait(pid);
	printf("%d %s", code, bytes);
	return 0;
}

static char *dir;

static int
setup(void **state)
{
	char command[PATH_MAX + 300], self[PATH_MAX] = "";

	(void)state;
	dir = scratch_make();
	if (!dir || readlink("/proc/self/exe", self, sizeof self - 1) < 0)
		return -1;
	snprintf(command, sizeof command, "cp %s %s/copy && printf '#!/bin/sh\\necho \"said $1\"; exit $2\\n' >%s/say"
		" && printf '#!/bin/sh\\nkill -9 $$\\n' >%s/die && chmod +x %s/say %s/die", self, dir, dir, dir, dir, dir);
	return system(command);
}

static int
teardown(void **state)
{
	(void)state;
	scratch_remove(dir);
	return 0;
}

static void
exec_copy(void *arg)
{
	char path[128];

	snprintf(path, sizeof path, "%s/copy", dir);
	execv(path, arg);
	abort();
}

static struct died
run(const char *program, const char *word, const char *code)
{
	const char *argv[] = {"copy", "--spawn", program, word, code, NULL};

	return died(exec_copy, (void *)(uintptr_t)argv);
}

static void
a_program_beside_this_one_is_started_and_its_code_is_known(void **state)
{
	(void)state;
	assert_string_equal(run("say", "x", "0").out, "0 said x\n");
	assert_string_equal(run("say", "y", "78").out, "78 said y\n");
}

static void
one_that_was_killed_is_128_and_the_signal(void **state)
{
	(void)state;
	assert_string_equal(run("die", "", "").out, "137 ");
}

static void
one_that_is_not_there_is_69_and_said(void **state)
{
	struct died d = run("nowhere", "", "");

	(void)state;
	assert_string_equal(d.out, "69 ");
	assert_non_null(strstr(d.err, "cannot start "));
	assert_non_null(strstr(d.err, "/nowhere: No such file or directory"));
}

/* Two at once; the second ends first. */
static void
whichever_ends_first_is_waited_for(void **state)
{
	char path[128];
	pid_t slow, quick;
	int code;

	(void)state;
	snprintf(path, sizeof path, "%s/in", dir);
	assert_return_code(mkfifo(path, 0600), errno);
	if (!(slow = fork())) { /* until the quick one is gone */
		int fd = open(path, O_RDONLY);

		_exit(fd < 0 ? 98 : 3);
	}
	if (!(quick = fork()))
		_exit(4);
	assert_int_equal(spawn_wait_any(&code), quick);
	assert_int_equal(code, 4);
	assert_int_equal(spawn_ended_any(&code), 0);
	assert_int_equal(code, 4);
	close(open(path, O_WRONLY));
	assert_int_equal(spawn_wait_any(&code), slow);
	assert_int_equal(code, 3);
	if (!(quick = fork()))
		_exit(5);
	while (!spawn_ended_any(&code))
		;
	assert_int_equal(code, 5);
}

int
main(int argc, char *argv[])
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_program_beside_this_one_is_started_and_its_code_is_known),
		cmocka_unit_test(one_that_was_killed_is_128_and_the_signal),
		cmocka_unit_test(one_that_is_not_there_is_69_and_said),
		cmocka_unit_test(whichever_ends_first_is_waited_for),
	};

	if (argc > 2 && !strcmp(argv[1], "--spawn"))
		return run_copy(argv + 2);
	return cmocka_run_group_tests(tests, setup, teardown);
}
