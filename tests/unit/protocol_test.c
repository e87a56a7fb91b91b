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
	reader_start(&reader);
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
	reader_start(&reader);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 3, 0), FRAME_TAKE);
	assert_int_equal(reader_resume(&reader, 7), FRAME_TAKE);
	for (uint64_t seq = 1; seq <= 7; seq++)
		assert_int_equal(reader_step(&reader, FRAME_DATA, 3, seq), FRAME_DROP);
	assert_int_equal(reader_step(&reader, FRAME_DATA, 3, 8), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 4, 8), FRAME_TAKE);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 5, 9), FRAME_LOST);
	reader_start(&reader);
	assert_int_equal(reader_step(&reader, FRAME_HEAD, 3, 8), FRAME_TAKE);
	assert_int_equal(reader_resume(&reader, 7), FRAME_LOST);
}

static void
a_source_has_credit_for_a_window_and_rewinds_once_an_epoch(void **state)
{
	struct sender sender;

	(void)state;
	sender_start(&sender, 100);
	sender_want(&sender, EPOCH_ANY); /* there is nothing yet */
	assert_int_equal(sender_due(&sender), DUE_NOTHING);
	sender_begin(&sender);
	for (unsigned i = 0; i < WINDOW; i++) {
		assert_true(sender_has_credit(&sender));
		assert_int_equal(sender_step(&sender), KEEP_IT);
	}
	assert_false(sender_has_credit(&sender));
	assert_true(sender_commit(&sender, 1));
	assert_true(sender_has_credit(&sender));
	assert_false(sender_commit(&sender, 0)); /* late: nothing goes back */
	assert_int_equal(sender.done, 1);
	sender_want(&sender, 100);
	assert_int_equal(sender.epoch, 100); /* the head of this epoch is still due */
	sender_gave(&sender);
	sender_want(&sender, 100);
	assert_int_equal(sender.epoch, 101);
	sender_gave(&sender);
	sender_want(&sender, 100); /* answered already */
	assert_int_equal(sender.epoch, 101);
}

static void
what_is_kept_is_given_behind_the_head_and_again_when_it_is_wanted(void **state)
{
	struct sender sender;

	(void)state;
	sender_start(&sender, 100);
	sender_begin(&sender);
	sender_step(&sender);
	sender_step(&sender);
	assert_int_equal(sender_due(&sender), DUE_HEAD);
	sender_gave(&sender);
	assert_int_equal(sender_due(&sender), DUE_FRAME);
	assert_int_equal(sender.unsent, 1);
	sender_gave(&sender);
	sender_gave(&sender);
	assert_int_equal(sender_due(&sender), DUE_NOTHING);
	sender_commit(&sender, 1);
	sender_want(&sender, EPOCH_ANY);
	sender_want(&sender, EPOCH_ANY); /* one head answers both */
	assert_int_equal(sender.epoch, 101);
	assert_int_equal(sender_due(&sender), DUE_HEAD);
	sender_gave(&sender);
	assert_int_equal(sender.unsent, 2);
	sender_commit(&sender, 2); /* before it was given again */
	assert_int_equal(sender_due(&sender), DUE_NOTHING);
}

static void
a_source_that_starts_again_skips_what_is_committed(void **state)
{
	struct sender sender;

	(void)state;
	sender_start(&sender, 1);
	sender_begin(&sender);
	sender_gave(&sender);
	assert_int_equal(sender_step(&sender), KEEP_IT); /* before it hears of the sink */
	sender_gave(&sender);
	sender_commit(&sender, 3);
	assert_int_equal(sender_step(&sender), SKIP_IT);
	assert_int_equal(sender_step(&sender), SKIP_IT);
	assert_int_equal(sender_due(&sender), DUE_NOTHING);
	assert_int_equal(sender_step(&sender), KEEP_IT);
	assert_int_equal(sender_due(&sender), DUE_HEAD);
	assert_int_equal(sender.epoch, 2);
	sender_gave(&sender);
	assert_int_equal(sender.unsent, 4);
	assert_int_equal(sender_step(&sender), KEEP_IT);
}

