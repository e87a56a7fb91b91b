#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cursor.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One object of each form: its bytes, then zeros up to `len`. */
enum kind { NIL, BOOL, INT, BIG, REAL, STR, BIN, EXT, ARRAY, MAP };
static const struct form {
	const char *head;
	size_t head_len, len;
	enum kind kind;
	int64_t number; /* INT; the length of STR and BIN; the items of ARRAY and MAP */
} forms[] = {
	{"\xc0", 1, 1, NIL, 0},
	{"\xc2", 1, 1, BOOL, 0},
	{"\xc3", 1, 1, BOOL, 1},
	{"\x00", 1, 1, INT, 0},
	{"\x7f", 1, 1, INT, 127},
	{"\xff", 1, 1, INT, -1},
	{"\xe0", 1, 1, INT, -32},
	{"\xcc\xff", 2, 2, INT, 255},
	{"\xcd\xff\xff", 3, 3, INT, 65535},
	{"\xce\xff\xff\xff\xff", 5, 5, INT, 4294967295},
	{"\xcf\x7f\xff\xff\xff\xff\xff\xff\xff", 9, 9, INT, INT64_MAX},
	{"\xcf\x80\x00\x00\x00\x00\x00\x00\x00", 9, 9, BIG, 0},
	{"\xd0\x80", 2, 2, INT, -128},
	{"\xd0\x7f", 2, 2, INT, 127},
	{"\xd1\x80\x00", 3, 3, INT, -32768},
	{"\xd2\x80\x00\x00\x00", 5, 5, INT, INT32_MIN},
	{"\xd3\x80\x00\x00\x00\x00\x00\x00\x00", 9, 9, INT, INT64_MIN},
	{"\xca\x00", 2, 5, REAL, 0},
	{"\xcb\x00", 2, 9, REAL, 0},
	{"\xa0", 1, 1, STR, 0},
	{"\xbf", 1, 32, STR, 31},
	{"\xd9\x00", 2, 2, STR, 0},
	{"\xd9\xff", 2, 257, STR, 255},
	{"\xda\x01\x00", 3, 259, STR, 256},
	{"\xdb\x00\x01\x00\x00", 5, 65541, STR, 65536},
	{"\xc4\x03", 2, 5, BIN, 3},
	{"\xc5\x00\x03", 3, 6, BIN, 3},
	{"\xc6\x00\x00\x00\x03", 5, 8, BIN, 3},
	{"\xc7\x03\x07", 3, 6, EXT, 0},
	{"\xc8\x00\x03\x07", 4, 7, EXT, 0},
	{"\xc9\x00\x00\x00\x03\x07", 6, 9, EXT, 0},
	{"\xd4\x07", 2, 3, EXT, 0},
	{"\xd5\x07", 2, 4, EXT, 0},
	{"\xd6\x07", 2, 6, EXT, 0},
	{"\xd7\x07", 2, 10, EXT, 0},
	{"\xd8\x07", 2, 18, EXT, 0},
	{"\x90", 1, 1, ARRAY, 0},
	{"\x9f", 1, 16, ARRAY, 15},
	{"\xdc\x00\x10", 3, 19, ARRAY, 16},
	{"\xdd\x00\x00\x00\x02", 5, 7, ARRAY, 2},
	{"\x80", 1, 1, MAP, 0},
	{"\x8f", 1, 31, MAP, 15},
	{"\xde\x00\x10", 3, 35, MAP, 16},
	{"\xdf\x00\x00\x00\x02", 5, 9, MAP, 2},
};

/* An exact fit on the heap, so that valgrind and the sanitizers see a read past the end. */
static unsigned char *
bytes_of(const struct form *form, size_t len)
{
	unsigned char *bytes = calloc(1, form->len + 1), *fit = malloc(len + !len);

	assert_true(bytes && fit);
	memcpy(bytes, form->head, form->head_len);
	memcpy(fit, bytes, len);
	free(bytes);
	return fit;
}

/* Every read but the right one is refused, and leaves the cursor where it was. */
static void
reads_only(const struct form *form, const unsigned char *bytes, size_t len)
{
	struct cursor c = {bytes, bytes + len};
	bool whole = len == form->len, yes;
	int64_t number = 0;
	struct text text;
	uint32_t count;
	double real;

	assert_int_equal(cursor_nil(&c), whole && form->kind == NIL);
	c.at = bytes;
	assert_int_equal(cursor_bool(&c, &yes), whole && form->kind == BOOL);
	assert_true(c.at > bytes ? yes == (form->number == 1) : c.at == bytes);
	c.at = bytes;
	assert_int_equal(cursor_int(&c, &number), whole && form->kind == INT);
	assert_true(c.at > bytes ? number == form->number : c.at == bytes);
	c.at = bytes;
	assert_int_equal(cursor_real(&c, &real), whole && form->kind == REAL);
	c.at = bytes;
	assert_int_equal(cursor_text(&c, &text), whole && form->kind == STR);
	assert_true(c.at > bytes ? (int64_t)text.len == form->number && c.at == c.end : c.at == bytes);
	c.at = bytes;
	assert_int_equal(cursor_bytes(&c, &text), whole && form->kind == BIN);
	assert_true(c.at > bytes ? (int64_t)text.len == form->number && c.at == c.end : c.at == bytes);
	c.at = bytes;
	if (len < form->head_len || (form->kind != ARRAY && form->kind != MAP))
		assert_false(cursor_array(&c, &count) || cursor_map(&c, &count));
	else
		assert_true((form->kind == ARRAY ? cursor_array(&c, &count) : cursor_map(&c, &count))
			&& count == form->number);
}

