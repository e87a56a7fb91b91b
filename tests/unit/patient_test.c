/*
 * patient - the beneficiary where one is named, else the insured
 */
#include "patient.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void
a_named_beneficiary_is_the_patient(void **state)
{
	static const enum field names[] = {F_BENEFICIAIRE_NIR, F_BENEFICIAIRE_NOM,
		F_BENEFICIAIRE_PRENOM, F_BENEFICIAIRE_NAISSANCE};
	static struct record rec;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		record_clear(&rec);
		record_set_text(&rec, names[i], TEXT("x"));
		assert_true(patient_is_beneficiaire(&rec));
		assert_int_equal(patient_naissance(&rec), F_BENEFICIAIRE_NAISSANCE);
	}
	record_free(&rec);
}

static void
a_rank_alone_names_nobody(void **state)
{
	static struct record rec;

	(void)state;
	record_clear(&rec);
	record_set_text(&rec, F_ASSURE_NAISSANCE, TEXT("1990-01-01"));
	record_set_int(&rec, F_BENEFICIAIRE_RANG, 1);
	assert_false(patient_is_beneficiaire(&rec));
	assert_int_equal(patient_naissance(&rec), F_ASSURE_NAISSANCE);
	record_free(&rec);
}

static void
a_section_mutualiste_is_an_organisme_where_there_is_no_other(void **state)
{
	static struct record rec;

	(void)state;
	record_clear(&rec);
	assert_false(text_given(patient_organisme(&rec)));
	record_set_text(&rec, F_SLM, TEXT("500"));
	assert_false(text_given(patient_organisme(&rec)));
	record_set_text(&rec, F_SLM, TEXT("01M624500"));
	assert_true(text_is(patient_organisme(&rec), "01M624500"));
	record_set_text(&rec, F_ORGANISME, TEXT("016230000"));
	assert_true(text_is(patient_organisme(&rec), "016230000"));
	record_free(&rec);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_named_beneficiary_is_the_patient),
		cmocka_unit_test(a_rank_alone_names_nobody),
		cmocka_unit_test(a_section_mutualiste_is_an_organisme_where_there_is_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
