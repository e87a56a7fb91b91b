/*
 * ingest - what a cell says (rule), and how a row is cut (csv). Names and numbers are invented.
 */
#include "csv.h"
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "camt_cases.h"
#include "cfonb_cases.h"
#include "retour_cases.h"

/* ---- rule.c */

struct cell {
	const char *sentence;
	enum field field;
	enum date_form dates;
	const char *decimals;
	const char *written;
	const char *text;   /* NULL: not given */
	int64_t number;     /* where the field is a number */
	const char *motif;  /* NULL: none */
};

static const struct cell cells[] = {
	{"a text loses the blanks around it", F_ASSURE_NOM, 0, ",.", "\t LE  GALL ", "LE  GALL", 0, NULL},
	{"an empty cell is absent", F_ASSURE_NOM, 0, ",.", "", NULL, 0, NULL},
	{"a blank cell is absent", F_DATE_SOINS, 0, ",.", "  \t", NULL, 0, NULL},
	{"an identifier has no blanks", F_ASSURE_NIR, 0, ",.", "2 90 03 62 041 123 77", "290036204112377",
		0, NULL},
	{"nor no-break spaces", F_ASSURE_NIR, 0, ",.", "2\xC2\xA0" "90\xE2\x80\xAF" "03", "29003", 0, NULL},
	{"an identifier of no-break spaces is absent", F_CIP13, 0, ",.", "\xC2\xA0\xC2\xA0", NULL, 0, NULL},
	{"an identifier is in upper case", F_ASSURE_NIR, 0, ",.", "1850 52a", "185052A", 0, NULL},
	{"another letter stays for validate to see", F_ASSURE_NIR, 0, ",.", "18\xC3\xA9 5", "18\xC3\xA9" "5",
		0, NULL},
	{"a date on the wire", F_DATE_SOINS, DATE_AAAA_MM_JJ, ",.", "2026-03-02", "2026-03-02", 0, NULL},
	{"the 31st of February", F_DATE_SOINS, DATE_AAAA_MM_JJ, ",.", "2026-02-31", "2026-02-31", 0,
		"date-invalid"},
	{"the 29th of February of a common year", F_DATE_SOINS, DATE_JJ_MM_AAAA, ",.", "29/02/2026",
		"29/02/2026", 0, "date-invalid"},
	{"a French date", F_DATE_SOINS, DATE_JJ_MM_AAAA, ",.", "02/03/2026", "2026-03-02", 0, NULL},
	{"a French date with dashes is another form", F_DATE_SOINS, DATE_JJ_MM_AAAA, ",.", "02-03-2026",
		"02-03-2026", 0, "date-invalid"},
	{"a French date where none is expected", F_DATE_SOINS, DATE_AAAA_MM_JJ, ",.", "02/03/2026",
		"02/03/2026", 0, "date-invalid"},
	{"day first, without separator", F_DATE_SOINS, DATE_JJMMAAAA, ",.", "02032026", "2026-03-02", 0,
		NULL},
	{"year first, without separator", F_DATE_SOINS, DATE_AAAAMMJJ, ",.", "20260302", "2026-03-02", 0,
		NULL},
	{"a date with a time", F_DATE_SOINS, DATE_AAAA_MM_JJ, ",.", "2026-03-02T10:00", "2026-03-02T10:00",
		0, "date-invalid"},
	{"seven digits are no date", F_DATE_SOINS, DATE_JJMMAAAA, ",.", "2032026", "2032026", 0,
		"date-invalid"},
	{"euros with a comma", F_MONTANT_CENTS, 0, ",.", "12,5", "", 1250, NULL},
	{"euros with a point", F_PAYE_PATIENT, 0, ",.", "7.50", "", 750, NULL},
	{"euros without decimals", F_MONTANT_CENTS, 0, ",.", "12", "", 1200, NULL},
	{"a comma where only points are", F_MONTANT_CENTS, 0, ".", "12,50", NULL, 0, "amount-invalid"},
	{"three decimals", F_MONTANT_CENTS, 0, ",.", "12,505", NULL, 0, "amount-invalid"},
	{"a currency", F_MONTANT_CENTS, 0, ",.", "12 EUR", NULL, 0, "amount-invalid"},
	{"a thousands separator", F_MONTANT_CENTS, 0, ",.", "1 200,00", NULL, 0, "amount-invalid"},
	{"an integer", F_QUANTITE, 0, ",.", " 3 ", "", 3, NULL},
	{"an integer with decimals", F_QUANTITE, 0, ",.", "3,0", NULL, 0, "number-invalid"},
	{"a word for an integer", F_PEGASE_RANG, 0, ",.", "deux", NULL, 0, "number-invalid"},
	{"an integer beyond all bounds", F_QUANTITE, 0, ",.", "9223372036854775807", NULL, 0,
		"number-invalid"},
	{"a coefficient has two decimals", F_COEFFICIENT, 0, ",.", "2,5", "2.50", 0, NULL},
	{"a coefficient that is none stays as it came", F_COEFFICIENT, 0, ",.", "2,505", "2,505", 0,
		"number-invalid"},
};