static void
a_sink_commits_when_half_a_window_came_or_nothing_comes_and_says_it_again(void **state)
{
	struct teller teller;

	(void)state;
	teller_start(&teller, true, 1000);
	for (uint64_t seq = 1; seq <= WINDOW / 2; seq++) {
		assert_false(teller_is_full(&teller));
		teller_hear(&teller, 1000);
		assert_false(teller_take(&teller, FRAME_DATA, seq, 1000));
	}
	assert_true(teller_is_full(&teller));
	teller_commit(&teller, 1000);
	assert_false(teller_is_full(&teller));
	teller_take(&teller, FRAME_DATA, WINDOW / 2 + 1, 1000);
	assert_int_equal(teller_idle(&teller, 1010), 0);
	assert_int_equal(teller_idle(&teller, 1000 + teller_wait_ms(&teller)), TELL_COMMITS);
	teller_commit(&teller, 1020);
	assert_int_equal(teller_idle(&teller, 1200), 0);
	assert_int_equal(teller_idle(&teller, 1221), TELL_COMMIT_AGAIN);
	assert_int_equal(teller_idle(&teller, 1222), 0);
	assert_true(teller_take(&teller, FRAME_HEAD, 0, 1230)); /* a source that does not know */
}

static void
a_reader_asks_once_for_what_it_misses_and_again_in_silence(void **state)
{
	struct teller teller;

	(void)state;
	teller_start(&teller, false, 1000);
	assert_true(teller_ask(&teller, 7, 1000));
	assert_false(teller_ask(&teller, 7, 1001)); /* the next frame of the same epoch */
	assert_true(teller_ask(&teller, 8, 1002));
	assert_int_equal(teller_idle(&teller, 1000 + teller_wait_ms(&teller) - 1), 0);
	assert_int_equal(teller_idle(&teller, 1000 + teller_wait_ms(&teller)), TELL_WANT);
	teller_hear(&teller, 1210);
	teller_take(&teller, FRAME_HEAD, 0, 1210);
	assert_int_equal(teller_idle(&teller, 1000000), 0); /* a stage that misses nothing */
}

/* How often a sink asks while nothing comes for so long, looking up all the time. */
static unsigned
asks(struct teller *teller, int64_t from, int64_t ms)
{
	unsigned count = 0;

	for (int64_t now = from; now < from + ms; now += 10)
		count += (teller_idle(teller, now) & TELL_WANT) != 0;
	return count;
}

static void
a_sink_whose_frames_come_slowly_does_not_ask_while_it_waits_for_the_next(void **state)
{
	struct teller teller;
	int64_t now = 1000;

	(void)state;
	teller_start(&teller, true, now);
	teller_hear(&teller, now);
	teller_take(&teller, FRAME_HEAD, 0, now);
	assert_in_range(asks(&teller, now, 40000), 1, 8); /* something may have been lost */
	for (uint64_t seq = 1; seq < 10; seq++) {
		now += 40000;
		teller_hear(&teller, now);
		teller_take(&teller, FRAME_DATA, seq, now);
		assert_int_equal(asks(&teller, now, 40000), 0);
	}
	for (uint64_t seq = 10; seq < 60; seq++) {
		now += 10;
		teller_hear(&teller, now);
		teller_take(&teller, FRAME_DATA, seq, now);
	}
	assert_in_range(asks(&teller, now, 2000), 1, 2); /* it was long ago */
}

static void
a_want_that_nobody_took_is_owed_and_one_of_any_epoch_stands_for_all(void **state)
{
	struct teller teller;

	(void)state;
	teller_start(&teller, false, 1000);
	teller_owe(&teller, 7);
	teller_owe(&teller, 8);
	assert_true(teller.owes);
	assert_int_equal(teller.owed_epoch, 8);
	teller_owe(&teller, EPOCH_ANY);
	teller_owe(&teller, 9);
	assert_int_equal(teller.owed_epoch, EPOCH_ANY);
	teller.owes = false;
	teller_owe(&teller, 9);
	assert_int_equal(teller.owed_epoch, 9);
	teller_take(&teller, FRAME_DATA, 1, 1001);
	assert_true(teller.owes);
	teller_take(&teller, FRAME_HEAD, 0, 1002); /* the answer, before it was asked for */
	assert_false(teller.owes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_takes_what_follows_its_head_and_nothing_twice),
		cmocka_unit_test(a_sink_keeps_its_place_and_is_never_led_past_it),
		cmocka_unit_test(a_source_has_credit_for_a_window_and_rewinds_once_an_epoch),
		cmocka_unit_test(what_is_kept_is_given_behind_the_head_and_again_when_it_is_wanted),
		cmocka_unit_test(a_source_that_starts_again_skips_what_is_committed),
		cmocka_unit_test(a_sink_commits_when_half_a_window_came_or_nothing_comes_and_says_it_again),
		cmocka_unit_test(a_reader_asks_once_for_what_it_misses_and_again_in_silence),
		cmocka_unit_test(a_sink_whose_frames_come_slowly_does_not_ask_while_it_waits_for_the_next),
		cmocka_unit_test(a_want_that_nobody_took_is_owed_and_one_of_any_epoch_stands_for_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
