/*
 * conventions - which one covers an act at a date (art. 19, 20), its budget line, the account
 */
#include "conventions.h"

#include "actes.h"
#include "died.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define COMPTE \
	"compte: {titulaire: T, banque: \"30001\", guichet: \"00152\", compte: \"C6230000000\"," \
	" cle: \"86\", iban: \"FR90 3000 1001 52C6 2300 0000 086\", article: a," \
	" source: \"[computed]\"}\n"

#define ENTRY(id, activites, more) \
	"  - {id: \"" id "\", libelle: L, activites: " activites ", preavis_mois: 3," more \
	" article: a, source: \"[invented]\"}\n"

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct conventions conventions;

	conventions_load(&conventions, path);
}

static void
book(const char *entries, const char *compte)
{
	char content[4096];

	snprintf(content, sizeof content, "conventions:\n%s%s", entries, compte);
	scratch_write(dir, "conventions.yaml", content, strlen(content));
}

struct row {
	const char *sentence;
	unsigned activite;
	const char *day;
	enum convention_state state;
	const char *id; /* NULL: none */
};

static void
check(const char *entries, const struct row *rows, size_t count)
{
	struct conventions conventions;
	const struct convention *found;

	book(entries, COMPTE);
	conventions_load(&conventions, dir);
	for (size_t i = 0; i < count; i++) {
		enum convention_state state = conventions_at(&conventions, rows[i].activite,
			day_parse(text_of(rows[i].day)), &found);

		if (state != rows[i].state)
			fail_msg("%s: %d", rows[i].sentence, (int)state);
		if (rows[i].id ? !found || !text_is(found->id, rows[i].id) : found != NULL)
			fail_msg("%s: another convention", rows[i].sentence);
	}
}

#define CHECK(entries, rows) check(entries, rows, sizeof rows / sizeof *rows)

static void
a_signed_convention_is_renewed_tacitly(void **state)
{
	static const struct row rows[] = {
		{"the eve of the signature", ACTIVITE_PMI, "2023-05-14", CONVENTION_EARLIER, "old"},
		{"the day of signature", ACTIVITE_PMI, "2023-05-15", CONVENTION_IN_FORCE, "new"},
		{"the other titre", ACTIVITE_CPEF, "2023-05-15", CONVENTION_IN_FORCE, "new"},
		{"art. 19: past three years, by tacit renewal", ACTIVITE_PMI, "2026-05-15",
			CONVENTION_IN_FORCE, "new"},
		{"art. 19: past six years", ACTIVITE_PMI, "2029-05-15", CONVENTION_IN_FORCE, "new"},
		{"before the first of all", ACTIVITE_PMI, "2015-11-24", CONVENTION_NONE, NULL},
		{"an activity that no convention has", ACTIVITE_PEGASE, "2024-01-01",
			CONVENTION_NONE, NULL},
		{"2026-49 art. 3: the eve", ACTIVITE_PEGASE, "2025-12-31", CONVENTION_NONE, NULL},
		{"2026-49 art. 3: its first day", ACTIVITE_PEGASE, "2026-01-01",
			CONVENTION_IN_FORCE, "short"},
		{"2026-49 art. 3: its last day", ACTIVITE_PEGASE, "2026-12-31",
			CONVENTION_IN_FORCE, "short"},
		{"2026-49 art. 3: no tacit renewal", ACTIVITE_PEGASE, "2027-01-01",
			CONVENTION_NONE, NULL},
		{"no activity", 0, "2026-01-01", CONVENTION_NONE, NULL},
		{"no date", ACTIVITE_PMI, "", CONVENTION_NONE, NULL},
	};

	(void)state;
	CHECK(ENTRY("new", "[pmi, cpef]", " du: 2023-05-15, duree_annees: 3,"
			" reconduction_annees: 3, regles: oui,")
		ENTRY("old", "[pmi, cpef]", " du: 2015-11-25, au: 2023-05-14, duree_annees: 3,"
			" reconduction_annees: 3, regles: non,")
		ENTRY("short", "pegase", " du: 2026-01-01, duree_annees: 1, regles: oui,"), rows);
}

static void
a_termination_takes_effect_at_the_end_of_its_notice(void **state)
{
	static const struct row rows[] = {
		{"art. 20: in the notice", ACTIVITE_PMI, "2026-04-01", CONVENTION_IN_FORCE, "x"},
		{"art. 20: the last day of the notice", ACTIVITE_PMI, "2026-04-30",
			CONVENTION_IN_FORCE, "x"},
		{"art. 20: the morrow of the notice", ACTIVITE_PMI, "2026-05-01",
			CONVENTION_NONE, NULL},
		{"a term before the end of the notice stays", ACTIVITE_CPEF, "2025-12-31",
			CONVENTION_IN_FORCE, "y"},
		{"and nothing is added to it", ACTIVITE_CPEF, "2026-01-01", CONVENTION_NONE, NULL},
	};

	(void)state;
	CHECK(ENTRY("x", "pmi", " du: 2023-05-15, duree_annees: 3, reconduction_annees: 3,"
			" denoncee_le: 2026-01-31, regles: oui,")
		ENTRY("y", "cpef", " du: 2023-01-01, duree_annees: 3, denoncee_le: 2025-11-30,"
			" regles: oui,"), rows);
}