static void
each_cell_says_what_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		const struct cell *c = &cells[i];
		struct forms forms = {c->dates, c->decimals};
		struct defects defects = {.count = 0};
		size_t len = strlen(c->written);
		char *room = malloc(len + RULE_ROOM);
		struct value value;

		print_message("%s\n", c->sentence);
		assert_true(rule_cell(c->field, text_of(c->written), &forms, room, &value, &defects)
			<= len + RULE_ROOM);
		assert_int_equal(value.given, c->text != NULL);
		if (value.given && *c->text)
			assert_true(text_is(value.text, c->text));
		if (value.given && !*c->text)
			assert_int_equal(value.number, c->number);
		assert_int_equal(defects.count, c->motif != NULL);
		if (c->motif) {
			assert_string_equal(defects.at[0].motif, c->motif);
			assert_int_equal(defects.at[0].champ, c->field);
		}
		free(room);
	}
}

static void
ist_is_seen_however_it_is_written_and_what_is_unknown_is_taken_for_it(void **state)
{
	(void)state;
	assert_true(rule_hides_identity(TEXT("ist")));
	assert_true(rule_hides_identity(TEXT(" IST ")));
	assert_true(rule_hides_identity(TEXT("I\xC2\xA0St")));
	assert_true(rule_hides_identity(TEXT("istt")));
	assert_true(rule_hides_identity(TEXT("oui")));
	assert_true(rule_hides_identity(TEXT("IVG")));
	assert_false(rule_hides_identity(TEXT("")));
	assert_false(rule_hides_identity(TEXT(" \t")));
	assert_false(rule_hides_identity(TEXT_ABSENT));
	assert_false(rule_hides_identity(TEXT("ivg")));
	assert_false(rule_hides_identity(TEXT(" contraception ")));
}

static void
a_fictitious_number_may_not_be_that_of_somebody(void **state)
{
	static const char *const somebody[] = {"290036204112377", "2900362041123",
		"2 90 03 62 041 123 77",
		("2\xC2\xA0" "90.03.62-041/123 77"), "19001 2a 004123",
		"2901262041123", "2900162041123"};
	static const char *const nobody[] = {"", "F00001", "255555562403063", "2555555624030",
		"2901362041123", "2900062041123", "29003620411237", "2900362041123777", "29003X2041123"};

	(void)state;
	for (size_t i = 0; i < sizeof(somebody) / sizeof(somebody[0]); i++)
		assert_true(rule_ist_drops(F_NUMERO_FICTIF, text_of(somebody[i])));
	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++)
		assert_false(rule_ist_drops(F_NUMERO_FICTIF, text_of(nobody[i])));
}

