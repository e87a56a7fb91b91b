#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "buffer.h"
#include "cursor.h"
#include "died.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
a_buffer_grows_and_keeps_its_bytes(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		buffer_add(&buffer, &(unsigned char){(unsigned char)i}, 1);
	assert_int_equal(buffer.len, 100000);
	for (unsigned i = 0; i < 100000; i++)
		assert_int_equal(buffer.at[i], (unsigned char)i);
	buffer_free(&buffer);
	assert_null(buffer.at);
	buffer_free(&buffer);
}

static void
what_was_reserved_does_not_move(void **state)
{
	struct buffer buffer = {0};
	unsigned char *at;

	(void)state;
	buffer_reserve(&buffer, 5000);
	at = buffer.at;
	for (int i = 0; i < 5000; i++)
		buffer_add(&buffer, "x", 1);
	assert_ptr_equal(buffer.at, at);
	buffer_free(&buffer);
}

static void
nothing_added_to_nothing_is_nothing(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	buffer_add(&buffer, NULL, 0);
	assert_null(buffer.at);
}

static void
reserve_too_much(void *arg)
{
	struct buffer buffer = {0};

	buffer_add(&buffer, "x", 1);
	buffer_reserve(&buffer, *(size_t *)arg);
}

static void
memory_that_cannot_be_had_ends_the_process_with_75(void **state)
{
	size_t sizes[] = {SIZE_MAX, SIZE_MAX / 2 + 2, SIZE_MAX / 4};

	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct died d = died(reserve_too_much, &sizes[i]);

		assert_int_equal(d.code, 75);
		assert_non_null(strstr(d.err, "out of memory"));
	}
}

static void
integers_are_packed_in_their_shortest_form_and_read_back(void **state)
{
	static const struct {
		int64_t number;
		size_t len;
	} cases[] = {
		{0, 1}, {127, 1}, {128, 2}, {255, 2}, {256, 3}, {65535, 3}, {65536, 5},
		{4294967295, 5}, {4294967296, 9}, {INT64_MAX, 9}, {-1, 1}, {-32, 1}, {-33, 2},
		{-128, 2}, {-129, 3}, {-32768, 3}, {-32769, 5}, {INT32_MIN, 5},
		{(int64_t)INT32_MIN - 1, 9}, {INT64_MIN, 9},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buffer buffer = {0};
		struct cursor c;
		int64_t number;

		pack_int(&buffer, cases[i].number);
		c = (struct cursor){buffer.at, buffer.at + buffer.len};
		assert_int_equal(buffer.len, cases[i].len);
		assert_true(cursor_int(&c, &number) && number == cases[i].number && c.at == c.end);
		buffer_free(&buffer);
	}
}

static void
texts_of_every_length_are_read_back_and_an_absent_one_is_nil(void **state)
{
	static const size_t lengths[] = {0, 1, 31, 32, 255, 256, 65535, 65536};
	static char bytes[65536];
	struct buffer buffer = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		struct text text;
		struct cursor c;

		buffer.len = 0;
		pack_text(&buffer, (struct text){bytes, lengths[i]});
		pack_bin(&buffer, bytes, lengths[i]);
		c = (struct cursor){buffer.at, buffer.at + buffer.len};
		assert_true(cursor_text(&c, &text) && text.len == lengths[i]);
		assert_true(cursor_bytes(&c, &text) && text.len == lengths[i] && c.at == c.end);
	}
	buffer.len = 0;
	pack_text(&buffer, TEXT_ABSENT);
	assert_true(buffer.len == 1 && buffer.at[0] == 0xc0);
	buffer_free(&buffer);
}

static void
the_other_forms_are_read_back(void **state)
{
	static const uint32_t counts[] = {0, 15, 16, 65535, 65536};
	struct buffer buffer = {0};
	struct cursor c;
	uint32_t count;
	double real;
	bool yes;

	(void)state;
	pack_nil(&buffer);
	pack_bool(&buffer, true);
	pack_bool(&buffer, false);
	pack_real(&buffer, -2.5);
	for (size_t i = 0; i < COUNT(counts); i++) {
		pack_array(&buffer, counts[i]);
		pack_map(&buffer, counts[i]);
	}
	c = (struct cursor){buffer.at, buffer.at + buffer.len};
	assert_true(cursor_nil(&c) && cursor_bool(&c, &yes) && yes && cursor_bool(&c, &yes) && !yes);
	assert_true(cursor_real(&c, &real) && real == -2.5);
	for (size_t i = 0; i < COUNT(counts); i++) {
		assert_true(cursor_array(&c, &count) && count == counts[i]);
		assert_true(cursor_map(&c, &count) && count == counts[i]);
	}
	assert_ptr_equal(c.at, c.end);
	buffer_free(&buffer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_buffer_grows_and_keeps_its_bytes),
		cmocka_unit_test(what_was_reserved_does_not_move),
		cmocka_unit_test(nothing_added_to_nothing_is_nothing),
		cmocka_unit_test(memory_that_cannot_be_had_ends_the_process_with_75),
		cmocka_unit_test(integers_are_packed_in_their_shortest_form_and_read_back),
		cmocka_unit_test(texts_of_every_length_are_read_back_and_an_absent_one_is_nil),
		cmocka_unit_test(the_other_forms_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
