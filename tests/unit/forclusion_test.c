/*
 * forclusion - a claim lives years from the quarter that follows the care
 */
#include "forclusion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void
years_run_from_the_quarter_that_follows(void **state)
{
	const struct forclusion forclusion = {.at = {
		{day_parse(TEXT("2016-01-01")), DAY_NONE, 2},
		{day_parse(TEXT("2010-01-01")), day_parse(TEXT("2015-12-31")), 3},
	}, .count = 2};
	static const struct {
		const char *care, *barred;
	} rows[] = {
		{"2024-01-01", "2026-04-01"}, {"2024-03-31", "2026-04-01"}, {"2024-04-01", "2026-07-01"},
		{"2024-12-31", "2027-01-01"}, {"2016-01-01", "2018-04-01"}, {"2015-12-31", "2019-01-01"},
		{"2009-12-31", NULL}, {"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].care);
		assert_int_equal(forclusion_day(&forclusion, day_parse(text_of(rows[i].care))),
			rows[i].barred ? day_parse(text_of(rows[i].barred)) : DAY_NONE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(years_run_from_the_quarter_that_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
