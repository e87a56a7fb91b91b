/*
 * actes - annexe 1.1: what is in force on a day, at which age; and a table that is refused
 */
#include "actes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static day_t
day(const char *value)
{
	return value ? day_parse(text_of(value)) : DAY_NONE;
}

/* ---- Which row */

static const struct acte_row {
	const char *code, *du, *au, *libelle;
} acte_rows[] = {
	{"A", NULL, NULL, "always"},
	{"C", NULL, "2017-12-31", "closed"},
	{"G", NULL, "2019-12-31", "first"},
	{"G", "2020-01-01", "2020-06-30", "second"},
	{"G", "2020-09-01", NULL, "third"},
	{"N", "2026-01-01", NULL, "new"},
};

static const struct find_row {
	const char *sentence, *code, *at;
	enum acte_found found;
	const char *libelle; /* NULL: not asked */
} find_rows[] = {
	{"an act without dates is in force", "A", "2025-01-01", ACTE_FOUND, "always"},
	{"a code is not found by its beginning", "GA", "2025-01-01", ACTE_UNKNOWN, NULL},
	{"nor by less than itself", "", "2025-01-01", ACTE_UNKNOWN, NULL},
	{"after the last code", "Z", "2025-01-01", ACTE_UNKNOWN, NULL},
	{"case 22: on its last day a code is in force", "C", "2017-12-31", ACTE_FOUND, "closed"},
	{"case 22: on the morrow it is closed", "C", "2018-01-01", ACTE_CLOSED, "closed"},
	{"case 22: in June 2018 it is closed", "C", "2018-06-01", ACTE_CLOSED, "closed"},
	{"a changed act: the last day of the former", "G", "2019-12-31", ACTE_FOUND, "first"},
	{"a changed act: the first day of the next", "G", "2020-01-01", ACTE_FOUND, "second"},
	{"a changed act: between two rows it is closed", "G", "2020-07-01", ACTE_CLOSED, NULL},
	{"a changed act: the last row is open", "G", "2040-01-01", ACTE_FOUND, "third"},
	{"an act before its first day is closed", "N", "2025-12-31", ACTE_CLOSED, "new"},
	{"on its first day it is in force", "N", "2026-01-01", ACTE_FOUND, "new"},
};

static void
test_find(void **state)
{
	const struct find_row *row = *state;
	struct acte table[COUNT(acte_rows)] = {0};
	const struct actes actes = {.at = table, .count = COUNT(table), .as_of = DAY_MAX};
	const struct acte *acte;

	for (size_t i = 0; i < COUNT(acte_rows); i++) {
		table[i].code = text_of(acte_rows[i].code);
		table[i].libelle = text_of(acte_rows[i].libelle);
		table[i].du = day(acte_rows[i].du);
		table[i].au = day(acte_rows[i].au);
	}
	assert_int_equal(actes_find(&actes, text_of(row->code), day(row->at), &acte), row->found);
	assert_int_equal(acte == NULL, row->found == ACTE_UNKNOWN);
	if (row->libelle)
		assert_true(text_is(acte->libelle, row->libelle));
}

/* ---- At which age */

static const struct acte_fenetre fenetres[] = {
	{ACTE_JOURS, 0, 9, NATURE_MATERNITE},
	{ACTE_MOIS, 8, 10, NATURE_MALADIE},
	{ACTE_MOIS, 70, 72, NATURE_MALADIE},
};

static const struct age_row {
	const char *sentence, *birth, *at;
	int fenetre; /* -1: none */
} age_rows[] = {
	{"the eve of the birth is no age", "2025-06-01", "2025-05-31", -1},
	{"the day of the birth", "2025-06-01", "2025-06-01", 0},
	{"the 8th day of life", "2025-06-01", "2025-06-09", 0},
	{"the 9th day of life", "2025-06-01", "2025-06-10", -1},
	{"the eve of the day of 8 months", "2025-06-15", "2026-02-14", -1},
	{"the day of 8 months", "2025-06-15", "2026-02-15", 1},
	{"the eve of the day of 10 months", "2025-06-15", "2026-04-14", 1},
	{"the day of 10 months", "2025-06-15", "2026-04-15", -1},
	{"8 months after 30 June there is no 30 February: not yet on the 28th", "2025-06-30",
		"2026-02-28", -1},
	{"but on 1 March", "2025-06-30", "2026-03-01", 1},
	{"born on 29 February: still under 6 years on 28 February", "2020-02-29", "2026-02-28", 2},
	{"and 6 years on 1 March", "2020-02-29", "2026-03-01", -1},
	{"no birth date, no age", NULL, "2026-03-01", -1},
	{"no day of care, no age", "2025-06-01", NULL, -1},
};

