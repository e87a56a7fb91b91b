#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void
an_absent_text_is_not_an_empty_one(void **state)
{
	(void)state;
	assert_false(text_given(TEXT_ABSENT));
	assert_false(text_given(TEXT("")));
	assert_true(text_given(TEXT("a")));
	assert_null(text_of(NULL).at);
	assert_false(text_equal(TEXT_ABSENT, TEXT("")));
	assert_true(text_equal(TEXT_ABSENT, TEXT_ABSENT));
	assert_false(text_is(TEXT_ABSENT, ""));
	assert_true(text_is(TEXT(""), ""));
	assert_false(text_starts(TEXT_ABSENT, ""));
}

static void
texts_are_equal_byte_by_byte_even_past_a_nul(void **state)
{
	(void)state;
	assert_true(text_is(TEXT("oui"), "oui"));
	assert_false(text_is(TEXT("oui "), "oui"));
	assert_false(text_is(TEXT("ou"), "oui"));
	assert_false(text_is(TEXT("oui\0x"), "oui"));
	assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
	assert_true(text_starts(TEXT("01621000"), "01621"));
	assert_false(text_starts(TEXT("0162"), "01621"));
	assert_true(text_starts(TEXT("x"), ""));
}

static void
texts_are_ordered_by_bytes_and_the_shorter_comes_first(void **state)
{
	static const struct text sorted[] = {
		{NULL, 0}, {"", 0}, {"A", 1}, {"AB", 2}, {"B", 1}, {"a", 1}, {"\xC3\xA9", 2},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(sorted); i++) {
		for (size_t j = 0; j < COUNT(sorted); j++) {
			int order = text_compare(sorted[i], sorted[j]);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
}

static void
numbers_in_a_text_are_ordered_as_numbers(void **state)
{
	const struct text ordered[] = {TEXT("art. 5"), TEXT("art. 5, 9"), TEXT("art. 9"), TEXT("art. 10.2"),
		TEXT("art. 10.10"), TEXT("bis")};

	(void)state;
	for (size_t i = 0; i < COUNT(ordered); i++) {
		for (size_t j = 0; j < COUNT(ordered); j++) {
			int order = text_natural(ordered[i], ordered[j]);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
	assert_int_equal(text_natural(TEXT("a007"), TEXT("a7")), 0);
}

static void
trimming_takes_spaces_and_tabs_from_both_ends_only(void **state)
{
	(void)state;
	assert_true(text_is(text_trim(TEXT(" \t a b\t ")), "a b"));
	assert_true(text_is(text_trim(TEXT(" \t ")), ""));
	assert_true(text_is(text_trim(TEXT("\na")), "\na"));
	assert_null(text_trim(TEXT_ABSENT).at);
}

static void
digits_are_counted_exactly_and_are_ascii(void **state)
{
	(void)state;
	assert_true(text_digits(TEXT("0123456789"), 10));
	assert_false(text_digits(TEXT("123"), 2));
	assert_false(text_digits(TEXT("123"), 4));
	assert_false(text_digits(TEXT("12/"), 3));
	assert_false(text_digits(TEXT("12:"), 3));
	assert_false(text_digits(TEXT("\xD9\xA1"), 2)); /* arabic-indic one */
	assert_false(text_digits(TEXT_ABSENT, 0));
	for (size_t i = 0; i < 13; i++)
		for (unsigned byte = 0; byte < 256; byte++) {
			char digits[] = "9999999999999";

			digits[i] = (char)byte;
			assert_int_equal(text_digits((struct text){digits, 13}, 13),
				byte >= '0' && byte <= '9');
		}
}

static void
an_integer_is_read_within_its_bounds_and_no_further(void **state)
{
	static const struct {
		const char *text;
		int64_t min, max, value;
		bool ok;
	} cases[] = {
		{"0", 0, 9, 0, true},
		{"-0", 0, 9, 0, true},
		{"007", 0, 9, 7, true},
		{"10", 0, 9, 0, false},
		{"-1", 0, 9, 0, false},
		{"-1", -1, 9, -1, true},
		{"9223372036854775807", INT64_MIN, INT64_MAX, INT64_MAX, true},
		{"9223372036854775808", INT64_MIN, INT64_MAX, 0, false},
		{"-9223372036854775808", INT64_MIN, INT64_MAX, INT64_MIN, true},
		{"-9223372036854775809", INT64_MIN, INT64_MAX, 0, false},
		{"92233720368547758070", INT64_MIN, INT64_MAX, 0, false},
		{"18446744073709551617", INT64_MIN, INT64_MAX, 0, false}, /* 2^64 + 1 */
		{"", INT64_MIN, INT64_MAX, 0, false},
		{"-", INT64_MIN, INT64_MAX, 0, false},
		{"--1", INT64_MIN, INT64_MAX, 0, false},
		{"+1", INT64_MIN, INT64_MAX, 0, false},
		{" 1", INT64_MIN, INT64_MAX, 0, false},
		{"1 ", INT64_MIN, INT64_MAX, 0, false},
		{"1.0", INT64_MIN, INT64_MAX, 0, false},
		{"0x1", INT64_MIN, INT64_MAX, 0, false},
	};
	int64_t n;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		n = 4242;
		if (text_to_int(text_of(cases[i].text), cases[i].min, cases[i].max, &n) !=
		    cases[i].ok)
			fail_msg("\"%s\"", cases[i].text);
		assert_int_equal(n, cases[i].ok ? cases[i].value : 4242);
	}
	assert_false(text_to_int(TEXT_ABSENT, 0, 9, &n));
	assert_false(text_to_int(TEXT("1\0"), 0, 9, &n));
}

static void
plain_is_printable_ascii_without_two(void **state)
{
	char bytes[24];

	(void)state;
	assert_true(text_is_plain(TEXT_ABSENT, ';', '"'));
	for (size_t len = 1; len <= sizeof(bytes); len++)
		for (size_t at = 0; at < len; at++)
			for (int c = 0; c < 256; c++) {
				memset(bytes, '~', len);
				bytes[at] = (char)c;
				assert_int_equal(text_is_plain((struct text){bytes, len}, ';', '\\'),
					c >= 0x20 && c < 0x7f && c != ';' && c != '\\');
			}
}

static void
well_formed_utf8_has_no_error(void **state)
{
	static const char *const cases[] = {
		"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
		"\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "Béthune",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct text t = text_of(cases[i]);

		assert_int_equal(text_utf8_error(t), t.len);
	}
	assert_int_equal(text_utf8_error(TEXT("a\0b")), 3);
	assert_int_equal(text_utf8_error(TEXT_ABSENT), 0);
}

static void
the_first_ill_formed_sequence_is_found(void **state)
{
	static const struct {
		const char *bytes;
		size_t at;
	} cases[] = {
		{"\x80", 0},              /* continuation alone */
		{"ab\xE9t\xE9", 2},       /* Latin-1 */
		{"\xC0\xAF", 0},          /* overlong */
		{"\xC1\xBF", 0},
		{"a\xE0\x9F\xBF", 1},
		{"\xF0\x8F\xBF\xBF", 0},
		{"\xED\xA0\x80", 0},      /* surrogates */
		{"\xED\xBF\xBF", 0},
		{"\xF4\x90\x80\x80", 0},  /* U+110000 */
		{"\xF5\x80\x80\x80", 0},
		{"\xFF", 0},
		{"\xC3\xA9\xC3", 2},      /* cut short */
		{"\xE2\x82", 0},
		{"\xF0\x9F\x98", 0},
		{"\xE2\x82z", 0},
		{"\xF0\x9F\x98z", 0},
		{"\xC3z", 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(text_utf8_error(text_of(cases[i].bytes)), cases[i].at);
}

static void
every_code_point_but_surrogates_is_well_formed(void **state)
{
	(void)state;
	for (uint32_t c = 0x10000; c < 0x140000; c += 61) {
		char bytes[4] = {
			(char)(0xF0 | c >> 18), (char)(0x80 | (c >> 12 & 0x3F)),
			(char)(0x80 | (c >> 6 & 0x3F)), (char)(0x80 | (c & 0x3F)),
		};

		assert_int_equal(text_utf8_error((struct text){bytes, 4}), c < 0x110000 ? 4 : 0);
	}
	for (uint32_t c = 0; c < 0x10000; c++) {
		char bytes[3] = {
			(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
			(char)(0x80 | (c & 0x3F)),
		};
		bool ok = c >= 0x800 && (c < 0xD800 || c > 0xDFFF);

		assert_int_equal(text_utf8_error((struct text){bytes, 3}), ok ? 3 : 0);
	}
}

static void
the_distance_counts_insertions_deletions_replacements_and_swaps(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned limit, distance;
	} cases[] = {
		{"", "", 3, 0},
		{"", "abc", 3, 3},
		{"abc", "", 3, 3},
		{"date_soins", "date_soins", 3, 0},
		{"date_soin", "date_soins", 3, 1},
		{"date_sions", "date_soins", 3, 1},
		{"ab", "ba", 3, 1},
		{"ca", "abc", 3, 3}, /* no edit of what was swapped */
		{"acte_cod", "acte-code", 3, 2},
		{"chat", "chien", 9, 3},
		{"site", "assure_nir", 2, 3},
		{"site", "assure_nir", 0, 1},
		{"a", "b", UINT32_MAX, 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct text a = text_of(cases[i].a), b = text_of(cases[i].b);

		assert_int_equal(text_distance(a, b, cases[i].limit), cases[i].distance);
		assert_int_equal(text_distance(b, a, cases[i].limit), cases[i].distance);
	}
}

static void
a_text_over_64_bytes_is_beyond_any_limit(void **state)
{
	char bytes[65] = {0};
	struct text fits = {bytes, 64}, over = {bytes, 65};

	(void)state;
	assert_int_equal(text_distance(fits, fits, 5), 0);
	assert_int_equal(text_distance(over, over, 5), 6);
	assert_int_equal(text_distance(fits, over, 5), 6);
}

static void
a_number_is_written_as_it_would_be_read(void **state)
{
	static const int64_t numbers[] = {0, 1, -1, 9, 10, 42, -1234567890, INT64_MAX, INT64_MIN};
	char buf[TEXT_INT_SIZE], expected[24];

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		snprintf(expected, sizeof(expected), "%lld", (long long)numbers[i]);
		assert_true(text_is(text_of_int(numbers[i], buf), expected));
	}
}

static void
a_join_is_cut_where_there_is_no_room(void **state)
{
	char out[8];

	(void)state;
	text_join(out, sizeof(out), TEXT("ab "), TEXT("cd"));
	assert_string_equal(out, "ab cd");
	text_join(out, sizeof(out), TEXT("ab "), TEXT("cdefgh"));
	assert_string_equal(out, "ab cdef");
	text_join(out, sizeof(out), TEXT("abcdefgh"), TEXT("i"));
	assert_string_equal(out, "abcdefg");
	text_join(out, sizeof(out), TEXT("ab"), TEXT_ABSENT);
	assert_string_equal(out, "ab");
}

/* Eight bytes at a time, then one by one: the difference may be at any of them. */
static void
texts_differ_wherever_one_byte_does(void **state)
{
	char a[40], b[40];

	(void)state;
	memset(a, 'x', sizeof(a));
	for (size_t len = 0; len <= sizeof(a); len++) {
		memset(b, 'x', sizeof(b));
		assert_true(text_equal((struct text){a, len}, (struct text){b, len}));
		for (size_t i = 0; i < len; i++) {
			b[i] = 'y';
			assert_false(text_equal((struct text){a, len}, (struct text){b, len}));
			assert_true(text_compare((struct text){a, len}, (struct text){b, len}) < 0);
			b[i] = 'x';
		}
	}
}

/* Nothing behind the first byte that differs counts, and bytes have no sign. */
static void
order_is_that_of_the_first_byte_that_differs(void **state)
{
	char a[40], b[40];

	(void)state;
	for (size_t len = 1; len <= sizeof(a); len++)
		for (size_t i = 0; i < len; i++) {
			memset(a, 'x', sizeof(a));
			memset(b, 'x', i);
			memset(b + i, 'a', sizeof(b) - i);
			b[i] = '\xff';
			assert_true(text_compare((struct text){a, len}, (struct text){b, len}) < 0);
			assert_true(text_compare((struct text){b, len}, (struct text){a, len}) > 0);
		}
}

static void
a_copy_is_as_long_as_was_asked(void **state)
{
	char from[100], to[102];

	(void)state;
	for (size_t i = 0; i < sizeof(from); i++)
		from[i] = (char)('0' + i % 64);
	for (size_t len = 0; len <= sizeof(from); len++) {
		memset(to, '!', sizeof(to));
		bytes_copy(to + 1, from, len);
		assert_memory_equal(to + 1, from, len);
		assert_int_equal(to[0], '!');
		assert_int_equal(to[len + 1], '!');
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_is_printable_ascii_without_two),
		cmocka_unit_test(a_number_is_written_as_it_would_be_read),
		cmocka_unit_test(a_join_is_cut_where_there_is_no_room),
		cmocka_unit_test(texts_differ_wherever_one_byte_does),
		cmocka_unit_test(order_is_that_of_the_first_byte_that_differs),
		cmocka_unit_test(a_copy_is_as_long_as_was_asked),
		cmocka_unit_test(an_absent_text_is_not_an_empty_one),
		cmocka_unit_test(texts_are_equal_byte_by_byte_even_past_a_nul),
		cmocka_unit_test(texts_are_ordered_by_bytes_and_the_shorter_comes_first),
		cmocka_unit_test(numbers_in_a_text_are_ordered_as_numbers),
		cmocka_unit_test(trimming_takes_spaces_and_tabs_from_both_ends_only),
		cmocka_unit_test(digits_are_counted_exactly_and_are_ascii),
		cmocka_unit_test(an_integer_is_read_within_its_bounds_and_no_further),
		cmocka_unit_test(well_formed_utf8_has_no_error),
		cmocka_unit_test(the_first_ill_formed_sequence_is_found),
		cmocka_unit_test(every_code_point_but_surrogates_is_well_formed),
		cmocka_unit_test(the_distance_counts_insertions_deletions_replacements_and_swaps),
		cmocka_unit_test(a_text_over_64_bytes_is_beyond_any_limit),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
