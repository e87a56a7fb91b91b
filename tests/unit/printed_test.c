/*
 * printed - amounts and days as a French page prints them
 */
#include "printed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void
thousands_stand_apart(void **state)
{
	char out[PRINTED_SIZE];

	(void)state;
	assert_string_equal(euros_text(0, out), "0,00");
	assert_string_equal(euros_text(-5, out), "-0,05");
	assert_string_equal(euros_text(99999, out), "999,99");
	assert_string_equal(euros_text(123456, out), "1\xc2\xa0" "234,56");
	assert_string_equal(euros_text(-12345678900, out), "-123\xc2\xa0" "456\xc2\xa0" "789,00");
	assert_string_equal(euros_text(INT64_MIN, out),
		"-92\xc2\xa0" "233\xc2\xa0" "720\xc2\xa0" "368\xc2\xa0" "547\xc2\xa0" "758,08");
}

static void
a_day_is_day_month_year(void **state)
{
	char out[PRINTED_SIZE];

	(void)state;
	assert_string_equal(day_text(day_of(2026, 3, 1), out), "01/03/2026");
	assert_string_equal(day_text(DAY_NONE, out), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thousands_stand_apart),
		cmocka_unit_test(a_day_is_day_month_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
