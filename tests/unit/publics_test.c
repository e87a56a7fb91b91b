/*
 * publics - the ages of the rule book, each with its source, and who signs form 708
 */
#include "publics.h"
#include "actes.h"
#include "died.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define AGE(name, key, years) name ": {" key ": " years ", source: \"[seed1 titre I]\"}\n"
#define FORME(years, professions) "forme_708: {age_max: " years ", professions: " professions \
	", article: \"2023-212 annexe 1.3\", source: \"[seed1 annexe 1.3]\"}\n"

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct publics publics;

	publics_load(&publics, path);
}

static void
book(const char *content)
{
	scratch_write(dir, "publics.yaml", content, strlen(content));
}

static void
each_age_has_its_place(void **state)
{
	struct publics publics;

	(void)state;
	book(AGE("titre_1", "age_max", "6") AGE("majorite", "ans", "18")
		FORME("7", "[pediatre, sage-femme]"));
	publics_load(&publics, dir);
	assert_int_equal(publics.titre_1_age, 6);
	assert_int_equal(publics.majorite_ans, 18);
	assert_int_equal(publics.forme_708_age, 7);
	assert_int_equal(publics.forme_708_professions,
		PROFESSION_PEDIATRE | PROFESSION_SAGE_FEMME);
}

static void
what_is_missing_or_none_is_refused(void **state)
{
	static const char *const wrong[] = {
		AGE("titre_1", "age_max", "6") AGE("majorite", "ans", "18"),
		AGE("titre_1", "age_max", "0") AGE("majorite", "ans", "18")
			FORME("6", "[pediatre]"),
		"titre_1: {age_max: 6}\n" AGE("majorite", "ans", "18") FORME("6", "[pediatre]"),
		AGE("titre_1", "age_max", "6") AGE("majorite", "ans", "18")
			AGE("forme_708", "age_max", "6"),
		AGE("titre_1", "age_max", "6") AGE("majorite", "ans", "18") FORME("6", "[]"),
		AGE("titre_1", "age_max", "6") AGE("majorite", "ans", "18") FORME("6", "[dentiste]"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		book(wrong[i]);
		assert_int_equal(died(load, (void *)(uintptr_t)dir).code, 78);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_age_has_its_place),
		cmocka_unit_test(what_is_missing_or_none_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
