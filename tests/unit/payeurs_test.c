/*
 * payeurs - the patient's organisme names the payer, by its longest prefix at the date of care
 */
#include "payeurs.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "refused.h"

#define PAYEURS \
	"payeurs:\n" \
	"  cpam-nord: {nom: N, adresse: A, code_caisse: \"591\", article: a," \
	" source: \"[invented]\"}\n" \
	"  cpam-sud: {nom: S, adresse: A, article: a, source: \"[invented]\"}\n"

#define ROW(prefixe, payeur, dates) \
	"  - {prefixe: \"" prefixe "\", payeur: " payeur dates ", article: a," \
	" source: \"[invented]\"}\n"

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct payeurs payeurs;

	payeurs_load(&payeurs, path);
}

static void
book(const char *content)
{
	scratch_write(dir, "caisses.yaml", content, strlen(content));
}

struct row {
	const char *sentence, *organisme, *day;
	const char *payeur, *prefixe; /* NULL: nobody */
};

static const struct row rows[] = {
	{"case 16: a prefix of five, any centre", "016240000", "2026-01-01", "cpam-nord", "01624"},
	{"case 16: the payer's other code", "016210000", "2026-01-01", "cpam-nord", "01621"},
	{"case 16: another payer", "016220000", "2026-01-01", "cpam-sud", "01622"},
	{"case 18: a section locale mutualiste", "01M624500", "2026-01-01", "cpam-nord", "01M624"},
	{"case 17: the MSA", "02A591000", "2026-01-01", NULL, NULL},
	{"case 17: a caisse of the next département", "015910000", "2026-01-01", NULL, NULL},
	{"the longest prefix wins", "016245000", "2026-01-01", "cpam-sud", "016245"},
	{"a longer prefix that has ended leaves the shorter", "016246000", "2026-01-01",
		"cpam-nord", "01624"},
	{"a longer prefix on its last day", "016246000", "2025-12-31", "cpam-sud", "016246"},
	{"a whole organisme may be a prefix", "016247777", "2026-01-01", "cpam-sud", "016247777"},
	{"one of longer prefixes that are others", "016248000", "2026-01-01", "cpam-nord", "01624"},
	{"before the shortest that begins so", "01620ZZZZ", "2026-01-01", NULL, NULL},
	{"two payers in turn: the eve", "016230000", "2024-12-31", "cpam-nord", "01623"},
	{"two payers in turn: the day", "016230000", "2025-01-01", "cpam-sud", "01623"},
	{"a prefix before its first day", "01M623500", "2025-12-31", NULL, NULL},
	{"a prefix on its first day", "01M623500", "2026-01-01", "cpam-sud", "01M623"},
	{"no organisme", "", "2026-01-01", NULL, NULL},
	{"an organisme shorter than any prefix", "0162", "2026-01-01", NULL, NULL},
	{"an organisme longer than any prefix", "0162400001", "2026-01-01", "cpam-nord", "01624"},
};

static const char good[] = PAYEURS
	"affiliations:\n"
	ROW("01623", "cpam-sud", ", du: 2025-01-01")
	ROW("01624", "cpam-nord", "")
	ROW("01621", "cpam-nord", "")
	ROW("01622", "cpam-sud", "")
	ROW("01623", "cpam-nord", ", au: 2024-12-31")
	ROW("01M624", "cpam-nord", "")
	ROW("01M623", "cpam-sud", ", du: 2026-01-01")
	ROW("016245", "cpam-sud", "")
	ROW("016246", "cpam-sud", ", au: 2025-12-31")
	ROW("016247777", "cpam-sud", "");

static void
an_organisme_names_its_payer(void **state)
{
	struct payeurs payeurs;

	(void)state;
	book(good);
	payeurs_load(&payeurs, dir);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		const struct affiliation *a = payeurs_affiliation(&payeurs, text_of(row->organisme),
			day_parse(text_of(row->day)));

		if (!row->payeur ? a != NULL : !a || !text_is(a->payeur->key, row->payeur)
				|| !text_is(a->prefixe, row->prefixe))
			fail_msg("%s: %.*s", row->sentence, TEXT_ARG(a ? a->prefixe : TEXT_ABSENT));
	}
	assert_null(payeurs_affiliation(&payeurs, TEXT_ABSENT, 0));
}

static void
a_payer_is_found_by_its_key(void **state)
{
	struct payeurs payeurs;

	(void)state;
	book(good);
	payeurs_load(&payeurs, dir);
	assert_true(text_is(payeurs_find(&payeurs, TEXT("cpam-nord"))->code_caisse, "591"));
	assert_false(text_given(payeurs_find(&payeurs, TEXT("cpam-sud"))->code_caisse));
	assert_null(payeurs_find(&payeurs, TEXT("cpam")));
	assert_null(payeurs_find(&payeurs, TEXT_ABSENT));
}

static const struct refused refused[] = {
	{"two payers of one prefix on one day are shown both",
		PAYEURS "affiliations:\n" ROW("01624", "cpam-nord", ", au: 2025-06-30")
		ROW("01624", "cpam-sud", ", du: 2025-06-30"), "caisses.yaml:6"},
	{"an open row and any later one of its prefix",
		PAYEURS "affiliations:\n" ROW("01624", "cpam-nord", "")
		ROW("01624", "cpam-sud", ", du: 2025-06-30"), "caisses.yaml:5"},
	{"a payer that is not there",
		PAYEURS "affiliations:\n" ROW("01624", "cpam-est", ""), "caisses.yaml:5"},
	{"a prefix so short that it takes a whole scheme",
		PAYEURS "affiliations:\n" ROW("01", "cpam-nord", ""), "caisses.yaml:5"},
	{"a row that ends before it begins",
		PAYEURS "affiliations:\n"
		ROW("01624", "cpam-nord", ", du: 2025-02-01, au: 2025-01-31"),
		"ends before it begins"},
	{"a code_caisse that is no number",
		"payeurs:\n  x: {nom: N, adresse: A, code_caisse: \"6A4\", article: a,"
		" source: \"[invented]\"}\naffiliations: []\n", "three digits"},
	{"a payer without a source",
		"payeurs:\n  x: {nom: N, adresse: A, article: a}\naffiliations: []\n", "source"},
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
		cmocka_unit_test(an_organisme_names_its_payer),
		cmocka_unit_test(a_payer_is_found_by_its_key),
		cmocka_unit_test(a_wrong_book_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
