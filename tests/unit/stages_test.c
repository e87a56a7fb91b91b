/*
 * stages - the line of a replay: who stands in it, with which arguments, and which one is to blame
 */
#include "stages.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sysexits.h>

#include <cmocka.h>

#include "refused.h"

static const char *dir;
static char path[4096]; /* of the pipeline file */

static void
write_line(const char *steps)
{
	char whole[2048];

	snprintf(whole, sizeof(whole), "nom: n\netapes:\n%s", steps);
	scratch_write(dir, "line.yaml", whole, strlen(whole));
}

static void
load(void *unused)
{
	struct stages stages = {.count = 0};

	(void)unused;
	stages_read(&stages, NULL, path);
	stages_free(&stages);
}

#define EMIT "  - {programme: pmi-emit, arguments: [\"-d{sortie}\"]}\n"

static void
what_the_ends_are_given_is_left_to_who_replays(void **state)
{
	struct stages stages = {.count = 0};

	(void)state;
	write_line("  - {programme: pmi-ingest, arguments: [\"{actes}\"]}\n"
		   "  - {programme: pmi-price, arguments: [--patience, \"3\"]}\n" EMIT);
	stages_read(&stages, NULL, path);
	assert_int_equal(stages.count, 3);
	assert_int_equal(stages.at[0].argc, 1);
	assert_int_equal(stages.at[1].argc, 3);
	assert_string_equal(stages.at[1].argv[2], "3");
	assert_int_equal(stages.at[2].argc, 1);
	assert_string_equal(stage_etape(&stages.at[1]), "price");
	stages_free(&stages);
}

static void
a_pipeline_that_no_replay_can_run_is_refused(void **state)
{
	static const struct refused rows[] = {
		{"a variable between the ends",
			"  - {programme: pmi-ingest}\n  - {programme: pmi-price, arguments: [\"-c{x}\"]}\n" EMIT,
			"a replay knows no value for it"},
		{"no sink", "  - {programme: pmi-ingest}\n  - {programme: pmi-price}\n", "ends in pmi-emit"},
	};

	(void)state;
	assert_refused(rows, sizeof(rows) / sizeof(*rows), write_line, load, NULL);
}

/* No program of ours stands beside this test. */
static void
a_program_that_is_not_there_is_the_cause_and_the_others_are_not_started(void **state)
{
	struct stages stages = {.count = 0};
	const struct stage *failed;

	(void)state;
	write_line("  - {programme: pmi-ingest}\n  - {programme: pmi-nobody}\n" EMIT);
	stages_read(&stages, NULL, path);
	stages_start(&stages, 1, 2, open("/dev/null", O_RDONLY | O_CLOEXEC), -1);
	failed = stages_wait(&stages);
	assert_ptr_equal(failed, &stages.at[1]);
	assert_int_equal(failed->code, EX_UNAVAILABLE);
	assert_null(stages_wait(&stages)); /* they were waited for */
	stages_free(&stages);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_ends_are_given_is_left_to_who_replays),
		cmocka_unit_test(a_pipeline_that_no_replay_can_run_is_refused),
		cmocka_unit_test(a_program_that_is_not_there_is_the_cause_and_the_others_are_not_started),
	};
	int failed;

	dir = scratch_make();
	snprintf(path, sizeof(path), "%s/line.yaml", dir);
	failed = cmocka_run_group_tests_name("stages", tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
