/*
 * echeance - a calendar month after the sending (art. 16), and the state of a lot at a day
 */
#include "echeance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static day_t
day(const char *s)
{
	return day_parse(text_of(s));
}

static void
a_month_is_a_calendar_month(void **state)
{
	static const struct {
		const char *sentence, *envoi, *last;
		int64_t jours;
	} rows[] = {
		{"31 days", "2026-03-15", "2026-04-15", 0},
		{"28 days", "2026-02-15", "2026-03-15", 0},
		{"kept in the shorter month", "2026-01-31", "2026-02-28", 0},
		{"days on the way come first", "2026-01-29", "2026-03-01", 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct delai_paiement delai = {1, rows[i].jours};

		print_message("%s\n", rows[i].sentence);
		assert_int_equal(echeance(&delai, day(rows[i].envoi)), day(rows[i].last));
	}
}

static void
a_lot_is_in_one_state(void **state)
{
	static const struct {
		const char *sentence;
		int64_t due, paye;
		const char *as_of;
		enum etat etat;
	} rows[] = {
		{"nothing paid, on the last day", 100, 0, "2026-04-30", ETAT_ATTENDU},
		{"nothing paid, on the morrow", 100, 0, "2026-05-01", ETAT_EN_RETARD},
		{"a part, however late", 100, 1, "2026-06-01", ETAT_PARTIEL},
		{"all but a centime", 100, 99, "2026-04-01", ETAT_PARTIEL},
		{"all", 100, 100, "2026-06-01", ETAT_PAYE},
		{"a centime too much", 100, 101, "2026-04-01", ETAT_INDU},
		{"nothing was due", 0, 0, "2026-06-01", ETAT_PAYE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].sentence);
		assert_string_equal(etat_name(etat_of(rows[i].due, rows[i].paye, day("2026-04-30"),
			day(rows[i].as_of))), etat_name(rows[i].etat));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_is_a_calendar_month),
		cmocka_unit_test(a_lot_is_in_one_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