/* A field that is added to field.h must be decided on here. */
static void
an_ist_act_loses_the_person_and_nothing_else(void **state)
{
	static const char dropped[] =
		" assure_nir assure_nom assure_prenom assure_naissance assure_adresse"
		" beneficiaire_nir beneficiaire_nom beneficiaire_prenom beneficiaire_naissance"
		" beneficiaire_rang organisme slm droits_du droits_au droits_source grossesse_debut"
		" accouchement_le motif_papier carte_vitale pegase_mesure_le"
		" libelle_bancaire reference_bancaire debiteur libelle_rejet ";
	char name[80];

	(void)state;
	for (enum field field = (enum field)0; field < FIELD_COUNT; field++) {
		snprintf(name, sizeof(name), " %s ", field_infos[field].name);
		assert_int_equal(rule_ist_drops(field, TEXT("F1")), strstr(dropped, name) != NULL);
	}
	assert_false(rule_ist_drops(FIELD_NONE, TEXT("F1")));
}

/* ---- csv.c */

struct cut {
	const char *sentence;
	const char *bytes;
	const char *cells;   /* joined with '|' */
	const char *fault;   /* "motif colonne, …", "" for a good row */
	size_t len;          /* stepped over */
	unsigned lines;
};

/* Three cells a row, between semicolons. */
static const struct cut cuts[] = {
	{"a row and the next", "a;b;c\nd;e;f\n", "a|b|c", "", 6, 1},
	{"CR LF", "a;b;c\r\nd", "a|b|c", "", 7, 1},
	{"no line end at the end", "a;b;c", "a|b|c", "", 5, 0},
	{"a CR at the very end", "a;b;c\r", "a|b|c", "", 6, 0},
	{"a CR inside a cell is a character", "a;b\rb;c\n", "a|b\rb|c", "", 8, 1},
	{"empty cells", ";;\n", "||", "", 3, 1},
	{"an empty line", "\na;b;c\n", NULL, "", 1, 1},
	{"an empty line of CR LF", "\r\na;b;c\n", NULL, "", 2, 1},
	{"quotes", "\"a\";\"b;b\";\"c\"\n", "a|b;b|c", "", 14, 1},
	{"quotes and CR LF", "a;b;\"c\"\r\n", "a|b|c", "", 9, 1},
	{"quotes at the end of the file", "a;b;\"c\"", "a|b|c", "", 7, 0},
	{"a line end in quotes", "a;\"b\nb\";c\nd", "a|b\nb|c", "", 10, 2},
	{"doubled quotes", "a;\"b \"\"b\"\"\";c\n", "a|b \"b\"|c", "", 14, 1},
	{"only doubled quotes", "\"\"\"\"\"\";\"\";c\n", "\"\"||c", "", 12, 1},
	{"a quote inside a cell without quotes", "a;5\" b;c\n", "a|5\" b|c", "", 9, 1},
	{"too few cells", "a;b\nd;e;f\n", NULL, "csv-cells 2", 4, 1},
	{"too many cells", "a;b;c;d\nd;e;f\n", NULL, "csv-cells 4", 8, 1},
	{"too few cells over two lines end with the first", "a;\"b\nb\"\nd;e;f\n", NULL, "csv-cells 2", 5, 1},
	{"text behind a closing quote", "a;\"b\"b;c\nd;e;f\n", NULL, "csv-quote 2", 9, 1},
	{"a blank behind a closing quote", "a;\"b\" ;c\n", NULL, "csv-quote 2", 9, 1},
	{"a CR behind a closing quote", "a;b;\"c\"\rd\n", NULL, "csv-quote 3", 10, 1},
	{"a quote that nothing closes", "a;\"b;c\nd;e;f\n", NULL, "csv-quote 2", 7, 1},
	{"a quote that the next stray one closes", "a;\"b;c\nd;\"e;f\n", NULL, "csv-quote 2", 7, 1},
	{"two stray quotes that would make one row of two", "a;\"b;c\nd;e\";f\n", NULL, "csv-quote 2", 7, 1},
	{"a line end and a separator in quotes", "a;\"b;\nb\";c\n", "a|b;\nb|c", "", 11, 2},
	{"a lone quote at the end", "a;b;\"", NULL, "csv-quote 3", 5, 0},
	{"no UTF-8", "a;b\xE9;c\nd", "a|b\xE9|c", "csv-utf8 2", 7, 1},
	{"UTF-8", "a;b\xC3\xA9;c\n", "a|b\xC3\xA9|c", "", 8, 1},
	{"no UTF-8 in quotes over two lines ends with the row", "a;\"b\n\xFF\";c\nd", "a|b\n\xFF|c",
		"csv-utf8 2", 10, 2},
};

