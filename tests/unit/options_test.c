#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <sys/stat.h>

#include "config.h"
#include "died.h"
#include "log.h"
#include "options.h"

static const char *directory, *resume;

static const struct option_spec own[] = {
	{"directory", 'd', "DIR", "where the lots go", &directory},
	{"resume", 0, NULL, "go on", &resume},
	{.name = NULL},
};

static struct usage usage = {
	.program = "pmi-emit",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Makes lots of the accepted lines.",
	.examples = "  pmi-route-to-cpam <f | pmi-emit -d lots\n",
	.options = own,
	.operands = 1,
};

static struct options
parse(const char *const *words)
{
	static char *argv[16];
	struct options options;
	int argc = 0;

	directory = resume = NULL;
	argv[argc++] = (char *)(uintptr_t) "pmi-emit";
	while (words[argc - 1]) {
		argv[argc] = (char *)(uintptr_t)words[argc - 1];
		argc++;
	}
	argv[argc] = NULL;
	options_parse(&options, argc, argv, &usage);
	return options;
}

#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

static void
run_parse(void *arg)
{
	parse(arg);
}

#define DIED(...) died(run_parse, (void *)(uintptr_t)(const char *const[]){__VA_ARGS__, NULL})

static void
every_option_is_read_in_both_forms(void **state)
{
	struct options o = PARSE("-i", "in", "-o", "ipc:///tmp/x", "-c", "book", "--check", "--json",
		"--progress", "-q", "-d", "lots", "--resume");

	(void)state;
	assert_string_equal(o.program, "pmi-emit");
	assert_string_equal(o.input, "in");
	assert_string_equal(o.output, "ipc:///tmp/x");
	assert_string_equal(o.config, "book");
	assert_true(o.output_given && o.check && o.json && o.progress && o.quiet);
	assert_string_equal(directory, "lots");
	assert_string_equal(resume, "");
	assert_int_equal(o.count, 0);
	assert_true(log_json() && log_quiet());

	o = PARSE("--input=in", "--output=out", "--config=book", "--quiet", "--directory=lots");
	assert_string_equal(o.input, "in");
	assert_string_equal(o.output, "out");
	assert_string_equal(directory, "lots");
	assert_null(resume);
	assert_false(log_json());
}

static void
input_and_output_are_the_standard_ones_unless_given(void **state)
{
	struct options o = PARSE("-q");

	(void)state;
	assert_string_equal(o.input, "-");
	assert_string_equal(o.output, "-");
	assert_false(o.output_given);
}

static void
the_one_operand_is_the_input(void **state)
{
	struct options o = PARSE("actes.msgpack", "-q");

	(void)state;
	assert_string_equal(o.input, "actes.msgpack");
	assert_string_equal(PARSE("--", "--json").input, "--json");
}

static void
an_input_given_twice_is_64(void **state)
{
	struct died d = DIED("-i", "a", "b");

	(void)state;
	assert_int_equal(d.code, 64);
	assert_string_equal(d.err, "pmi-emit: two inputs: --input a and b\n");
}

static void
an_operand_too_many_is_64_and_named(void **state)
{
	struct died d = DIED("a", "b");

	(void)state;
	assert_int_equal(d.code, 64);
	assert_string_equal(d.err, "pmi-emit: unexpected operand \"b\"; see pmi-emit --help\n");
	assert_int_equal(DIED("").code, 64);
}

static void
any_number_of_operands_is_taken_where_the_program_says_so(void **state)
{
	struct options o;

	(void)state;
	usage.operands = -1;
	o = PARSE("a", "-q", "b", "c");
	usage.operands = 1;
	assert_int_equal(o.count, 3);
	assert_string_equal(o.operands[2], "c");
	assert_string_equal(o.input, "-");
}

static void
a_mistyped_option_names_the_nearest(void **state)
{
	struct died d = DIED("--inptu", "x"), own_one = DIED("--directroy=x");

	(void)state;
	assert_int_equal(d.code, 64);
	assert_string_equal(d.err, "pmi-emit: unknown option --inptu; did you mean --input? "
				   "See pmi-emit --help\n");
	assert_int_equal(own_one.code, 64);
	assert_non_null(strstr(own_one.err, "did you mean --directory?"));
}

