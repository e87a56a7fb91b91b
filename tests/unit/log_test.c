#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <jansson.h>

#include "died.h"
#include "log.h"

#define LINE "  - {code: XYZ, taux: 120 %}"

static struct place
here(const char *line, unsigned column)
{
	return (struct place){"config/tarifs.yaml", 41, column, line, strlen(line)};
}

static void
run_die(void *arg)
{
	(void)arg;
	log_open("pmi-price", false, true);
	die(EX_DATAERR, "%d records", 3);
}

static void
a_message_names_the_program_and_the_code_is_the_exit(void **state)
{
	struct died d = died(run_die, NULL);

	(void)state;
	assert_int_equal(d.code, 65);
	assert_string_equal(d.err, "pmi-price: 3 records\n");
	assert_string_equal(d.out, "");
}

static void
run_die_errno(void *arg)
{
	(void)arg;
	errno = ENOSPC;
	die_errno(EX_IOERR, "bordereau.csv");
}

static void
before_log_open_the_program_is_pmi_flux_and_errno_says_how_to_go_on(void **state)
{
	struct died d = died(run_die_errno, NULL);

	(void)state;
	assert_int_equal(d.code, 75);
	assert_string_equal(d.err, "pmi-flux: bordereau.csv: No space left on device: make room, then run "
				   "the same line again\n");
}

static void
run_die_at(void *arg)
{
	const struct place *place = arg;

	log_open("pmi-price", false, false);
	die_at(EX_CONFIG, place, "taux of code XYZ: 12000 bp is above 10000");
}

static void
a_place_shows_its_line_under_a_number_and_a_caret(void **state)
{
	struct place place = here(LINE, 23);
	struct died d = died(run_die_at, &place);

	(void)state;
	assert_int_equal(d.code, 78);
	assert_string_equal(d.err,
		"pmi-price: config/tarifs.yaml:41:23: taux of code XYZ: 12000 bp is above 10000\n"
		"   41 | " LINE "\n"
		"      |                       ^\n");
}

static void
the_caret_counts_characters_and_keeps_tabs(void **state)
{
	struct place place = here("\tété: x", 7);
	struct died d = died(run_die_at, &place);

	(void)state;
	assert_non_null(strstr(d.err, "   41 | \tété: x\n      | \t     ^\n"));
}

static void
what_would_upset_a_terminal_is_shown_as_a_question_mark(void **state)
{
	struct place place = here("a\x1b[31m\x7f\xc2\x9b\xff\xc3", 8);
	struct died d = died(run_die_at, &place);

	(void)state;
	assert_non_null(strstr(d.err, "   41 | a?[31m????\n      |        ^\n"));
}

static void
a_long_line_is_cut_around_the_caret(void **state)
{
	char line[5000];
	struct place place;
	struct died d;
	const char *gutter, *caret;

	(void)state;
	memset(line, 'a', sizeof line - 1);
	line[sizeof line - 1] = '\0';
	line[2999] = 'X';
	place = here(line, 3000);
	d = died(run_die_at, &place);
	gutter = strstr(d.err, "   41 | ...aaa");
	assert_non_null(gutter);
	caret = strchr(d.err, '^');
	assert_non_null(caret);
	assert_true(strlen(d.err) < 500);
	/* the X stands right above the caret */
	assert_int_equal(strchr(gutter, 'X') - gutter, caret - (strchr(gutter, '\n') + 1));
}

static void
a_place_without_a_line_shows_the_file_only(void **state)
{
	struct place place = {.file = "actes.csv"};
	struct died d = died(run_die_at, &place);

	(void)state;
	assert_string_equal(d.err,
		"pmi-price: actes.csv: taux of code XYZ: 12000 bp is above 10000\n");
}

static void
run_die_at_both(void *arg)
{
	struct place first = here("- {du: 2024-01-01}", 3), second = here("- {du: 2023-01-01}", 3);

	second.line = 37;
	log_open("pmi-price", arg != NULL, false);
	die_at_both(EX_CONFIG, &first, &second, "two tariffs of XYZ overlap");
}