static void
each_form_is_read_as_what_it_is_and_refused_cut_at_each_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++)
		for (size_t len = 0; len <= forms[i].len; len += len > 64 && len + 64 < forms[i].len ? 61 : 1) {
			unsigned char *bytes = bytes_of(&forms[i], len);

			reads_only(&forms[i], bytes, len);
			free(bytes);
		}
}

static void
skip_steps_over_one_object_and_is_short_at_each_byte_before(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++)
		for (size_t len = 0; len <= forms[i].len; len += len > 64 && len + 64 < forms[i].len ? 61 : 1) {
			unsigned char *bytes = bytes_of(&forms[i], len);
			struct cursor c = {bytes, bytes + len};

			assert_int_equal(cursor_skip(&c), len == forms[i].len ? CURSOR_OK : CURSOR_SHORT);
			assert_ptr_equal(c.at, len == forms[i].len ? bytes + len : bytes);
			free(bytes);
		}
}

static void
skip_leaves_what_comes_behind(void **state)
{
	const unsigned char bytes[] = {0x82, 0xa1, 'a', 0x91, 0xc0, 0xa1, 'b', 0xc4, 0x01, 0xff, 0xc3};
	struct cursor c = {bytes, bytes + sizeof(bytes)};

	(void)state;
	assert_int_equal(cursor_skip(&c), CURSOR_OK);
	assert_ptr_equal(c.at, bytes + sizeof(bytes) - 1);
}

static void
the_byte_that_msgpack_never_uses_is_bad(void **state)
{
	const unsigned char bytes[] = {0x92, 0xc0, 0xc1};
	struct cursor c = {bytes + 2, bytes + 3};

	(void)state;
	assert_int_equal(cursor_skip(&c), CURSOR_BAD);
	c = (struct cursor){bytes, bytes + 3};
	assert_int_equal(cursor_skip(&c), CURSOR_BAD);
	assert_ptr_equal(c.at, bytes);
}

static void
counts_are_not_believed_beyond_the_bytes(void **state)
{
	static const char *const bombs[] = {
		"\xdd\x0f\xff\xff\xff\xc0", "\xdd\xff\xff\xff\xff\xc0", "\xdf\xff\xff\xff\xff\xc0",
		"\xdb\xff\xff\xff\xff\xc0", "\xc6\xff\xff\xff\xff\xc0", "\xc9\xff\xff\xff\xff\xc0",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(bombs); i++) {
		const unsigned char *bytes = (const unsigned char *)bombs[i];
		struct cursor c = {bytes, bytes + 6};
		struct text text;

		assert_int_equal(cursor_skip(&c), CURSOR_SHORT);
		assert_false(cursor_text(&c, &text) || cursor_bytes(&c, &text));
	}
}

static void
what_is_nested_deeper_than_sixteen_is_bad(void **state)
{
	static const struct {
		size_t depth;
		unsigned outside;
		enum cursor_skip skipped;
	} cases[] = {
		{1, 0, CURSOR_OK}, {16, 0, CURSOR_OK}, {17, 0, CURSOR_BAD}, {33, 0, CURSOR_BAD},
		{100000, 0, CURSOR_BAD}, {15, 1, CURSOR_OK}, {16, 1, CURSOR_BAD}, {1, 16, CURSOR_BAD},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int map = 0; map < 2; map++) {
			size_t width = map ? 2 : 1, len = cases[i].depth * width + 1;
			unsigned char *bytes = malloc(len);
			struct cursor c = {bytes, bytes + len};

			assert_non_null(bytes);
			for (size_t d = 0; d < cases[i].depth; d++)
				memcpy(bytes + d * width, map ? "\x81\xa0" : "\x91", width);
			bytes[len - 1] = 0xc0;
			assert_int_equal(cursor_skip_inside(&c, cases[i].outside), cases[i].skipped);
			free(bytes);
		}
}

static void
reals_keep_their_value(void **state)
{
	const unsigned char half[] = {0xca, 0x3f, 0xc0, 0, 0}, whole[] = {0xcb, 0xbf, 0xf8, 0, 0, 0, 0, 0, 0};
	const unsigned char nan_bytes[] = {0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0};
	struct cursor c = {half, half + sizeof(half)};
	double real;

	(void)state;
	assert_true(cursor_real(&c, &real) && real == 1.5);
	c = (struct cursor){whole, whole + sizeof(whole)};
	assert_true(cursor_real(&c, &real) && real == -1.5);
	c = (struct cursor){nan_bytes, nan_bytes + sizeof(nan_bytes)};
	assert_true(cursor_real(&c, &real) && isnan(real));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_is_read_as_what_it_is_and_refused_cut_at_each_byte),
		cmocka_unit_test(skip_steps_over_one_object_and_is_short_at_each_byte_before),
		cmocka_unit_test(skip_leaves_what_comes_behind),
		cmocka_unit_test(the_byte_that_msgpack_never_uses_is_bad),
		cmocka_unit_test(counts_are_not_believed_beyond_the_bytes),
		cmocka_unit_test(what_is_nested_deeper_than_sixteen_is_bad),
		cmocka_unit_test(reals_keep_their_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
