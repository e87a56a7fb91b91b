/*
 * interpretations - a reading is one of those allowed, and a program and its book agree on them
 */
#include "interpretations.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "refused.h"

#define C13(choix) "C13: {ou: o, fr: f, en: e, choix: " choix \
	", permis: {accepter: \"a\", refuser: \"r\"}, source: \"[seed1]\"}\n"
#define C20(choix) "C20: {ou: o, fr: f, en: e, choix: " choix \
	", permis: {site: \"s\", cpam-nord: \"n\"}, source: \"[seed1]\"}\n"

static const char *dir; /* the rule book of this test */
static struct interpretations readings;

static void
load(void *path)
{
	interpretations_load(&readings, path);
}

static void
book(const char *content)
{
	scratch_write(dir, "interpretations.yaml", content, strlen(content));
}

static void
the_reading_taken_is_known(void **state)
{
	(void)state;
	book(C13("refuser"));
	interpretations_load(&readings, dir);
	assert_true(interpretation_is(&readings, "C13", "refuser"));
	assert_false(interpretation_is(&readings, "C13", "accepter"));
	assert_int_equal(interpretations_find(&readings, TEXT("C13"))->permis_count, 2);
	assert_null(interpretations_find(&readings, TEXT("C14")));
}

static void
the_payer_of_anonymous_acts_is_one_or_the_sites(void **state)
{
	static const struct payeur nord = {.key = {"cpam-nord", 9}};
	const struct payeurs payeurs = {.at = &nord, .count = 1};

	(void)state;
	book(C20("site"));
	interpretations_load(&readings, dir);
	assert_null(interpretation_anonymes(&readings, &payeurs));
	book(C20("cpam-nord"));
	interpretations_load(&readings, dir);
	assert_ptr_equal(interpretation_anonymes(&readings, &payeurs), &nord);
}

static void
ask_for_c14(void *unused)
{
	(void)unused;
	interpretation_is(&readings, "C14", "titre-1");
}

static void
ask_for_a_reading_that_the_book_does_not_have(void *unused)
{
	(void)unused;
	interpretation_is(&readings, "C13", "peut-etre");
}

static void
ask_for_a_payer_that_is_none(void *unused)
{
	const struct payeurs payeurs = {0};

	(void)unused;
	interpretation_anonymes(&readings, &payeurs);
}

static void
a_program_and_its_book_must_agree(void **state)
{
	struct died d;

	(void)state;
	book(C13("refuser") C20("cpam-nord"));
	interpretations_load(&readings, dir);
	d = died(ask_for_c14, NULL);
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "C14"));
	d = died(ask_for_a_reading_that_the_book_does_not_have, NULL);
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "peut-etre"));
	d = died(ask_for_a_payer_that_is_none, NULL);
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "caisses.yaml"));
}

static void
a_wrong_book_is_refused(void **state)
{
	static const struct refused rows[] = {
		{"a slip in the reading", C13("acepter"), "did you mean accepter"},
		{"no reading allowed", "C1: {ou: o, fr: f, en: e, choix: a, permis: {}, source: \"[seed1]\"}\n",
			"from 1 to 8"},
		{"one reading, and no reason why there is no other",
			"C1: {ou: o, fr: f, en: e, choix: a, permis: {a: \"x\"}, source: \"[seed1]\"}\n", "nothing to choose"},
		{"a reason although there is a choice", "C1: {ou: o, fr: f, en: e, choix: a,"
			" permis: {a: \"x\", b: \"y\"}, pourquoi: \"p\", source: \"[seed1]\"}\n", "nothing to choose"},
	};

	(void)state;
	assert_refused(rows, sizeof(rows) / sizeof(*rows), book, load, (char *)(uintptr_t)dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_reading_taken_is_known),
		cmocka_unit_test(the_payer_of_anonymous_acts_is_one_or_the_sites),
		cmocka_unit_test(a_program_and_its_book_must_agree),
		cmocka_unit_test(a_wrong_book_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests_name("interpretations", tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
