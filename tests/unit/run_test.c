#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "log.h"
#include "run.h"

/* Ingest, price and emit, when emit has published: what each says that it took and sent. */
static struct plan plan;
static struct options options;

static void
said(unsigned stage, uint64_t in, uint64_t out)
{
	plan.stages[stage].finished = true;
	plan.stages[stage].in = (struct totals){.records = in, .amo_cents = (int64_t)in * 100};
	plan.stages[stage].out = (struct totals){.records = out, .amo_cents = (int64_t)out * 100};
}

static int
start(void **state)
{
	(void)state;
	memset(&plan, 0, sizeof(plan));
	plan.options = &options;
	plan.count = 3;
	plan.over_ms = 1;
	plan.first_failed = -1;
	for (unsigned i = 0; i < plan.count; i++)
		said(i, 1000, 1000);
	return 0;
}

static void
what_all_sent_and_took_is_the_same(void **state)
{
	(void)state;
	assert_int_equal(balance(&plan), EX_OK);
}

static void
a_record_that_was_lost_or_doubled_between_two_is_said(void **state)
{
	(void)state;
	said(1, 999, 999);
	said(2, 999, 999);
	assert_int_equal(balance(&plan), EX_SOFTWARE);
	said(2, 1000, 1000);
	said(1, 1001, 1000);
	assert_int_equal(balance(&plan), EX_SOFTWARE);
	said(1, 1000, 1001);
	assert_int_equal(balance(&plan), EX_SOFTWARE);
}

static void
as_many_of_another_amount_are_said(void **state)
{
	(void)state;
	plan.stages[1].in.amo_cents++;
	assert_int_equal(balance(&plan), EX_SOFTWARE);
	plan.stages[1].in.amo_cents--;
	plan.stages[1].in.montant_cents++;
	assert_int_equal(balance(&plan), EX_SOFTWARE);
}

/* On a busy machine: a silence made one ask again, and the sink had all before the rest came a second time. */
static void
who_was_sending_again_when_the_sink_had_all_is_not_compared(void **state)
{
	(void)state;
	said(1, 459, 459);
	assert_int_equal(balance(&plan), EX_OK);
	said(0, 1001, 1001);
	said(1, 1000, 459);
	assert_int_equal(balance(&plan), EX_SOFTWARE);
}

static void
a_sink_that_had_published_before_took_nothing(void **state)
{
	(void)state;
	said(1, 459, 459);
	said(2, 0, 0);
	assert_int_equal(balance(&plan), EX_SOFTWARE);
	plan.resumed = true;
	assert_int_equal(balance(&plan), EX_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_all_sent_and_took_is_the_same, start),
		cmocka_unit_test_setup(a_record_that_was_lost_or_doubled_between_two_is_said, start),
		cmocka_unit_test_setup(as_many_of_another_amount_are_said, start),
		cmocka_unit_test_setup(who_was_sending_again_when_the_sink_had_all_is_not_compared, start),
		cmocka_unit_test_setup(a_sink_that_had_published_before_took_nothing, start),
	};

	log_open("pmi-run", false, true);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