static void
test_age(void **state)
{
	const struct age_row *row = *state;
	const struct acte acte = {.fenetres = fenetres, .fenetre_count = COUNT(fenetres)};
	const struct acte_fenetre *expected = row->fenetre < 0 ? NULL : &fenetres[row->fenetre];

	assert_ptr_equal(acte_fenetre_at(&acte, day(row->birth), day(row->at)), expected);
}

/* Both say the same of every day of seven years, whatever the day of birth. */
static void
a_window_is_from_the_day_of_one_age_to_the_eve_of_another(void **state)
{
	const struct acte acte = {.fenetres = fenetres, .fenetre_count = COUNT(fenetres)};

	(void)state;
	for (day_t birth = day("2019-12-25"); birth < day("2020-04-05"); birth++)
		for (day_t at = birth - 40; at < birth + 2500; at++) {
			const struct acte_fenetre *expected = NULL, *f = fenetres;

			for (; f < fenetres + COUNT(fenetres) && !expected; f++)
				if (acte_day_of_age(birth, f->unite, f->de) <= at
					&& at < acte_day_of_age(birth, f->unite, f->a))
					expected = f;
			assert_ptr_equal(acte_fenetre_at(&acte, birth, at), expected);
		}
}

static void
a_profession_and_an_activity_are_bits(void **state)
{
	(void)state;
	assert_int_equal(profession_bit(TEXT("medecin-generaliste")), PROFESSION_GENERALISTE);
	assert_int_equal(profession_bit(TEXT("infirmier")), PROFESSION_INFIRMIER);
	assert_int_equal(profession_bit(TEXT("medecin")), PROFESSION_MEDECIN);
	assert_int_equal(profession_bit(TEXT("pharmacien")), 0);
	assert_int_equal(profession_bit(TEXT_ABSENT), 0);
	assert_int_equal(activite_bit(TEXT("pmi")), ACTIVITE_PMI);
	assert_int_equal(activite_bit(TEXT("cpef")), ACTIVITE_CPEF);
	assert_int_equal(activite_bit(TEXT("pegase")), ACTIVITE_PEGASE);
}

/* ---- The file */