static void
join(const struct csv_row *row, char *to)
{
	*to = '\0';
	for (unsigned i = 0; i < row->count; i++)
		to += sprintf(to, "%s%.*s", i ? "|" : "", TEXT_ARG(row->cell[i]));
}

static void
name_faults(const struct csv_row *row, char *to)
{
	*to = '\0';
	for (unsigned i = 0; i < row->faults; i++)
		to += sprintf(to, "%s%s %u", i ? ", " : "", row->fault[i].motif, row->fault[i].colonne);
}

static const struct csv_form three = {';', '\n', 3};

static void
each_row_is_cut_where_it_ends(void **state)
{
	struct csv_row row;
	char bytes[80], got[200];

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		const struct cut *c = &cuts[i];
		size_t len = strlen(c->bytes);

		print_message("%s\n", c->sentence);
		memcpy(bytes, c->bytes, len);
		assert_true(csv_split(&three, bytes, len, true, &row));
		name_faults(&row, got);
		assert_string_equal(got, c->fault);
		assert_int_equal(row.whole, c->cells || row.blank);
		join(&row, got);
		if (c->cells)
			assert_string_equal(got, c->cells);
		else
			assert_true(row.blank || row.faults);
		assert_int_equal(row.len, c->len);
		assert_int_equal(row.lines, c->lines);
	}
}

/* However the bytes arrive, the row is the same: it is asked again until it can tell. */
static void
a_row_does_not_depend_on_what_was_read_ahead(void **state)
{
	struct csv_row whole, part;
	char all[80], some[80], want[200], got[200];

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		size_t len = strlen(cuts[i].bytes), n = 0;

		memcpy(all, cuts[i].bytes, len);
		csv_split(&three, all, len, true, &whole);
		do {
			n++;
			memcpy(some, cuts[i].bytes, n);
		} while (!csv_split(&three, some, n, n == len, &part) && n < len);
		assert_int_equal(part.len, whole.len);
		assert_int_equal(part.faults, whole.faults);
		join(&whole, want);
		join(&part, got);
		assert_string_equal(got, want);
	}
}

static void
a_nul_is_found_and_the_row_ends_where_it_ends(void **state)
{
	char bytes[] = "a;b\0b;\xFF\nd;e;f\n", got[80];
	struct csv_row row;

	(void)state;
	assert_true(csv_split(&three, bytes, sizeof(bytes) - 1, true, &row));
	name_faults(&row, got);
	assert_string_equal(got, "csv-nul 2, csv-utf8 3");
	assert_true(row.whole);
	assert_int_equal(row.len, 8);
}

static void
lines_may_end_with_cr_alone(void **state)
{
	static const struct csv_form mac = {';', '\r', 3};
	char bytes[] = "a;\"b\rb\";c\rd;e;f\r", got[80];
	struct csv_row row;

	(void)state;
	assert_true(csv_split(&mac, bytes, sizeof(bytes) - 1, true, &row));
	join(&row, got);
	assert_string_equal(got, "a|b\rb|c");
	assert_int_equal(row.len, 10);
	assert_int_equal(row.lines, 2);
}

/* "a;" then `filler` bytes, quoted or not, then ";c\n": what becomes of it. */
static void
long_cell(size_t filler, const char *before, char with, const char *after, struct csv_row *row)
{
	size_t len = strlen(before) + filler + strlen(after);
	char *bytes = malloc(len);

	memcpy(bytes, before, strlen(before));
	memset(bytes + strlen(before), with, filler);
	memcpy(bytes + strlen(before) + filler, after, strlen(after));
	assert_true(csv_split(&three, bytes, len, true, row));
	free(bytes);
}

