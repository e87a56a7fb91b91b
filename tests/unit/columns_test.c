#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "columns.h"

static void
is(struct buffer *out, const char *expected)
{
	buffer_add(out, "", 1);
	assert_string_equal((char *)out->at, expected);
	out->len = 0;
}

static void
columns_are_characters_and_what_is_wider_keeps_one_blank(void **state)
{
	struct buffer out = {0};

	(void)state;
	columns_left(&out, "été", 5);
	columns_put(&out, "|");
	is(&out, "été  |");
	columns_right(&out, "été", 5);
	is(&out, "  été");
	columns_left(&out, "abcdef", 5);
	columns_put(&out, "|");
	is(&out, "abcdef |");
	columns_right(&out, "abcdef", 5);
	is(&out, " abcdef");
	assert_int_equal(columns_width("écart €"), 7);
	buffer_free(&out);
}

static void
digits_are_grouped_by_three_behind_the_sign(void **state)
{
	struct buffer out = {0};

	(void)state;
	columns_count(&out, 0, 3);
	is(&out, "  0");
	columns_count(&out, 1234567, 10);
	is(&out, " 1 234 567");
	columns_count(&out, -123, 5);
	is(&out, " -123");
	columns_count(&out, -1234, 7);
	is(&out, " -1 234");
	columns_euros(&out, 10150725, 12);
	is(&out, "  101 507,25");
	columns_euros(&out, -5, 6);
	is(&out, " -0,05");
	columns_euros(&out, INT64_C(100000000000), 10);
	is(&out, " 1 000 000 000,00");
	buffer_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_characters_and_what_is_wider_keeps_one_blank),
		cmocka_unit_test(digits_are_grouped_by_three_behind_the_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
