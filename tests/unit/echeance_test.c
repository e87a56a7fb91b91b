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
		struct delai_paiement delai = {.mois = 1, .jours_acheminement = rows[i].jours};

		print_message("%s\n", rows[i].sentence);
		assert_int_equal(echeance(&delai, TEXT("cpam-artois"), day(rows[i].envoi), DAY_NONE), day(rows[i].last));
	}
}

/* Each last day was counted by hand, on a calendar. */
static void
force_majeure_stops_the_clock(void **state)
{
	static const struct text artois[] = {{"cpam-artois", 11}}, other[] = {{"cpam-cote-opale", 15}};
	static const struct {
		const char *sentence, *envoi, *last;
		struct {
			const char *du, *au;
			const struct text *payeur;
		} days[3];
	} rows[] = {
		{"ten days in the delay: ten more", "2026-03-15", "2026-04-25", {{"2026-03-20", "2026-03-29", NULL}}},
		{"one day, the last of the delay", "2026-03-15", "2026-04-16", {{"2026-04-15", "2026-04-15", NULL}}},
		{"it begins on the morrow of the last day: too late", "2026-03-15", "2026-04-15",
			{{"2026-04-16", "2026-04-30", NULL}}},
		{"it was over before the receipt", "2026-03-15", "2026-04-15", {{"2026-03-01", "2026-03-14", NULL}}},
		{"the day of receipt does not count", "2026-03-15", "2026-04-15", {{"2026-03-01", "2026-03-15", NULL}}},
		{"it was there at the receipt: only the days from then on count", "2026-03-15", "2026-04-20",
			{{"2026-03-01", "2026-03-20", NULL}}},
		{"it begins on the last day and outlasts it", "2026-03-15", "2026-05-01",
			{{"2026-04-15", "2026-04-30", NULL}}},
		{"a second one falls on the days that the first one gave", "2026-03-15", "2026-04-28",
			{{"2026-03-20", "2026-03-29", NULL}, {"2026-04-20", "2026-04-22", NULL}}},
		{"days that two of them name count once", "2026-03-15", "2026-04-27",
			{{"2026-03-20", "2026-03-29", NULL}, {"2026-03-25", "2026-03-31", NULL}}},
		{"one within another", "2026-03-15", "2026-04-25",
			{{"2026-03-20", "2026-03-29", NULL}, {"2026-03-22", "2026-03-23", NULL}}},
		{"of this payer", "2026-03-15", "2026-04-25", {{"2026-03-20", "2026-03-29", artois}}},
		{"of another payer", "2026-03-15", "2026-04-15", {{"2026-03-20", "2026-03-29", other}}},
		{"that of another payer hides none", "2026-03-15", "2026-04-18",
			{{"2026-03-20", "2026-03-29", other}, {"2026-03-22", "2026-03-24", NULL}}},
		{"it is not over: no last day", "2026-03-15", "2999-12-31", {{"2026-04-01", NULL, NULL}}},
		{"it is not over, and began too late", "2026-03-15", "2026-04-15", {{"2026-04-16", NULL, NULL}}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct delai_paiement delai = {.mois = 1};

		print_message("%s\n", rows[i].sentence);
		for (; delai.suspension_count < 3 && rows[i].days[delai.suspension_count].du; delai.suspension_count++) {
			const size_t k = delai.suspension_count;

			delai.suspensions[k] = (struct suspension){day(rows[i].days[k].du), day(rows[i].days[k].au),
				{rows[i].days[k].payeur, rows[i].days[k].payeur != NULL}};
		}
		assert_int_equal(echeance(&delai, TEXT("cpam-artois"), day(rows[i].envoi), DAY_NONE), day(rows[i].last));
	}
}

/* What the payer says that it received counts, and not the days on the way; force majeure as before. */
static void
the_clock_starts_at_the_receipt_that_is_known(void **state)
{
	struct delai_paiement delai = {.mois = 1, .jours_acheminement = 5, .suspension_count = 1,
		.suspensions = {{day("2026-05-01"), day("2026-05-03"), {0}}}};

	(void)state;
	assert_int_equal(echeance(&delai, TEXT("epdef"), day("2026-01-31"), DAY_NONE), day("2026-03-05"));
	assert_int_equal(echeance(&delai, TEXT("epdef"), day("2026-01-31"), day("2026-02-02")),
		day("2026-03-02"));
	assert_int_equal(echeance(&delai, TEXT("epdef"), day("2026-01-31"), day("2026-04-20")),
		day("2026-05-23"));
}

static void
a_lot_is_in_one_state(void **state)
{
	static const struct {
		const char *sentence;
		int64_t due, rejete, paye;
		const char *as_of;
		enum etat etat;
	} rows[] = {
		{"nothing paid, on the last day", 100, 0, 0, "2026-04-30", ETAT_ATTENDU},
		{"nothing paid, on the morrow", 100, 0, 0, "2026-05-01", ETAT_EN_RETARD},
		{"a part, however late", 100, 0, 1, "2026-06-01", ETAT_PARTIEL},
		{"all but a centime", 100, 0, 99, "2026-04-01", ETAT_PARTIEL},
		{"all", 100, 0, 100, "2026-06-01", ETAT_PAYE},
		{"a centime too much", 100, 0, 101, "2026-04-01", ETAT_INDU},
		{"nothing was due", 0, 0, 0, "2026-06-01", ETAT_PAYE},
		{"all is refused", 100, 100, 0, "2026-06-01", ETAT_REJETE},
		{"a part is refused", 100, 99, 0, "2026-06-01", ETAT_PARTIEL},
		{"a part is refused, the other paid", 100, 40, 60, "2026-06-01", ETAT_PAYE},
		{"paid, then refused", 100, 40, 100, "2026-06-01", ETAT_INDU},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].sentence);
		assert_string_equal(etat_name(etat_of(&(struct creance){rows[i].due, rows[i].rejete, rows[i].paye},
			day("2026-04-30"), day(rows[i].as_of))), etat_name(rows[i].etat));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_is_a_calendar_month),
		cmocka_unit_test(force_majeure_stops_the_clock),
		cmocka_unit_test(the_clock_starts_at_the_receipt_that_is_known),
		cmocka_unit_test(a_lot_is_in_one_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
