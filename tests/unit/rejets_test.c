/*
 * rejets - the reason of a caisse has a sentence by its code; one that nobody knows keeps the label received
 */
#include "rejets.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "refused.h"

#define INCONNU "inconnu: {suite: Lire, source: \"[computed] x\"}\n"
#define REJET(code, niveau) \
	"  - {code: \"" code "\", niveau: " niveau ", fr: \"Phrase " code "\", suite: \"Suite " code \
	"\", source: \"[invented] x\"}\n"

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct rejets rejets;

	rejets_load(&rejets, path);
}

static void
book(const char *content)
{
	scratch_write(dir, "rejets.yaml", content, strlen(content));
}

static void
a_code_has_its_sentence_and_what_to_do(void **state)
{
	struct rejets rejets;

	(void)state;
	book(INCONNU "rejets:\n" REJET("4007", "facture") REJET("1101", "ligne"));
	rejets_load(&rejets, dir);
	assert_int_equal(rejets_find(&rejets, TEXT("1101"))->niveau, REJET_LIGNE);
	assert_int_equal(rejets_find(&rejets, TEXT("4007"))->niveau, REJET_FACTURE);
	assert_true(text_is(rejets_find(&rejets, TEXT("1101 "))->where, "rejets.yaml:4"));
	assert_true(text_is(rejet_sentence(&rejets, TEXT("1101"), TEXT("RECU")), "Phrase 1101"));
	assert_true(text_is(rejet_suite(&rejets, TEXT("4007")), "Suite 4007"));
}

static void
an_unknown_code_keeps_the_label_received(void **state)
{
	struct rejets rejets;

	(void)state;
	book(INCONNU "rejets:\n" REJET("4007", "facture"));
	rejets_load(&rejets, dir);
	assert_null(rejets_find(&rejets, TEXT("4008")));
	assert_null(rejets_find(&rejets, TEXT_ABSENT));
	assert_true(text_is(rejet_sentence(&rejets, TEXT("4008"), TEXT("RECU")), "RECU"));
	assert_null(rejet_sentence(&rejets, TEXT("4008"), TEXT_ABSENT).at);
	assert_true(text_is(rejet_suite(&rejets, TEXT("4008")), "Lire"));
}

static const struct refused refused[] = {
	{"one code twice", INCONNU "rejets:\n" REJET("4007", "facture") REJET("4007", "ligne"), "rejets.yaml:4"},
	{"a level that there is not", INCONNU "rejets:\n" REJET("4007", "acte"), "acte"},
	{"no word on codes that are not listed", "rejets:\n" REJET("4007", "ligne"), "inconnu"},
	{"no source", INCONNU "rejets:\n  - {code: \"1\", niveau: lot, fr: a, suite: b}\n", "source"},
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
		cmocka_unit_test(a_code_has_its_sentence_and_what_to_do),
		cmocka_unit_test(an_unknown_code_keeps_the_label_received),
		cmocka_unit_test(a_wrong_book_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