static void
an_option_like_no_other_points_to_the_help(void **state)
{
	struct died d = DIED("--xyzzyplugh"), letter = DIED("-qZ");

	(void)state;
	assert_string_equal(d.err, "pmi-emit: unknown option --xyzzyplugh; see pmi-emit --help\n");
	assert_int_equal(letter.code, 64);
	assert_string_equal(letter.err, "pmi-emit: unknown option -Z; see pmi-emit --help\n");
}

static void
a_missing_an_empty_and_an_unwanted_value_are_64(void **state)
{
	struct died missing = DIED("--input"), letter = DIED("-d"), empty = DIED("-c", ""),
		    unwanted = DIED("--quiet=yes");

	(void)state;
	assert_int_equal(missing.code, 64);
	assert_string_equal(missing.err, "pmi-emit: --input needs a value; see pmi-emit --help\n");
	assert_string_equal(letter.err, "pmi-emit: -d needs a value; see pmi-emit --help\n");
	assert_int_equal(empty.code, 64);
	assert_string_equal(empty.err, "pmi-emit: --config has an empty value\n");
	assert_int_equal(unwanted.code, 64);
	assert_string_equal(unwanted.err, "pmi-emit: --quiet takes no value\n");
}

static void
an_ambiguous_abbreviation_is_64(void **state)
{
	struct died d = DIED("--c", "book"); /* --config, --check */

	(void)state;
	assert_int_equal(d.code, 64);
	assert_non_null(strstr(d.err, "unknown option --c"));
}

static void
a_wrong_option_is_said_in_json_when_json_is_asked_for(void **state)
{
	struct died d = DIED("--wrong", "--json");

	(void)state;
	assert_int_equal(d.code, 64);
	assert_ptr_equal(strstr(d.err, "{\"programme\":\"pmi-emit\",\"niveau\":\"erreur\",\"code\":64,"),
		d.err);
}

/* Where the help of each option begins: all the same. */
static size_t
help_column(const char *out, const char *option, const char *help)
{
	const char *at = strstr(out, option), *text = at ? strstr(at, help) : NULL, *line = at;

	assert_non_null(text);
	while (line > out && line[-1] != '\n')
		line--;
	return (size_t)(text - line);
}

static void
help_is_on_stdout_with_aligned_columns_and_codes(void **state)
{
	struct died d = DIED("--help");
	size_t column = help_column(d.out, "--input ENDPOINT", "records from");

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.err, "");
	assert_ptr_equal(strstr(d.out, "Usage: pmi-emit [OPTION]... [FILE]\n"
				       "Makes lots of the accepted lines.\n"),
		d.out);
	assert_int_equal(help_column(d.out, "-d, --directory DIR", "where"), column);
	assert_int_equal(help_column(d.out, "    --check", "load"), column);
	assert_int_equal(help_column(d.out, "-V, --version", "the version"), column);
	assert_non_null(strstr(d.out, "\nExamples:\n  pmi-route-to-cpam"));
	assert_non_null(strstr(d.out, "Exit codes: 0 done, 64 usage"));
	for (char *line = strtok(d.out, "\n"); line; line = strtok(NULL, "\n"))
		assert_true(strlen(line) <= 100);
}

static void
version_is_the_program_and_a_number(void **state)
{
	struct died d = DIED("-V");

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.out, "pmi-emit " PMI_VERSION "\n");
}

static void
run_help_to_full(void *arg)
{
	(void)arg;
	if (!freopen("/dev/full", "w", stdout))
		abort();
	PARSE("--help");
}

static void
a_help_that_has_no_room_is_75(void **state)
{
	(void)state;
	assert_int_equal(died(run_help_to_full, NULL).code, 75);
}

static void
the_rule_book_is_the_option_then_the_environment(void **state)
{
	(void)state;
	setenv("PMI_FLUX_CONFIG", "/from/environment", 1);
	assert_string_equal(PARSE("-c", "given").config, "given");
	assert_string_equal(PARSE("-q").config, "/from/environment");
	unsetenv("PMI_FLUX_CONFIG");
}

