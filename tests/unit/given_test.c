/* given: operands, lines of a list, and a list that several read */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "died.h"
#include "given.h"
#include "log.h"

static void
operands_come_in_their_order(void **state)
{
	char first[] = "a", second[] = "-", *names[] = {first, second};
	struct given given;

	(void)state;
	given_open(&given, names, 2, NULL);
	assert_string_equal(given_next(&given), "a");
	assert_string_equal(given_next(&given), "-");
	assert_null(given_next(&given));
}

static void
opens_both(void *arg)
{
	struct given given;

	given_open(&given, arg, 1, "-");
}

static void
opens_neither(void *arg)
{
	struct given given;

	given_open(&given, arg, 0, NULL);
}

static void
a_list_or_operands_are_given_and_not_both(void **state)
{
	char name[] = "a", *names[] = {name};

	(void)state;
	assert_int_equal(died(opens_both, names).code, EX_USAGE);
	assert_int_equal(died(opens_neither, names).code, EX_USAGE);
}

/* Two readers of one socket, each with a stream of its own: a line is whole, and is given once. */
static void
two_readers_share_the_lines_of_a_socket(void **state)
{
	static struct given readers[2];
	char longest[PATH_SIZE + 1];
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
	memset(longest, 'x', PATH_SIZE - 1);
	memcpy(longest + PATH_SIZE - 1, "\n", 2);
	assert_int_equal(write(ends[1], "a\n", 2), 2);
	assert_int_equal(write(ends[1], longest, PATH_SIZE), PATH_SIZE);
	assert_int_equal(write(ends[1], "c\n", 2), 2);
	close(ends[1]);
	for (int i = 0; i < 2; i++) {
		readers[i] = (struct given){.list = fdopen(dup(ends[0]), "r"), .list_name = "-"};
		setvbuf(readers[i].list, readers[i].bytes, _IOFBF, sizeof(readers[i].bytes));
	}
	assert_string_equal(given_next(&readers[0]), "a");
	assert_int_equal(strlen(given_next(&readers[1])), PATH_SIZE - 1);
	assert_string_equal(given_next(&readers[0]), "c");
	for (int i = 0; i < 2; i++) {
		assert_null(given_next(&readers[i]));
		fclose(readers[i].list);
	}
	close(ends[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operands_come_in_their_order),
		cmocka_unit_test(a_list_or_operands_are_given_and_not_both),
		cmocka_unit_test(two_readers_share_the_lines_of_a_socket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
