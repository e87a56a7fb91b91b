#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "json_read.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define BYTES(literal) (literal), sizeof(literal) - 1

static void
each_json_value_becomes_its_msgpack(void **state)
{
	static const struct {
		const char *json, *bytes;
		size_t len;
	} cases[] = {
		{"null", BYTES("\xc0")},
		{"true", BYTES("\xc3")},
		{"false", BYTES("\xc2")},
		{"0", BYTES("\x00")},
		{"-0", BYTES("\x00")},
		{"-33", BYTES("\xd0\xdf")},
		{"9223372036854775807", BYTES("\xcf\x7f\xff\xff\xff\xff\xff\xff\xff")},
		{"-9223372036854775808", BYTES("\xd3\x80\x00\x00\x00\x00\x00\x00\x00")},
		{"1.5", BYTES("\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00")},
		{"1.0", BYTES("\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00")},
		{"1e0", BYTES("\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00")},
		{"\"\"", BYTES("\xa0")},
		{"\"\\u00e9\\u0000\\ud83d\\ude00\"", BYTES("\xa7\xc3\xa9\x00\xf0\x9f\x98\x80")},
		{"[]", BYTES("\x90")},
		{"{}", BYTES("\x80")},
		{" {\"b\":1,\"a\":[null,{\"\":2}]} ", BYTES("\x82\xa1" "b\x01\xa1" "a\x92\xc0\x81\xa0\x02")},
		{"{\"z\":1,\"y\":2,\"x\":3}\r", BYTES("\x83\xa1z\x01\xa1y\x02\xa1x\x03")},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buffer out = {0};
		unsigned column = 0;

		assert_null(json_read(text_of(cases[i].json), &out, &column));
		assert_int_equal(out.len, cases[i].len);
		assert_memory_equal(out.at, cases[i].bytes, out.len);
		buffer_free(&out);
	}
}

static void
what_is_no_json_is_refused_with_its_column_and_without_its_content(void **state)
{
	static const struct {
		const char *json, *why;
		unsigned column;
	} cases[] = {
		{"", "JSON that stops in the middle", 1},
		{"{\"a\":1", "JSON that stops in the middle", 6},
		{"{\"a\":1,\"a\":2}", "a key given twice", 10},
		{"{\"a\":{\"b\":1,\"b\":2}}", "a key given twice", 15},
		{"{} {}", "something behind the JSON value", 4},
		{"9223372036854775808", "a number too large", 19},
		{"1e999", "a number too large", 5},
		{"\"\xff\"", "not UTF-8", 1},
		{"\"\xc0\x80\"", "not UTF-8", 1},
		{"{a:1}", "not JSON", 2},
		{"NaN", "not JSON", 3},
		{"'x'", "not JSON", 1},
		{"\"\\ud800\"", "not JSON", 8},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buffer out = {0};
		unsigned column = 0;
		const char *why = json_read(text_of(cases[i].json), &out, &column);

		if (!why || strcmp(why, cases[i].why) || column != cases[i].column)
			print_error("%s: %s, column %u\n", cases[i].json, why ? why : "accepted", column);
		assert_string_equal(why, cases[i].why);
		assert_int_equal(column, cases[i].column);
		assert_int_equal(out.len, 0);
		buffer_free(&out);
	}
}

static void
an_absent_text_is_no_json(void **state)
{
	struct buffer out = {0};
	unsigned column = 0;

	(void)state;
	assert_non_null(json_read(TEXT_ABSENT, &out, &column));
	assert_int_equal(column, 1);
}

static void
what_is_nested_a_hundred_thousand_deep_is_refused(void **state)
{
	static char json[100000];
	struct buffer out = {0};
	unsigned column = 0;

	(void)state;
	memset(json, '[', sizeof(json));
	assert_string_equal(json_read((struct text){json, sizeof(json)}, &out, &column),
		"JSON nested too deep");
	buffer_free(&out);
}

static void
what_is_read_comes_behind_what_is_there(void **state)
{
	struct buffer out = {0};
	unsigned column = 0;

	(void)state;
	assert_null(json_read(TEXT("1"), &out, &column));
	assert_null(json_read(TEXT("2"), &out, &column));
	assert_true(out.len == 2 && !memcmp(out.at, "\x01\x02", 2));
	buffer_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_json_value_becomes_its_msgpack),
		cmocka_unit_test(what_is_no_json_is_refused_with_its_column_and_without_its_content),
		cmocka_unit_test(an_absent_text_is_no_json),
		cmocka_unit_test(what_is_nested_a_hundred_thousand_deep_is_refused),
		cmocka_unit_test(what_is_read_comes_behind_what_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
