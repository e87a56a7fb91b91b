#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "protocol.h"

static void
a_reader_takes_what_follows_its_head_and_nothing_twice(void **state)
{
	struct reader reader;

	(void)state;
	reader_start(&reader, false, 0);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 9, 1), FRAME_ASK); /* no head yet */
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 9, 4), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 9, 5), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 9, 5), FRAME_DROP);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 9, 7), FRAME_ASK); /* 6 is lost */
	assert_int_equal(reader_step(&reader, FRAME_DATA, 9, 6), FRAME_ASK); /* nothing is taken until a head */
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 10, 5), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 9, 6), FRAME_ASK); /* another epoch */
}

static void
a_sink_keeps_its_place_and_is_never_led_past_it(void **state)
{
	struct reader reader;

	(void)state;
	reader_start(&reader, true, 7);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 3, 0), FRAME_TAKE);
	for (uint64_t seq = 1; seq <= 7; seq++)
		assert_int_equal(reader_step(&reader, FRAME_DATA, 3, seq), FRAME_DROP);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 3, 8), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 4, 8), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 5, 9), FRAME_LOST);
}

static void
a_source_has_credit_for_a_window_and_rewinds_once_an_epoch(void **state)
{
	struct sender sender;

	(void)state;
	sender_start(&sender, 100);
	for (unsigned i = 0; i < WINDOW; i++) {
		assert_true(sender_has_credit(&sender));
		assert_int_equal(sender_step(&sender), SEND_IT);
	}
	assert_false(sender_has_credit(&sender));
	sender_commit(&sender, 1);
	assert_true(sender_has_credit(&sender));
	sender_commit(&sender, 0); /* late: nothing goes back */
	assert_int_equal(sender.done, 1);
	assert_true(sender_want(&sender, 100));
	assert_false(sender_want(&sender, 100)); /* answered already */
	assert_true(sender_want(&sender, EPOCH_ANY));
	assert_int_equal(sender.epoch, 102);
}

static void
a_source_that_starts_again_skips_what_is_committed(void **state)
{
	struct sender sender;

	(void)state;
	sender_start(&sender, 1);
	assert_int_equal(sender_step(&sender), SEND_IT); /* before it hears of the sink */
	sender_commit(&sender, 3);
	assert_int_equal(sender_step(&sender), SKIP_IT);
	assert_int_equal(sender_step(&sender), SKIP_IT);
	assert_int_equal(sender_step(&sender), HEAD_THEN_SEND_IT);
	assert_int_equal(sender.epoch, 2);
	assert_int_equal(sender_step(&sender), SEND_IT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_takes_what_follows_its_head_and_nothing_twice),
		cmocka_unit_test(a_sink_keeps_its_place_and_is_never_led_past_it),
		cmocka_unit_test(a_source_has_credit_for_a_window_and_rewinds_once_an_epoch),
		cmocka_unit_test(a_source_that_starts_again_skips_what_is_committed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
