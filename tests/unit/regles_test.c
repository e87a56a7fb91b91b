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
		{"a rule that is not kept yet, without a reason", "  R016: {" SENTENCES ", etat: pas-encore}\n",
			"hors-logiciel or pas-encore"},
		{"an owner of what is not kept yet",
			"  R016: {" SENTENCES ", etat: pas-encore, filtre: price, pourquoi: p}\n", "who owns it"},
		{"a state that is none", "  R016: {" SENTENCES ", etat: faite, filtre: price}\n", "appliquee"},
	};

	(void)state;
	assert_refused(rows, sizeof(rows) / sizeof(*rows), book, load, (char *)(uintptr_t)dir);
}

#define NUMBERED 189 /* rows of both conventions: 1 to 147, 148 to 189 */
#define LAST_OF_2023 147
#define OBLIGE_PEOPLE 30 /* there should be few: a new one is a decision (the last two: R125, R129) */

static const struct regle *
numbered(const struct regles *regles, unsigned number)
{
	char id[8];

	snprintf(id, sizeof(id), "R%03u", number);
	return regles_find(regles, text_of(id));
}

static void
the_book_has_every_rule_of_both_conventions(void **state)
{
	const char *config = getenv("PMI_FLUX_CONFIG");
	unsigned count[REGLE_ETAT_COUNT] = {0};
	struct regles regles;

	(void)state;
	regles_load(&regles, config ? config : "config");
	for (unsigned number = 1; number <= NUMBERED; number++) {
		const struct regle *regle = numbered(&regles, number);

		assert_non_null(regle);
		assert_true(text_is(regle->convention, number <= LAST_OF_2023 ? "2023-212" : "2026-49"));
		count[regle->etat]++;
	}
	assert_null(numbered(&regles, NUMBERED + 1)); /* the law and the norms begin at 200 */
	for (unsigned etat = 0; etat < REGLE_ETAT_COUNT; etat++)
		print_message("# %s: %u\n", regle_etat_name(etat), count[etat]);
	assert_true(count[REGLE_HORS_LOGICIEL] <= OBLIGE_PEOPLE);
}

static void
a_rule_that_no_program_keeps_says_why(void **state)
{
	struct regles regles;

	(void)state;
	book("  R001: {" SENTENCES ", etat: pas-encore, pourquoi: \"P\"}\n"
	     "  R002: {" SENTENCES ", etat: rapportee, filtre: report}\n");
	regles_load(&regles, dir);
	assert_false(regle_tenue(regles_find(&regles, TEXT("R001"))));
	assert_true(regle_tenue(regles_find(&regles, TEXT("R002"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_is_found_by_its_id),
		cmocka_unit_test(the_book_has_every_rule_of_both_conventions),
		cmocka_unit_test(a_rule_that_no_program_keeps_says_why),
		cmocka_unit_test(a_book_that_leaves_a_rule_to_nobody_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests_name("regles", tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