/* Runs this very test program from another place: it prints the rule book that it finds. */
static void
run_copy(void *arg)
{
	execl(arg, "copy", "--say-config", (char *)NULL);
	abort();
}

static void
copy_self(const char *to)
{
	char command[PATH_MAX + 300];
	char self[PATH_MAX] = "";

	if (readlink("/proc/self/exe", self, sizeof self - 1) <= 0)
		abort();
	snprintf(command, sizeof command, "mkdir -p $(dirname %s) && cp %s %s", to, self, to);
	assert_int_equal(system(command), 0);
}

static void
else_the_rule_book_is_beside_the_program_installed_or_built(void **state)
{
	char *dir = scratch_make(), program[128], command[400], expected[300];

	(void)state;
	snprintf(program, sizeof program, "%s/a/bin/pmi-x", dir);
	copy_self(program);
	assert_string_equal(died(run_copy, program).out, "\n");

	snprintf(command, sizeof command, "mkdir %s/config", dir);
	assert_int_equal(system(command), 0);
	snprintf(expected, sizeof expected, "%s/a/bin/../../config\n", dir);
	assert_string_equal(died(run_copy, program).out, expected);

	snprintf(command, sizeof command, "mkdir -p %s/a/share/pmi-flux/config", dir);
	assert_int_equal(system(command), 0);
	snprintf(expected, sizeof expected, "%s/a/bin/../share/pmi-flux/config\n", dir);
	assert_string_equal(died(run_copy, program).out, expected);
	scratch_remove(dir);
}

static void
run_no_book(void *arg)
{
	(void)arg;
	config_open("", "livre.yaml");
}

static void
a_rule_book_that_was_not_found_is_78_when_used(void **state)
{
	struct died d = died(run_no_book, NULL);

	(void)state;
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "give -c DIR or set PMI_FLUX_CONFIG"));
}

static void
run_bad_day(void *arg)
{
	options_day(arg, "as-of", 0);
}

static void
a_day_is_read_or_64(void **state)
{
	char none[] = "2026-02-30";
	struct died d = died(run_bad_day, none);

	(void)state;
	assert_int_equal(options_day("1970-01-02", "as-of", 5), 1);
	assert_int_equal(options_day(NULL, "as-of", 5), 5);
	assert_int_equal(d.code, 64);
	assert_non_null(strstr(d.err, "--as-of 2026-02-30: no day (AAAA-MM-JJ)"));
}

int
main(int argc, char *argv[])
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_is_read_in_both_forms),
		cmocka_unit_test(input_and_output_are_the_standard_ones_unless_given),
		cmocka_unit_test(the_one_operand_is_the_input),
		cmocka_unit_test(an_input_given_twice_is_64),
		cmocka_unit_test(an_operand_too_many_is_64_and_named),
		cmocka_unit_test(any_number_of_operands_is_taken_where_the_program_says_so),
		cmocka_unit_test(a_mistyped_option_names_the_nearest),
		cmocka_unit_test(an_option_like_no_other_points_to_the_help),
		cmocka_unit_test(a_missing_an_empty_and_an_unwanted_value_are_64),
		cmocka_unit_test(an_ambiguous_abbreviation_is_64),
		cmocka_unit_test(a_wrong_option_is_said_in_json_when_json_is_asked_for),
		cmocka_unit_test(help_is_on_stdout_with_aligned_columns_and_codes),
		cmocka_unit_test(version_is_the_program_and_a_number),
		cmocka_unit_test(a_help_that_has_no_room_is_75),
		cmocka_unit_test(the_rule_book_is_the_option_then_the_environment),
		cmocka_unit_test(else_the_rule_book_is_beside_the_program_installed_or_built),
		cmocka_unit_test(a_rule_book_that_was_not_found_is_78_when_used),
		cmocka_unit_test(a_day_is_read_or_64),
	};

	unsetenv("PMI_FLUX_CONFIG");
	if (argc == 2 && strcmp(argv[1], "--say-config") == 0) {
		puts(PARSE("-q").config);
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
