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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defects_are_kept_in_the_order_they_were_raised),
		cmocka_unit_test(a_motif_counts_once_per_field),
		cmocka_unit_test(what_does_not_fit_is_left_out_and_the_rest_stands),
	};

	return cmocka_run_group_tests_name("defects", tests, NULL, NULL);
}
