#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/stat.h>

#include "crumb.h"
#include "died.h"
#include "log.h"

static char *dir;
static char path[128];
static struct crumb *supervisor;

static int
setup(void **state)
{
	(void)state;
	dir = scratch_make();
	snprintf(path, sizeof path, "%s/page", dir);
	supervisor = crumb_make(path);
	unsetenv(CRUMB_ENV);
	return dir ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	crumb_close(supervisor);
	scratch_remove(dir);
	return 0;
}

/* What a supervisor passes to the process of this slot. */
static struct crumb *
open_slot(const char *slot)
{
	char value[160];

	snprintf(value, sizeof value, "%s:%s", path, slot);
	setenv(CRUMB_ENV, value, 1);
	return crumb_open();
}

static void
a_process_that_nobody_supervises_does_nothing(void **state)
{
	(void)state;
	assert_null(crumb_open());
	crumb_at(NULL, 7);
	assert_int_equal(crumb_wait(NULL), 0);
	assert_false(crumb_poisoned(NULL, 7));
	crumb_close(NULL);
}

static void
one_that_waits_is_at_none_and_comes_back(void **state)
{
	struct crumb *crumb = open_slot("3");
	uint64_t was;

	(void)state;
	crumb_at(crumb, 7);
	was = crumb_wait(crumb);
	assert_int_equal(crumb_current(supervisor, 3), 0);
	crumb_at(crumb, was);
	assert_int_equal(crumb_current(supervisor, 3), 7);
	crumb_close(crumb);
}

static void
the_page_is_for_its_owner_only(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
}

static void
make_again(void *arg)
{
	crumb_make(arg);
}

static void
a_page_that_is_there_already_is_73(void **state)
{
	struct died d = died(make_again, path);

	(void)state;
	assert_int_equal(d.code, EX_CANTCREAT);
	assert_non_null(strstr(d.err, path));
}

static void
the_supervisor_sees_where_each_slot_is(void **state)
{
	struct crumb *first = open_slot("0"), *last = open_slot("15");

	(void)state;
	crumb_at(first, 12);
	crumb_at(last, UINT64_MAX);
	assert_true(crumb_current(supervisor, 0) == 12);
	assert_true(crumb_current(supervisor, 1) == 0);
	assert_true(crumb_current(supervisor, 15) == UINT64_MAX);
	crumb_at(first, 0);
	assert_true(crumb_current(supervisor, 0) == 0);
	crumb_close(first);
	crumb_close(last);
}

static void
crash_at(void *arg)
{
	struct crumb *crumb = open_slot("3");

	crumb_at(crumb, *(const uint64_t *)arg);
	raise(SIGKILL);
}

static void
what_a_killed_process_was_at_stays_and_is_blamed_once(void **state)
{
	uint64_t record = 123;
	struct died d = died(crash_at, &record);
	struct crumb *again;

	(void)state;
	assert_int_equal(d.code, 256 + SIGKILL);
	assert_true(crumb_current(supervisor, 3) == 123);
	assert_true(crumb_blame(supervisor, 3) == 123);
	assert_true(crumb_current(supervisor, 3) == 0);
	assert_true(crumb_blame(supervisor, 3) == 0);
	again = open_slot("3");
	assert_true(crumb_poisoned(again, 123));
	assert_false(crumb_poisoned(again, 122));
	assert_false(crumb_poisoned(again, 0));
	crumb_at(again, 123); /* it crashes there once more, or a second worker does */
	assert_true(crumb_blame(supervisor, 3) == 0);
	assert_int_equal(crumb_poisons(supervisor), 1);
	crumb_close(again);
}

static void
no_more_than_a_pageful_is_blamed(void **state)
{
	struct crumb *process = open_slot("0");

	(void)state;
	for (uint64_t i = 1; i <= CRUMB_POISONS; i++) {
		crumb_at(process, i);
		assert_true(crumb_blame(supervisor, 0) == i);
	}
	crumb_at(process, CRUMB_POISONS + 1);
	assert_true(crumb_blame(supervisor, 0) == 0);
	assert_int_equal(crumb_poisons(supervisor), CRUMB_POISONS);
	assert_true(crumb_poisoned(process, 1) && crumb_poisoned(process, CRUMB_POISONS));
	crumb_close(process);
}

static void
open_named(void *arg)
{
	setenv(CRUMB_ENV, arg, 1);
	crumb_open();
}

static void
what_is_no_page_is_71(void **state)
{
	char values[5][160];

	(void)state;
	scratch_write(dir, "short", "x", 1);
	snprintf(values[0], sizeof values[0], "%s", path);
	snprintf(values[1], sizeof values[1], "%s:%d", path, CRUMB_SLOTS);
	snprintf(values[2], sizeof values[2], "%s:x", path);
	snprintf(values[3], sizeof values[3], "%s/nothing:0", dir);
	snprintf(values[4], sizeof values[4], "%s/short:0", dir);
	for (int i = 0; i < 5; i++) {
		struct died d = died(open_named, values[i]);

		assert_int_equal(d.code, EX_OSERR);
		assert_non_null(strstr(d.err, "no page of a supervisor"));
	}
}

static void
faults_are_told_from_kills(void **state)
{
	(void)state;
	assert_true(crumb_is_fault(SIGSEGV) && crumb_is_fault(SIGABRT) && crumb_is_fault(SIGFPE));
	assert_true(crumb_is_fault(SIGBUS) && crumb_is_fault(SIGILL) && crumb_is_fault(SIGXCPU));
	assert_false(crumb_is_fault(SIGKILL) || crumb_is_fault(SIGTERM) || crumb_is_fault(SIGINT));
	assert_false(crumb_is_fault(0));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_process_that_nobody_supervises_does_nothing),
		T(one_that_waits_is_at_none_and_comes_back),
		T(the_page_is_for_its_owner_only),
		T(a_page_that_is_there_already_is_73),
		T(the_supervisor_sees_where_each_slot_is),
		T(what_a_killed_process_was_at_stays_and_is_blamed_once),
		T(no_more_than_a_pageful_is_blamed),
		T(what_is_no_page_is_71),
		T(faults_are_told_from_kills),
	};
#undef T
	return cmocka_run_group_tests(tests, NULL, NULL);
}
