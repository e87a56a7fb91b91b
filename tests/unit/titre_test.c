/*
 * titre - an amount falls to budget lines only where there is no choice; a question is read one way
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "died.h"
#include "part.h"
#include "titres.h"

struct row {
	const char *sentence;
	int64_t reste[3], cents;
	bool known;
	int64_t answer[3];
};

static const struct row rows[] = {
	{"all that is left goes to each line", {3500, 2500, 0}, 6000, true, {3500, 2500, 0}},
	{"a part of one line is that line's", {3500, 0, 0}, 1000, true, {1000, 0, 0}},
	{"a part, where one line alone is still open", {0, 2500, 0}, 1, true, {0, 1, 0}},
	{"a part of two open lines is not known", {3500, 2500, 0}, 3500, false, {0}},
	{"nothing is nothing, of however many lines", {3500, 2500, 1}, 0, true, {0, 0, 0}},
	{"more than is left is not taken", {3500, 0, 0}, 3501, false, {0}},
	{"less than nothing is not taken", {3500, 0, 0}, -1, false, {0}},
};

static void
an_amount_is_given_to_lines_only_where_they_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct part parts[3] = {{.reste_cents = rows[i].reste[0]}, {.reste_cents = rows[i].reste[1]},
			{.reste_cents = rows[i].reste[2]}};

		if (parts_split(parts, 3, rows[i].cents) != rows[i].known)
			fail_msg("%s", rows[i].sentence);
		for (int j = 0; rows[i].known && j < 3; j++)
			if (parts[j].cents != rows[i].answer[j])
				fail_msg("%s: line %d", rows[i].sentence, j);
	}
}

static struct demande
asked(const char *mois, const char *lots)
{
	static struct demande demande;

	demande = (struct demande){.as_of = "2026-05-04"};
	demande_make(&demande, mois, lots);
	return demande;
}

static void
a_question_has_one_way_to_be_said(void **state)
{
	(void)state;
	assert_string_equal(asked(NULL, NULL).choix, "tout");
	assert_string_equal(asked("2026-04", NULL).choix, "mois 2026-04");
	assert_string_equal(asked(NULL, "L000002,L000001").choix, "lots L000002 L000001 ");
	assert_string_equal(asked(NULL, " L000002 , L000001,").choix, "lots L000002 L000001 ");
	assert_int_equal(asked(NULL, NULL).exercice, 2026);
}

static void
ask_many(void *many)
{
	(void)asked(NULL, many);
}

static void
more_lots_than_the_ledger_can_say_are_refused(void **state)
{
	static char many[3 * CHOIX_SIZE];

	(void)state;
	for (size_t i = 0; i + 9 < sizeof(many); i += 8)
		memcpy(many + i, "L000001,", 9);
	assert_int_equal(died(ask_many, many).code, 64);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_amount_is_given_to_lines_only_where_they_are_known),
		cmocka_unit_test(a_question_has_one_way_to_be_said),
		cmocka_unit_test(more_lots_than_the_ledger_can_say_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
