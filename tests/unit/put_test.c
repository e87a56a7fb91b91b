/*
 * put - what stands on stdout is what a terminal may show, in columns, and whether it arrived
 */
#include "put.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>

#include <cmocka.h>

#include "died.h"

static void
three_columns(void *arg)
{
	struct buffer line = {0};

	(void)arg;
	put_text(TEXT("\xC3\xA9t\xC3\xA9"), 4);
	put_text(TEXT_ABSENT, 2);
	put_text(TEXT("\x1b[2J\x7f"), 0);
	putchar('\n');
	buffer_add(&line, "{}", 2);
	put_line(&line);
	if (line.len)
		exit(1);
	buffer_free(&line);
	exit(put_end());
}

static void
onto_a_full_disk(void *arg)
{
	dup2(open(arg, O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
	three_columns(NULL);
}

static void
into_a_pipe_that_nobody_reads(void *arg)
{
	int ends[2];

	(void)arg;
	signal(SIGPIPE, SIG_IGN);
	if (pipe(ends))
		exit(1);
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO);
	three_columns(NULL);
}

static void
characters_are_counted_and_none_commands_the_terminal(void **state)
{
	struct died d = died(three_columns, NULL);

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.out, "\xC3\xA9t\xC3\xA9  -  ?[2J?\n{}\n");
}

static void
what_did_not_arrive_is_no_success(void **state)
{
	struct died d = died(onto_a_full_disk, "/dev/full");

	(void)state;
	assert_int_not_equal(d.code, 0);
	assert_non_null(strstr(d.err, "stdout"));
	d = died(into_a_pipe_that_nobody_reads, NULL);
	assert_int_equal(d.code, 75);
	assert_string_equal(d.err, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_are_counted_and_none_commands_the_terminal),
		cmocka_unit_test(what_did_not_arrive_is_no_success),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
