/*
 * regles - every rule has an owner, or a reason why software has no part in it
 */
#include "regles.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "refused.h"

#define HEAD "source: \"[invented]\"\nconditions:\n  vaccin: {fr: \"a\", en: \"b\"}\nregles:\n"
#define SENTENCES "article: \"art. 3\", fr: \"F\", en: \"E\", depuis: 2023-05-15, source: \"[seed1 art. 3]\""

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct regles regles;

	regles_load(&regles, path);
}

static void
book(const char *content)
{
	char whole[4096];

	snprintf(whole, sizeof(whole), "%s%s", HEAD, content);
	scratch_write(dir, "regles.yaml", whole, strlen(whole));
}

static void
a_rule_is_found_by_its_id(void **state)
{
	struct regles regles;
	const struct regle *regle;

	(void)state;
	book("  R200: {" SENTENCES ", etat: hors-logiciel, pourquoi: \"P\"}\n"
	     "  R016: {" SENTENCES ", etat: appliquee, filtre: price, champs: [date_soins, droits_du]}\n");
	regles_load(&regles, dir);
	assert_int_equal(regles.count, 2);
	regle = regles_find(&regles, TEXT("R016"));
	assert_non_null(regle);
	assert_int_equal(regle->etat, REGLE_APPLIQUEE);
	assert_int_equal(regle->champ_count, 2);
	assert_int_equal(regle->champs[1], F_DROITS_DU);
	assert_true(text_is(regles_find(&regles, TEXT("R200"))->pourquoi, "P"));
	assert_null(regles_find(&regles, TEXT("R017")));
	assert_true(text_is(regles_condition(&regles, TEXT("vaccin"))->fr, "a"));
	assert_null(regles_condition(&regles, TEXT("vacci")));
}

static void
a_book_that_leaves_a_rule_to_nobody_is_refused(void **state)
{
	static const struct refused rows[] = {
		{"an id of another form", "  16: {" SENTENCES ", etat: appliquee, filtre: price}\n", "three digits"},
		{"no owner", "  R016: {" SENTENCES ", etat: appliquee}\n", "who owns it"},
		{"an owner of what obliges people",
			"  R016: {" SENTENCES ", etat: hors-logiciel, filtre: price, pourquoi: p}\n", "who owns it"},
		{"no reason", "  R016: {" SENTENCES ", etat: hors-logiciel}\n", "why a rule is hors-logiciel"},
		{"a reason too many", "  R016: {" SENTENCES ", etat: calculee, filtre: price, pourquoi: p}\n",
			"why a rule is hors-logiciel"},
		{"a field with a slip", "  R016: {" SENTENCES ", etat: calculee, filtre: price, champs: date_soin}\n",
			"did you mean date_soins"},
		{"a state that is none", "  R016: {" SENTENCES ", etat: faite, filtre: price}\n", "appliquee"},
	};

	(void)state;
	assert_refused(rows, sizeof(rows) / sizeof(*rows), book, load, (char *)(uintptr_t)dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_is_found_by_its_id),
		cmocka_unit_test(a_book_that_leaves_a_rule_to_nobody_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests_name("regles", tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
