#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "date.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static day_t
day(const char *s)
{
	day_t d = day_parse(text_of(s));

	if (d == DAY_NONE)
		fail_msg("%s is not a date", s);
	return d;
}

static void
a_day_is_counted_from_the_first_of_january_1970(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2000-03-01"), 11017);
	assert_int_equal(day("1800-01-01"), -62091);
	assert_int_equal(day("2999-12-31"), 376199);
}

static void
only_ten_characters_that_name_a_day_are_a_date(void **state)
{
	static const char *const wrong[] = {
		"", "2026-02-29", "2026-02-30", "2026-02-31", "1900-02-29", "2100-02-29",
		"2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "2026-1-1",
		"26-01-01", "2026/01/01", "01/02/2026", "2026-01-01 ", " 2026-01-01", "2026-01-1a",
		"2026-+1-01", "-026-01-01", "20260101", "2026-01-01T00", "1799-12-31",
		"3000-01-01", "0000-00-00",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		if (day_parse(text_of(wrong[i])) != DAY_NONE)
			fail_msg("\"%s\" was taken for a date", wrong[i]);
	}
	assert_int_equal(day_parse(TEXT_ABSENT), DAY_NONE);
	assert_int_equal(day_of(2026, 2, 31), DAY_NONE);
	assert_int_equal(day_of(2026, 0, 1), DAY_NONE);
	assert_int_equal(day_of(2026, INT32_MAX, INT32_MIN), DAY_NONE);
	assert_int_equal(day_of(2024, 2, 29), day("2024-02-29"));
	assert_int_equal(day_of(2000, 2, 29), day("2000-02-29"));
}

static void
every_day_from_1800_to_2999_follows_the_one_before_and_reads_back(void **state)
{
	day_t expected = day("1800-01-01");
	char buf[DAY_SIZE];

	(void)state;
	for (int year = 1800; year <= 2999; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int d = 1; d <= 31; d++) {
				day_t n = day_of(year, month, d);
				struct civil c = day_civil(n);

				if (n == DAY_NONE)
					continue;
				if (n != expected ||
				    c.year != year || c.month != month || c.day != d ||
				    day_parse(text_of(day_format(n, buf))) != n)
					fail_msg("%d-%d-%d", year, month, d);
				expected++;
			}
		}
	}
	assert_int_equal(expected, day("2999-12-31") + 1);
}

static void
a_day_out_of_range_is_no_day(void **state)
{
	static const day_t out[] = {DAY_NONE, -62092, 376200, INT32_MAX};
	char buf[DAY_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT(out); i++) {
		assert_int_equal(day_civil(out[i]).year, 0);
		assert_string_equal(day_format(out[i], buf), "");
		assert_int_equal(day_add_months(out[i], 1), DAY_NONE);
		assert_int_equal(day_age(out[i], 0), -1);
		assert_int_equal(day_age(0, out[i]), -1);
		assert_false(day_is_working(out[i]));
		assert_int_equal(day_add_working(out[i], 5), out[i]);
	}
	assert_string_equal(day_format(day("2026-03-06"), buf), "2026-03-06");
}

static void
months_are_added_within_the_month(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2025-01-01", 5, "2025-06-01"}, /* case 9: first day of the sixth month */
		{"2025-12-15", 1, "2026-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-01-15", -13, "2024-12-15"},
		{"2026-05-31", 0, "2026-05-31"},
		{"1800-01-31", 12 * 1200 - 1, "2999-12-31"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(day_add_months(day(cases[i].from), cases[i].months),
			day(cases[i].to));
	assert_int_equal(day_add_months(day("2999-12-01"), 1), DAY_NONE);
	assert_int_equal(day_add_months(day("1800-01-31"), -1), DAY_NONE);
	assert_int_equal(day_add_months(day("2026-01-31"), INT32_MAX), DAY_NONE);
	assert_int_equal(day_add_months(day("2026-01-31"), INT32_MIN), DAY_NONE);
}

static void
an_age_changes_on_the_birthday_and_not_on_its_eve(void **state)
{
	static const struct {
		const char *birth, *at;
		int age;
	} cases[] = {
		{"2020-03-06", "2020-03-06", 0},
		{"2020-03-06", "2021-03-05", 0},
		{"2020-03-06", "2021-03-06", 1},
		{"2020-03-06", "2026-03-05", 5}, /* case 8: strictly before the sixth birthday */
		{"2020-03-06", "2026-03-06", 6},
		{"2008-01-31", "2026-01-30", 17},
		{"2008-01-31", "2026-01-31", 18},
		{"2020-02-29", "2021-02-28", 0}, /* born on 29 February: 1 March in a common year */
		{"2020-02-29", "2021-03-01", 1},
		{"2020-02-29", "2024-02-28", 3},
		{"2020-02-29", "2024-02-29", 4},
		{"2019-12-31", "2020-01-01", 0},
		{"1899-12-31", "2026-01-01", 126},
		{"2026-03-07", "2026-03-06", -1},
		{"2026-12-31", "2025-12-30", -2},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (day_age(day(cases[i].birth), day(cases[i].at)) != cases[i].age)
			fail_msg("row %zu", i);
	}
}

static const struct {
	int year;
	const char *days[11];
} holidays[] = {
	{2019, {"01-01", "04-22", "05-01", "05-08", "05-30", "06-10", "07-14", "08-15", "11-01",
		"11-11", "12-25"}},
	{2024, {"01-01", "04-01", "05-01", "05-08", "05-09", "05-20", "07-14", "08-15", "11-01",
		"11-11", "12-25"}},
	{2025, {"01-01", "04-21", "05-01", "05-08", "05-29", "06-09", "07-14", "08-15", "11-01",
		"11-11", "12-25"}},
	{2026, {"01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01",
		"11-11", "12-25"}},
	{2027, {"01-01", "03-29", "05-01", "05-08", "05-06", "05-17", "07-14", "08-15", "11-01",
		"11-11", "12-25"}},
	{2038, {"01-01", "04-26", "05-01", "05-08", "06-03", "06-14", "07-14", "08-15", "11-01",
		"11-11", "12-25"}},
};

static bool
listed(size_t i, struct civil c)
{
	for (size_t j = 0; j < COUNT(holidays[i].days); j++) {
		const char *d = holidays[i].days[j];

		if (c.month == 10 * (d[0] - '0') + d[1] - '0' &&
		    c.day == 10 * (d[3] - '0') + d[4] - '0')
			return true;
	}
	return false;
}

/* Six years, every day of them: 2024-01-01 was a Monday. */
static void
a_working_day_is_neither_a_weekend_nor_one_of_the_eleven_holidays(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(holidays); i++) {
		day_t first = day_of(holidays[i].year, 1, 1);
		day_t last = day_of(holidays[i].year, 12, 31);

		for (day_t d = first; d <= last; d++) {
			bool weekend = ((d - day("2024-01-01")) % 7 + 7) % 7 >= 5;
			struct civil c = day_civil(d);

			if (day_is_working(d) != (!weekend && !listed(i, c)))
				fail_msg("%d-%02d-%02d", c.year, c.month, c.day);
		}
	}
}

