#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "defects.h"

static void
defects_are_kept_in_the_order_they_were_raised(void **state)
{
	struct defects d = {0};

	(void)state;
	defect(&d, "nir-key", F_ASSURE_NIR);
	defect(&d, "convention-none", FIELD_NONE);
	assert_int_equal(d.count, 2);
	assert_string_equal(d.at[0].motif, "nir-key");
	assert_int_equal(d.at[0].champ, F_ASSURE_NIR);
	assert_string_equal(d.at[1].motif, "convention-none");
	assert_int_equal(d.at[1].champ, FIELD_NONE);
}

static void
a_motif_counts_once_per_field(void **state)
{
	static const char twin[] = "nir-key"; /* the same code at another address */
	struct defects d = {0};

	(void)state;
	defect(&d, "nir-key", F_ASSURE_NIR);
	defect(&d, twin, F_ASSURE_NIR);
	assert_int_equal(d.count, 1);
	defect(&d, "nir-key", F_BENEFICIAIRE_NIR);
	defect(&d, "nir-shape", F_ASSURE_NIR);
	assert_int_equal(d.count, 3);
}

static void
what_does_not_fit_is_left_out_and_the_rest_stands(void **state)
{
	struct defects d = {0};

	(void)state;
	for (unsigned f = 0; f < DEFECTS_MAX + 5; f++)
		defect(&d, "value-unknown", f);
	assert_int_equal(d.count, DEFECTS_MAX);
	assert_int_equal(d.at[0].champ, 0);
	assert_int_equal(d.at[DEFECTS_MAX - 1].champ, DEFECTS_MAX - 1);
}

static void
a_trace_says_which_rule_looked_and_what_it_made_of_the_act(void **state)
{
	static struct trace trace;
	struct defects d = {.trace = &trace};

	(void)state;
	rule(&d, "R016");
	assert_false(concerns(&d, false, "affilie"));
	rule(&d, "R021");
	assert_true(concerns(&d, true, "affilie"));
	takes(&d, TEXT("tarifs.yaml:41"));
	takes(&d, TEXT_ABSENT);
	defect(&d, "nir-key", F_ASSURE_NIR);
	assert_int_equal(trace.step_count, 2);
	assert_string_equal(trace.steps[0].unmet, "affilie");
	assert_null(trace.steps[1].unmet);
	assert_int_equal(trace.steps[1].taken_count, 1);
	assert_int_equal(trace.raised[0].step, 1);
	assert_string_equal(trace.raised[0].motif, "nir-key");
}

static void
what_is_raised_before_any_rule_is_nobodys(void **state)
{
	static struct trace trace;
	struct defects d = {.trace = &trace};

	(void)state;
	takes(&d, TEXT("nowhere:1"));
	concerns(&d, false, "affilie");
	defect(&d, "poison", FIELD_NONE);
	assert_int_equal(trace.step_count, 0);
	assert_int_equal(trace.raised[0].step, TRACE_STEPS);
}

static void
without_a_trace_rules_cost_nothing_and_answer_the_same(void **state)
{
	struct defects d = {0};

	(void)state;
	rule(&d, "R016");
	assert_false(concerns(&d, false, "affilie"));
	assert_true(concerns(&d, true, "affilie"));
	takes(&d, TEXT("tarifs.yaml:41"));
	assert_int_equal(d.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_trace_says_which_rule_looked_and_what_it_made_of_the_act),
		cmocka_unit_test(what_is_raised_before_any_rule_is_nobodys),
		cmocka_unit_test(without_a_trace_rules_cost_nothing_and_answer_the_same),
		cmocka_unit_test(defects_are_kept_in_the_order_they_were_raised),
		cmocka_unit_test(a_motif_counts_once_per_field),
		cmocka_unit_test(what_does_not_fit_is_left_out_and_the_rest_stands),
	};

	return cmocka_run_group_tests_name("defects", tests, NULL, NULL);
}
