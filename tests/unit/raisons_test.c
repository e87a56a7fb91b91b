/*
 * raisons - what is said of a movement has a sentence, in both languages
 */
#include "raisons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "died.h"

static void
each_reason_and_rule_of_the_book_has_its_sentence(void **state)
{
	/* those that pmi-reconcile-payment writes beside the names of rules */
	static const char *const written[] = {"lots-multiples", "lot-inconnu", "autre-payeur", "candidats-multiples",
		"reglements-multiples", "reglement-retenu", "sans-lot", "sans-payeur", "contrepassation-sans-credit",
		"debit-sans-indu", "contrepasse", "reste-a-expliquer", "meme-incertain", "retenue", "decision", "attendu",
		"double", "ne-s-additionne-pas", "lot-montant", "reglement-reference"};
	struct raisons raisons;

	(void)state;
	raisons_load(&raisons, getenv("PMI_FLUX_CONFIG"));
	for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
		struct text id = text_of(written[i]);

		print_message("%.*s\n", TEXT_ARG(id));
		assert_false(text_equal(raison_dite(&raisons, id, false), id));
		assert_false(text_equal(raison_dite(&raisons, id, true), raison_dite(&raisons, id, false)));
	}
	assert_true(text_is(raison_dite(&raisons, TEXT("avant-version-5"), true), "avant-version-5"));
}

static void
a_book_of_before_may_have_none(void **state)
{
	const char *dir = scratch_make();
	static const char yaml[] = "regles:\n  - {id: lot, fr: \"Un lot.\", en: \"A lot.\"}\n";
	struct raisons raisons;

	(void)state;
	scratch_write(dir, "rapprochement.yaml", yaml, sizeof(yaml) - 1);
	raisons_load(&raisons, dir);
	assert_true(text_is(raison_dite(&raisons, TEXT("lot"), true), "A lot."));
	assert_true(text_is(raison_dite(&raisons, TEXT("sans-lot"), true), "sans-lot"));
	scratch_remove(dir);
}

static void
load_broken(void *dir)
{
	struct raisons raisons;

	raisons_load(&raisons, dir);
}

static void
a_reason_without_its_sentence_is_a_mistake_of_the_book(void **state)
{
	const char *dir = scratch_make();
	static const char yaml[] = "raisons:\n  lot:\n    fr: [1]\n    en: x\n";

	(void)state;
	scratch_write(dir, "rapprochement.yaml", yaml, sizeof(yaml) - 1);
	assert_int_equal(died(load_broken, (void *)(uintptr_t)dir).code, 78);
	scratch_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_reason_and_rule_of_the_book_has_its_sentence),
		cmocka_unit_test(a_book_of_before_may_have_none),
		cmocka_unit_test(a_reason_without_its_sentence_is_a_mistake_of_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