static void
a_cell_and_a_row_have_a_length(void **state)
{
	struct csv_row row;

	(void)state;
	long_cell(CSV_CELL_MAX, "a;", 'x', ";c\n", &row);
	assert_int_equal(row.faults, 0);
	long_cell(CSV_CELL_MAX + 1, "a;", 'x', ";c\n", &row);
	assert_string_equal(row.fault[0].motif, "csv-long");
	assert_int_equal(row.fault[0].colonne, 2);
	assert_false(row.open);
	long_cell(CSV_CELL_MAX, "a;\"", 'x', "\";c\n", &row);
	assert_int_equal(row.faults, 0);
	long_cell(CSV_CELL_MAX + 1, "a;\"", 'x', "\";c\n", &row);
	assert_string_equal(row.fault[0].motif, "csv-long");
	long_cell(CSV_ROW_MAX * 2, "a;\"", 'x', "\";c\n", &row);
	assert_string_equal(row.fault[0].motif, "csv-long");
	assert_int_equal(row.fault[0].colonne, 2);
	assert_true(row.open); /* its line end is not in sight */
	long_cell(CSV_ROW_MAX * 2, "a;", 'x', ";c\n", &row);
	assert_string_equal(row.fault[0].motif, "csv-long");
	assert_int_equal(row.fault[0].colonne, 2);
	assert_int_equal(row.count, 1); /* what stands before is known */
	assert_true(row.open);
	long_cell(CSV_ROW_MAX, "a;b;", ';', "\n", &row);
	assert_string_equal(row.fault[0].motif, "csv-cells"); /* too long, but that is why */
	long_cell(CSV_CELL_MAX * 2, "a;\"b\n", 'x', "\";c\n", &row);
	assert_string_equal(row.fault[0].motif, "csv-quote"); /* a quote open over lines is a stray one */
	assert_int_equal(row.len, 5);
	long_cell(CSV_CELL_MAX - 2, "a;\"b\n", '\n', "\";c\n", &row);
	assert_int_equal(row.faults, 0);
	assert_int_equal(row.lines, CSV_CELL_MAX);
}

/* Seven cells of 60 000 bytes: none is too long, the fifth passes the end. */
static void
a_long_row_names_the_cell_that_passes_the_end(void **state)
{
	static const struct csv_form seven = {';', '\n', 7};
	size_t len = 7 * 60000;
	char *bytes = malloc(len);
	struct csv_row row;

	(void)state;
	memset(bytes, 'x', len);
	for (size_t i = 1; i <= 7; i++)
		bytes[i * 60000 - 1] = i < 7 ? ';' : '\n';
	assert_true(csv_split(&seven, bytes, len, true, &row));
	assert_string_equal(row.fault[0].motif, "csv-long");
	assert_int_equal(row.fault[0].colonne, 5);
	assert_true(row.open);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_cell_says_what_it_says),
		cmocka_unit_test(ist_is_seen_however_it_is_written_and_what_is_unknown_is_taken_for_it),
		cmocka_unit_test(a_fictitious_number_may_not_be_that_of_somebody),
		cmocka_unit_test(an_ist_act_loses_the_person_and_nothing_else),
		cmocka_unit_test(each_row_is_cut_where_it_ends),
		cmocka_unit_test(a_row_does_not_depend_on_what_was_read_ahead),
		cmocka_unit_test(a_nul_is_found_and_the_row_ends_where_it_ends),
		cmocka_unit_test(lines_may_end_with_cr_alone),
		cmocka_unit_test(a_cell_and_a_row_have_a_length),
		cmocka_unit_test(a_long_row_names_the_cell_that_passes_the_end),
		cmocka_unit_test(amounts_are_overpunched),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(lines_may_be_trimmed_and_apart),
		cmocka_unit_test(complements_go_where_their_qualifier_says),
		cmocka_unit_test(a_label_without_end_is_cut_and_said),
		cmocka_unit_test(the_public_statements_balance),
		cmocka_unit_test(amounts_of_camt_are_exact),
		cmocka_unit_test(days_of_camt_may_have_a_time),
		cmocka_unit_test(what_stands_there_as_a_word_is_not_joined_again),
		cmocka_unit_test(a_message_is_known_by_its_namespace),
		RETOUR_TESTS,
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