static void
file_write(char *dir, char path[64], const char *content)
{
	FILE *file;

	assert_non_null(mkdtemp(dir));
	snprintf(path, 64, "%s/actes.yaml", dir);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

#define ROW(code, more) "  - {code: " code ", libelle: \"l\", famille: examen, activites: [pmi], " \
	"nature: maladie, taux: 70 %, tarif: table, article: \"art. 4\", source: \"[invented]\"" more "}\n"

static void
the_file_is_read_sorted_and_complete(void **state)
{
	char dir[] = "/tmp/actes_test_XXXXXX", path[64];
	struct actes actes;
	const struct acte *acte;

	(void)state;
	file_write(dir, path, "actes:\n" ROW("Z", ", du: 2025-01-01") ROW("COE",
		", professions: [pediatre, sage-femme], libelle_neutre: \"n\", semaines: oui, "
		"fenetres: [{unite: mois, de: 8, a: 10}, {unite: jours, de: 0, a: 9, nature: maternite}]"));
	actes_load(&actes, dir);
	unlink(path);
	rmdir(dir);
	assert_int_equal(actes.count, 2);
	assert_int_equal(actes_find(&actes, TEXT("COE"), day("2025-01-01"), &acte), ACTE_FOUND);
	assert_ptr_equal(acte, &actes.at[0]);
	assert_true(text_is(acte->libelle_neutre, "n"));
	assert_int_equal(acte->professions, PROFESSION_PEDIATRE | PROFESSION_SAGE_FEMME);
	assert_int_equal(acte->activites, ACTIVITE_PMI);
	assert_int_equal(acte->famille, ACTE_EXAMEN);
	assert_int_equal(acte->taux_bp, 7000);
	assert_true(acte->semaines && !acte->coefficient && !acte->medicaments);
	assert_int_equal(acte->fenetre_count, 2);
	assert_int_equal(acte->fenetres[0].nature, NATURE_MALADIE);
	assert_int_equal(acte->fenetres[1].nature, NATURE_MATERNITE);
	assert_true(text_is(acte->ref, "actes.yaml COE, art. 4"));
	assert_true(text_is(actes.at[1].ref, "actes.yaml Z 2025-01-01, art. 4"));
	assert_int_equal(actes.at[1].professions, 0);
	assert_false(text_given(actes.at[1].libelle_neutre));
}

static void
a_row_learnt_late_is_not_seen_before_and_prevails_after(void **state)
{
	char dir[] = "/tmp/actes_test_XXXXXX", path[64];
	struct actes actes;
	const struct acte *acte;

	(void)state;
	file_write(dir, path, "actes:\n" ROW("G", "")
		ROW("G", ", du: 2025-01-01, au: 2025-01-31, connu_le: 2025-03-01") ROW("X", ", connu_le: 2025-03-01"));
	actes_load(&actes, dir);
	unlink(path);
	rmdir(dir);
	actes.as_of = day("2025-02-28");
	assert_int_equal(actes_find(&actes, TEXT("G"), day("2025-01-31"), &acte), ACTE_FOUND);
	assert_int_equal(acte->du, DAY_NONE);
	assert_int_equal(actes_find(&actes, TEXT("X"), day("2025-01-31"), &acte), ACTE_UNKNOWN);
	assert_null(acte);
	actes.as_of = day("2025-03-01");
	assert_int_equal(actes_find(&actes, TEXT("G"), day("2025-01-31"), &acte), ACTE_FOUND);
	assert_true(text_is(acte->ref, "actes.yaml G 2025-01-01 connu le 2025-03-01, art. 4"));
	assert_int_equal(actes_find(&actes, TEXT("G"), day("2025-02-01"), &acte), ACTE_FOUND);
	assert_int_equal(acte->du, DAY_NONE);
	assert_int_equal(actes_find(&actes, TEXT("X"), day("2025-01-31"), &acte), ACTE_FOUND);
}

static const struct refused_row {
	const char *sentence, *yaml, *says[2];
} refused_rows[] = {
	{"two rows of one code on one day are refused with both lines",
		"actes:\n" ROW("G", ", au: 2025-01-01") ROW("C", "") ROW("G", ", du: 2025-01-01"),
		{"actes.yaml:2:", "actes.yaml:4:"}},
	{"two rows of one code without dates", "actes:\n" ROW("G", "") ROW("G", ""),
		{"actes.yaml:2:", "actes.yaml:3:"}},
	{"a row that ends before it begins", "actes:\n" ROW("G", ", du: 2025-01-02, au: 2025-01-01"),
		{"actes.yaml:2:", "before it begins"}},
	{"a window that ends before it begins",
		"actes:\n" ROW("G", ", fenetres: [{unite: jours, de: 9, a: 9}]"),
		{"actes.yaml:2:", "before it begins"}},
	{"a profession that is none", "actes:\n" ROW("G", ", professions: [sage-fame]"),
		{"actes.yaml:2:", "sage-femme"}},
};

static void
test_refused(void **state)
{
	const struct refused_row *row = *state;
	char dir[] = "/tmp/actes_test_XXXXXX", path[64], said[4096];
	struct actes actes;
	int pipes[2], status;
	ssize_t len;
	pid_t child;

	file_write(dir, path, row->yaml);
	assert_int_equal(pipe(pipes), 0);
	child = fork();
	if (child == 0) {
		dup2(pipes[1], STDERR_FILENO);
		actes_load(&actes, dir);
		_exit(0);
	}
	close(pipes[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	len = read(pipes[0], said, sizeof said - 1);
	said[len > 0 ? len : 0] = '\0';
	close(pipes[0]);
	unlink(path);
	rmdir(dir);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 78);
	for (size_t i = 0; i < COUNT(row->says); i++)
		assert_non_null(strstr(said, row->says[i]));
}

#define TESTS(rows, function) \
	for (size_t i = 0; i < COUNT(rows); i++) \
		tests[n++] = (struct CMUnitTest){.name = (rows)[i].sentence, .test_func = function, \
			.initial_state = (void *)(uintptr_t)&(rows)[i]}

int
main(void)
{
	static struct CMUnitTest tests[COUNT(find_rows) + COUNT(age_rows) + COUNT(refused_rows) + 4];
	size_t n = 0;

	TESTS(find_rows, test_find);
	TESTS(age_rows, test_age);
	TESTS(refused_rows, test_refused);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_window_is_from_the_day_of_one_age_to_the_eve_of_another);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_profession_and_an_activity_are_bits);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(the_file_is_read_sorted_and_complete);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_row_learnt_late_is_not_seen_before_and_prevails_after);
	return cmocka_run_group_tests_name("actes", tests, NULL, NULL);
}
