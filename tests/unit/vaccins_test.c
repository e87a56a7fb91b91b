/*
 * vaccins - a presentation is known by its CIP13, whose key is checked
 */
#include "vaccins.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "refused.h"

#define VACCIN(cip13, classe, public) \
	"  - {cip13: \"" cip13 "\", denomination: D, valence: V, classe: " classe \
	", public: " public ", taux: 65 %, source: \"[sourced S20]\"}\n"

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct vaccins vaccins;

	vaccins_load(&vaccins, path);
}

static void
book(const char *content)
{
	scratch_write(dir, "vaccins.yaml", content, strlen(content));
}

static void
a_vaccine_is_found_by_its_cip13(void **state)
{
	struct vaccins vaccins;
	const struct vaccin *vaccin;

	(void)state;
	book("vaccins:\n" VACCIN("3400935137340", "ror", "[enfant]")
		VACCIN("3400926863036", "ordinaire", "[postnatale, autre]"));
	vaccins_load(&vaccins, dir);
	vaccin = vaccins_find(&vaccins, TEXT("3400935137340"));
	assert_non_null(vaccin);
	assert_int_equal(vaccin->classe, VACCIN_ROR);
	assert_int_equal(vaccin->publics, VACCIN_ENFANT);
	assert_int_equal(vaccin->taux_bp, 6500);
	assert_int_equal(vaccins_find(&vaccins, TEXT("3400926863036"))->publics,
		VACCIN_POSTNATALE | VACCIN_AUTRE);
	assert_null(vaccins_find(&vaccins, TEXT("3400930275573")));
	assert_null(vaccins_find(&vaccins, TEXT_ABSENT));
}

static const struct refused refused[] = {
	{"a CIP13 whose key is wrong", "vaccins:\n" VACCIN("3400935137341", "ror", "[enfant]"),
		"vaccins.yaml:2"},
	{"one CIP13 twice", "vaccins:\n" VACCIN("3400935137340", "ror", "[enfant]")
		VACCIN("3400935137340", "ordinaire", "[enfant]"), "vaccins.yaml:3"},
	{"a class that nobody knows", "vaccins:\n" VACCIN("3400935137340", "rouge", "[enfant]"),
		"rouge"},
};

static void
a_wrong_book_is_refused(void **state)
{
	(void)state;
	assert_refused(refused, sizeof refused / sizeof *refused, book, load, (char *)(uintptr_t)dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vaccine_is_found_by_its_cip13),
		cmocka_unit_test(a_wrong_book_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