static void
without_a_signature_no_act_is_covered(void **state)
{
	static const struct row rows[] = {
		{"C30: any day", ACTIVITE_PMI, "2024-01-01", CONVENTION_UNSIGNED, "x"},
		{"C30: the other titre is signed", ACTIVITE_CPEF, "2024-01-01",
			CONVENTION_IN_FORCE, "y"},
		{"a convention that has its dates comes first", ACTIVITE_PMI, "2016-01-01",
			CONVENTION_EARLIER, "old"},
	};

	(void)state;
	CHECK(ENTRY("x", "pmi", " duree_annees: 3, regles: oui,")
		ENTRY("old", "pmi", " du: 2015-11-25, au: 2023-05-14, duree_annees: 3,"
			" regles: non,")
		ENTRY("y", "cpef", " du: 2023-01-01, duree_annees: 3, regles: oui,"), rows);
}

static void
an_activity_has_its_budget_line(void **state)
{
	struct conventions conventions;
	const struct convention *x;

	(void)state;
	book("  - id: x\n    libelle: L\n    activites: [pmi, cpef]\n    du: 2023-05-15\n"
		"    duree_annees: 3\n    preavis_mois: 3\n    regles: oui\n    article: a\n"
		"    source: \"[invented]\"\n    imputations:\n"
		"      - {activite: cpef, operation: O2, compte: \"7512\", texte: \"O2 7512\","
		" article: a, source: \"[invented]\"}\n", COMPTE);
	conventions_load(&conventions, dir);
	x = conventions_find(&conventions, TEXT("x"));
	assert_non_null(x);
	assert_true(text_is(convention_imputation(x, ACTIVITE_CPEF)->texte, "O2 7512"));
	assert_null(convention_imputation(x, ACTIVITE_PMI));
	assert_null(conventions_find(&conventions, TEXT("y")));
	assert_null(conventions_find(&conventions, TEXT_ABSENT));
	assert_true(text_is(conventions.compte.compte, "C6230000000"));
}

#define GOOD ENTRY("x", "pmi", " du: 2023-05-15, duree_annees: 3, regles: oui,")
#define OTHER_COMPTE(compte, cle, iban) \
	"compte: {titulaire: T, banque: \"30001\", guichet: \"00152\", compte: \"" compte "\"," \
	" cle: \"" cle "\", iban: \"" iban "\", article: a, source: \"[computed]\"}\n"

struct refused {
	const char *sentence, *entries, *compte, *word;
};

static const struct refused refused[] = {
	{"case 32: a RIB key that is wrong", GOOD,
		OTHER_COMPTE("C6230000000", "87", "FR90 3000 1001 52C6 2300 0000 086"), "RIB key"},
	{"case 32: the printed 13 characters are account and key", GOOD,
		OTHER_COMPTE("C623000000086", "86", "FR90 3000 1001 52C6 2300 0000 086"),
		"RIB key"},
	{"case 32: IBAN FR90, not FR76", GOOD,
		OTHER_COMPTE("C6230000000", "86", "FR76 3000 1001 52C6 2300 0000 086"), "IBAN"},
	{"the IBAN of another account", GOOD,
		OTHER_COMPTE("C6230000000", "86", "FR76 3000 1007 9412 3456 7890 185"),
		"another account"},
	{"two conventions of one activity on one day",
		GOOD ENTRY("y", "[cpef, pmi]", " du: 2026-05-14, duree_annees: 1, regles: oui,"),
		COMPTE, "conventions.yaml:3"},
	{"one id twice", GOOD ENTRY("x", "cpef", " du: 2023-05-15, duree_annees: 3, regles: oui,"),
		COMPTE, "same id"},
	{"a convention that ends before it begins",
		ENTRY("x", "pmi", " du: 2023-05-15, au: 2023-05-14, duree_annees: 3, regles: oui,"),
		COMPTE, "ends before"},
	{"a key that nobody knows", ENTRY("x", "pmi", " signee: 2023-05-15, duree_annees: 3,"),
		COMPTE, "signee"},
};

static void
a_wrong_book_is_refused(void **state)
{
	struct died d;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		book(refused[i].entries, refused[i].compte);
		d = died(load, (void *)(uintptr_t)dir);
		if (d.code != 78 || !strstr(d.err, refused[i].word))
			fail_msg("%s: %d: %s", refused[i].sentence, d.code, d.err);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signed_convention_is_renewed_tacitly),
		cmocka_unit_test(a_termination_takes_effect_at_the_end_of_its_notice),
		cmocka_unit_test(without_a_signature_no_act_is_covered),
		cmocka_unit_test(an_activity_has_its_budget_line),
		cmocka_unit_test(a_wrong_book_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
