/*
 * sites - a site is listed from one day to another, and has a payer that exists
 */
#include "sites.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "refused.h"

#define PAYEURS \
	"payeurs:\n" \
	"  cpam-nord: {nom: N, adresse: A, article: a, source: \"[invented]\"}\n" \
	"affiliations: []\n"

#define ENTRY(code_postal, payeur) \
	"  mds-a: {type: mds, territoire: t, nom: N, adresse: A," \
	" code_postal: \"" code_postal "\", ville: V, payeur: " payeur "," \
	" du: 2024-01-01, article: a, source: \"[invented]\"}\n"

#define SITE(key, type, more) \
	"  " key ": {type: " type ", territoire: t, nom: N, adresse: A, code_postal: \"62000\"," \
	" ville: V, payeur: cpam-nord" more ", article: a, source: \"[invented]\"}\n"

static const char *dir; /* the rule book of this test */

static void
load(void *path)
{
	struct payeurs payeurs;
	struct sites sites;

	payeurs_load(&payeurs, path);
	sites_load(&sites, path, &payeurs);
}

static void
book(const char *content)
{
	scratch_write(dir, "caisses.yaml", PAYEURS, strlen(PAYEURS));
	scratch_write(dir, "sites.yaml", content, strlen(content));
}

struct row {
	const char *sentence, *key, *day;
	bool listed;
};

static const struct row rows[] = {
	{"an open site on its first day", "mds-b", "2024-01-01", true},
	{"an open site long after", "mds-b", "2099-01-01", true},
	{"a site on the eve of its first day", "mds-b", "2023-12-31", false},
	{"a closed site on its last day", "cpef-a", "2025-06-30", true},
	{"a closed site on the morrow", "cpef-a", "2025-07-01", false},
	{"a site that is not in the list", "mds-z", "2025-01-01", false},
	{"part of a key", "mds", "2025-01-01", false},
	{"no site", "", "2025-01-01", false},
	{"no date", "mds-b", "", false},
};

static void
a_site_is_listed_between_its_days(void **state)
{
	struct payeurs payeurs;
	struct sites sites;

	(void)state;
	book("sites:\n" SITE("mds-c", "mds", ", du: 2024-01-01")
		SITE("mds-b", "mds", ", du: 2024-01-01")
		SITE("cpef-a", "cpef", ", du: 2024-01-01, au: 2025-06-30"));
	payeurs_load(&payeurs, dir);
	sites_load(&sites, dir, &payeurs);
	assert_int_equal(sites.count, 3);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].listed != (sites_at(&sites, text_of(rows[i].key),
				day_parse(text_of(rows[i].day))) != NULL))
			fail_msg("%s", rows[i].sentence);
}

static void
a_site_is_found_whether_listed_or_not(void **state)
{
	struct payeurs payeurs;
	struct sites sites;
	const struct site *site;

	(void)state;
	book("sites:\n" SITE("cpef-a", "cpef", ", du: 2024-01-01, au: 2025-06-30"));
	payeurs_load(&payeurs, dir);
	sites_load(&sites, dir, &payeurs);
	site = sites_find(&sites, TEXT("cpef-a"));
	assert_non_null(site);
	assert_int_equal(site->type, SITE_CPEF);
	assert_true(text_is(site->payeur->key, "cpam-nord"));
	assert_false(text_given(site->telephone));
	assert_null(sites_find(&sites, TEXT_ABSENT));
}

static const struct refused refused[] = {
	{"a FINESS whose key is wrong",
		"sites:\n" SITE("mds-a", "mds", ", du: 2024-01-01, finess: \"620000001\""),
		"sites.yaml:2"},
	{"a type that annexe 1 does not have", "sites:\n" SITE("mds-a", "home", ", du: 2024-01-01"),
		"home"},
	{"a site without its first day", "sites:\n" SITE("mds-a", "mds", ""), "du"},
	{"a site that closes before it opens",
		"sites:\n" SITE("mds-a", "mds", ", du: 2024-01-01, au: 2023-12-31"), "mds-a"},
	{"one key twice", "sites:\n" SITE("mds-a", "mds", ", du: 2024-01-01")
		SITE("mds-a", "mds", ", du: 2024-01-01"), "sites.yaml:3"},
	{"a payer that caisses.yaml does not have",
		"sites:\n" ENTRY("62000", "cpam-est"),
		"caisses.yaml"},
	{"a postcode of four digits",
		"sites:\n" ENTRY("6200", "cpam-nord"),
		"code_postal"},
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
		cmocka_unit_test(a_site_is_listed_between_its_days),
		cmocka_unit_test(a_site_is_found_whether_listed_or_not),
		cmocka_unit_test(a_wrong_book_is_refused),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
