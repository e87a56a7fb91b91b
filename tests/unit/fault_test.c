#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>

#include "died.h"
#include "fault.h"
#include "log.h"

static void
what_may_be_given_later_is_75_with_a_hint_and_the_rest_keeps_its_code(void **state)
{
	static const struct {
		int error, asked, code;
		const char *hint; /* part of it; NULL: none */
	} cases[] = {
		{ENOSPC, EX_IOERR, 75, "make room"},
		{EDQUOT, EX_CANTCREAT, 75, "make room"},
		{EFBIG, EX_IOERR, 75, "ulimit -f"},
		{EMFILE, EX_NOINPUT, 75, "ulimit -n"},
		{ENFILE, EX_CANTCREAT, 75, "open"},
		{ENOMEM, EX_OSERR, 75, "ulimit -v"},
		{EAGAIN, EX_OSERR, 75, "ulimit -a"},
		{EROFS, EX_CANTCREAT, 75, "writable"},
		{EACCES, EX_IOERR, 75, "writable"},
		{EPERM, EX_CANTCREAT, 75, "writable"},
		{EACCES, EX_NOINPUT, 66, NULL},
		{EPERM, EX_NOINPUT, 66, NULL},
		{EIO, EX_NOINPUT, 74, "dmesg"},
		{EIO, EX_IOERR, 74, "dmesg"},
		{ENOENT, EX_NOINPUT, 66, NULL},
		{ENOENT, EX_CANTCREAT, 73, NULL},
		{ENOTDIR, EX_CANTCREAT, 73, NULL},
		{EBADF, EX_IOERR, 74, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fault fault = fault_of(cases[i].error, cases[i].asked);

		assert_int_equal(fault.code, cases[i].code);
		assert_int_equal(fault.hint != NULL, cases[i].hint != NULL);
		if (cases[i].hint) {
			assert_non_null(strstr(fault.hint, cases[i].hint));
			assert_non_null(strstr(fault.hint, "run the same line again"));
		}
	}
}

static void
run_gone(void *arg)
{
	(void)arg;
	errno = EPIPE;
	die_errno(EX_IOERR, "cannot write");
}

static void
a_reader_that_left_is_75_without_a_word(void **state)
{
	struct died d = died(run_gone, NULL);

	(void)state;
	assert_int_equal(d.code, 75);
	assert_string_equal(d.err, "");
}

static void
run_out_of_memory(void *arg)
{
	(void)arg;
	log_open("pmi-price", true, false);
	out_of_memory();
}

static void
no_memory_is_75_with_how_to_go_on(void **state)
{
	struct died d = died(run_out_of_memory, NULL);

	(void)state;
	assert_int_equal(d.code, 75);
	assert_non_null(strstr(d.err, "\"code\":75"));
	assert_non_null(strstr(d.err, "run the same line again"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_may_be_given_later_is_75_with_a_hint_and_the_rest_keeps_its_code),
		cmocka_unit_test(a_reader_that_left_is_75_without_a_word),
		cmocka_unit_test(no_memory_is_75_with_how_to_go_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