static void
two_places_show_both_lines(void **state)
{
	struct died d = died(run_die_at_both, NULL);

	(void)state;
	assert_int_equal(d.code, 78);
	assert_string_equal(d.err,
		"pmi-price: config/tarifs.yaml:41:3: two tariffs of XYZ overlap\n"
		"   41 | - {du: 2024-01-01}\n"
		"      |   ^\n"
		"pmi-price: config/tarifs.yaml:37:3: the other one stands here\n"
		"   37 | - {du: 2023-01-01}\n"
		"      |   ^\n");
}

static void
in_json_a_message_is_one_object_a_line(void **state)
{
	struct died d = died(run_die_at_both, &d);

	(void)state;
	assert_string_equal(d.err,
		"{\"programme\":\"pmi-price\",\"niveau\":\"erreur\",\"code\":78,"
		"\"message\":\"two tariffs of XYZ overlap\",\"fichier\":\"config/tarifs.yaml\","
		"\"ligne\":41,\"colonne\":3,\"autre_fichier\":\"config/tarifs.yaml\","
		"\"autre_ligne\":37,\"autre_colonne\":3}\n");
}

static void
run_json_bad_bytes(void *arg)
{
	char bytes[256];

	(void)arg;
	for (int i = 0; i < 255; i++)
		bytes[i] = (char)(i + 1);
	bytes[255] = '\0';
	log_open("pmi-price", true, false);
	warn("é%s", bytes);
}

static void
json_of_any_bytes_parses(void **state)
{
	struct died d = died(run_json_bad_bytes, NULL);
	json_t *object = json_loads(d.err, 0, NULL);

	(void)state;
	assert_non_null(object);
	assert_string_equal(json_string_value(json_object_get(object, "niveau")), "avertissement");
	assert_memory_equal(json_string_value(json_object_get(object, "message")),
		"é\x01\x02\x03", 5);
	assert_null(json_object_get(object, "code"));
	json_decref(object);
}

static void
run_warn(void *arg)
{
	log_open("pmi-price", false, arg != NULL);
	warn("late");
}

static void
a_warning_does_not_end_the_process_and_quiet_silences_it(void **state)
{
	struct died loud = died(run_warn, NULL), quiet = died(run_warn, &loud);

	(void)state;
	assert_int_equal(loud.code, 0);
	assert_string_equal(loud.err, "pmi-price: late\n");
	assert_string_equal(quiet.err, "");
}

static void
run_log_error(void *arg)
{
	(void)arg;
	log_open("pmi-price", false, true);
	log_error(EX_DATAERR, "no end");
}

static void
an_error_is_said_even_when_quiet_and_leaves_the_end_to_the_caller(void **state)
{
	struct died d = died(run_log_error, NULL);

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.err, "pmi-price: no end\n");
}

static void
run_long(void *arg)
{
	char *message = malloc(100001);

	(void)arg;
	memset(message, 'm', 100000);
	message[100000] = '\0';
	die(EX_USAGE, "%s", message);
}

static void
a_message_of_any_length_stays_one_line(void **state)
{
	struct died d = died(run_long, NULL);

	(void)state;
	assert_int_equal(d.code, 64);
	assert_true(strlen(d.err) < 1100);
	assert_ptr_equal(strchr(d.err, '\n'), d.err + strlen(d.err) - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_names_the_program_and_the_code_is_the_exit),
		cmocka_unit_test(before_log_open_the_program_is_pmi_flux_and_errno_says_how_to_go_on),
		cmocka_unit_test(a_place_shows_its_line_under_a_number_and_a_caret),
		cmocka_unit_test(the_caret_counts_characters_and_keeps_tabs),
		cmocka_unit_test(what_would_upset_a_terminal_is_shown_as_a_question_mark),
		cmocka_unit_test(a_long_line_is_cut_around_the_caret),
		cmocka_unit_test(a_place_without_a_line_shows_the_file_only),
		cmocka_unit_test(two_places_show_both_lines),
		cmocka_unit_test(in_json_a_message_is_one_object_a_line),
		cmocka_unit_test(json_of_any_bytes_parses),
		cmocka_unit_test(a_warning_does_not_end_the_process_and_quiet_silences_it),
		cmocka_unit_test(an_error_is_said_even_when_quiet_and_leaves_the_end_to_the_caller),
		cmocka_unit_test(a_message_of_any_length_stays_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