static void
easter_monday_is_found_at_both_ends_of_its_range_and_each_year_of_2015_to_2035(void **state)
{
	static const char *const mondays[] = {
		"2015-04-06", "2016-03-28", "2017-04-17", "2018-04-02", "2019-04-22", "2020-04-13", "2021-04-05",
		"2022-04-18", "2023-04-10", "2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17",
		"2029-04-02", "2030-04-22", "2031-04-14", "2032-03-29", "2033-04-18", "2034-04-10", "2035-03-26",
		"1818-03-23", "1886-04-26", "1943-04-26", "1961-04-03", "1981-04-20", "2000-04-24",
		"2008-03-24", "2011-04-25", "2049-04-19", "2076-04-20", "2285-03-23",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(mondays); i++) {
		day_t monday = day(mondays[i]);

		assert_false(day_is_working(monday));
		assert_true(day_is_working(monday + 1));
		assert_true(day_is_working(monday - 7));
		assert_false(day_is_working(monday + 38)); /* Ascension, a Thursday */
		assert_false(day_is_working(monday + 49)); /* Whit Monday */
	}
}

static void
working_days_are_those_that_day_is_working_counts(void **state)
{
	(void)state;
	for (day_t from = day("2023-12-20"); from <= day("2028-03-05"); from++) {
		day_t to = from;

		for (int count = 1; count <= 12; count++) {
			while (!day_is_working(++to))
				;
			assert_int_equal(day_add_working(from, count), to);
		}
	}
}

/* A byte beside each of the ten that a date may hold there. */
static void
a_date_with_one_other_byte_is_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < 10; i++)
		for (unsigned byte = 0; byte < 256; byte++) {
			char text[] = "2011-11-11";
			bool digit = byte >= '0' && byte <= '9';

			text[i] = (char)byte;
			if (i == 4 || i == 7 ? byte != '-' : !digit)
				assert_int_equal(day_parse((struct text){text, 10}), DAY_NONE);
		}
}

static void
working_days_are_counted_after_the_first_and_up_to_the_last(void **state)
{
	static const struct {
		const char *from, *to;
		int count;
	} cases[] = {
		{"2026-03-06", "2026-03-16", 6}, /* case 21 */
		{"2026-03-06", "2026-03-19", 9},
		{"2026-03-06", "2026-03-06", 0},
		{"2026-03-06", "2026-03-08", 0}, /* a weekend */
		{"2026-03-06", "2026-03-09", 1},
		{"2026-04-03", "2026-04-07", 1}, /* over Easter */
		{"2026-04-30", "2026-05-15", 8}, /* 1 May, 8 May, Ascension */
		{"2025-12-24", "2026-01-02", 5},
		{"2025-12-31", "2026-12-31", 252}, /* 261 days of the week, 9 holidays on them */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		day_t to = day(cases[i].to);

		if (to < day_add_working(day(cases[i].from), cases[i].count)
			|| to >= day_add_working(day(cases[i].from), cases[i].count + 1))
			fail_msg("from %s to %s", cases[i].from, cases[i].to);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_counted_from_the_first_of_january_1970),
		cmocka_unit_test(only_ten_characters_that_name_a_day_are_a_date),
		cmocka_unit_test(every_day_from_1800_to_2999_follows_the_one_before_and_reads_back),
		cmocka_unit_test(a_day_out_of_range_is_no_day),
		cmocka_unit_test(months_are_added_within_the_month),
		cmocka_unit_test(an_age_changes_on_the_birthday_and_not_on_its_eve),
		cmocka_unit_test(a_working_day_is_neither_a_weekend_nor_one_of_the_eleven_holidays),
		cmocka_unit_test(
			easter_monday_is_found_at_both_ends_of_its_range_and_each_year_of_2015_to_2035),
		cmocka_unit_test(working_days_are_counted_after_the_first_and_up_to_the_last),
		cmocka_unit_test(working_days_are_those_that_day_is_working_counts),
		cmocka_unit_test(a_date_with_one_other_byte_is_none),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
