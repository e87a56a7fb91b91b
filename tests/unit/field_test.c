#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "field.h"

static void
every_field_is_found_by_its_name(void **state)
{
	(void)state;
	for (unsigned f = 0; f < FIELD_COUNT; f++)
		assert_int_equal(field_named(text_of(field_infos[f].name)), f);
}

static void
a_name_near_that_of_a_field_finds_none(void **state)
{
	(void)state;
	assert_int_equal(field_named(TEXT("date_soin")), FIELD_NONE);
	assert_int_equal(field_named(TEXT("date_soinx")), FIELD_NONE);
	assert_int_equal(field_named(TEXT("date_soins ")), FIELD_NONE);
	assert_int_equal(field_named(TEXT("DATE_SOINS")), FIELD_NONE);
	assert_int_equal(field_named(TEXT("date_soins\0")), FIELD_NONE);
	assert_int_equal(field_named(TEXT("")), FIELD_NONE);
	assert_int_equal(field_named(TEXT_ABSENT), FIELD_NONE);
}

static void
names_are_distinct_lower_case_ascii(void **state)
{
	(void)state;
	for (unsigned f = 0; f < FIELD_COUNT; f++) {
		const char *name = field_infos[f].name;

		assert_true(*name);
		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_"),
			strlen(name));
		for (unsigned g = 0; g < f; g++)
			assert_string_not_equal(name, field_infos[g].name);
	}
}

/* Readers hide what is so marked. */
static void
what_identifies_a_person_is_marked_so(void **state)
{
	static const enum field persons[] = {
		F_ASSURE_NIR, F_ASSURE_NOM, F_ASSURE_PRENOM, F_ASSURE_NAISSANCE, F_ASSURE_ADRESSE,
		F_BENEFICIAIRE_NIR, F_BENEFICIAIRE_NOM, F_BENEFICIAIRE_PRENOM,
		F_BENEFICIAIRE_NAISSANCE, F_EXECUTANT_NOM, F_DELEGUE_NOM, F_NUMERO_FICTIF,
		F_GROSSESSE_DEBUT,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(persons) / sizeof(persons[0]); i++)
		assert_int_equal(field_infos[persons[i]].who, FIELD_PERSON);
	assert_int_equal(field_infos[F_ID].who, FIELD_PUBLIC);
}

static void
the_table_says_how_a_field_stands_on_the_wire(void **state)
{
	(void)state;
	assert_int_equal(field_infos[F_ASSURE_NIR].type, FIELD_IDENT);
	assert_int_equal(field_infos[F_DATE_SOINS].type, FIELD_DATE);
	assert_int_equal(field_infos[F_AMO_CENTS].type, FIELD_EUROS);
	assert_int_equal(field_infos[F_QUANTITE].type, FIELD_INT);
	assert_int_equal(field_infos[F_COEFFICIENT].type, FIELD_NUMBER);
	assert_int_equal(field_infos[F_MOTIFS].type, FIELD_DEFECTS);
}

static void
a_field_allows_its_values_and_nothing_near_them(void **state)
{
	(void)state;
	assert_true(field_allows(F_ACTIVITE, TEXT("pmi")));
	assert_true(field_allows(F_ACTIVITE, TEXT("cpef")));
	assert_true(field_allows(F_ACTIVITE, TEXT("pegase")));
	assert_false(field_allows(F_ACTIVITE, TEXT("pm")));
	assert_false(field_allows(F_ACTIVITE, TEXT("pmi ")));
	assert_false(field_allows(F_ACTIVITE, TEXT("pmi cpef")));
	assert_false(field_allows(F_ACTIVITE, TEXT("PMI")));
	assert_false(field_allows(F_ACTIVITE, TEXT(" ")));
	assert_false(field_allows(F_ACTIVITE, TEXT("")));
	assert_false(field_allows(F_ACTIVITE, TEXT_ABSENT));
	assert_true(field_allows(F_EXONERATION, TEXT("7")));
	assert_false(field_allows(F_EXONERATION, TEXT("6")));
}

static void
every_value_listed_is_allowed(void **state)
{
	(void)state;
	for (unsigned f = 0; f < FIELD_COUNT; f++) {
		const char *value = field_infos[f].values;

		while (*value) {
			size_t len = strcspn(value, " ");

			assert_true(len > 0);
			assert_true(field_allows(f, (struct text){value, len}));
			value += len;
			value += *value == ' ';
		}
	}
}

static void
a_field_without_a_list_allows_anything(void **state)
{
	(void)state;
	assert_true(field_allows(F_SITE, TEXT("mds-invente")));
	assert_true(field_allows(F_SITE, TEXT("")));
	assert_true(field_allows(FIELD_NONE, TEXT("x")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_found_by_its_name),
		cmocka_unit_test(a_name_near_that_of_a_field_finds_none),
		cmocka_unit_test(names_are_distinct_lower_case_ascii),
		cmocka_unit_test(what_identifies_a_person_is_marked_so),
		cmocka_unit_test(the_table_says_how_a_field_stands_on_the_wire),
		cmocka_unit_test(a_field_allows_its_values_and_nothing_near_them),
		cmocka_unit_test(every_value_listed_is_allowed),
		cmocka_unit_test(a_field_without_a_list_allows_anything),
	};

	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
