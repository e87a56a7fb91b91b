/*
 * latin - what ISO-8859-1 has, in characters; letters as capitals without accents
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "latin.h"

struct row {
	const char *sentence, *text;
	bool fits;
	size_t characters;
};

static const struct row rows[] = {
	{"ASCII", "CPAM de l'Artois", true, 16},
	{"nothing", "", true, 0},
	{"accents are one character of two bytes", "Côte d'Opale", true, 12},
	{"the last one, and the first above the controls", "\xC3\xBF\xC2\xA0", true, 2},
	{"a control of ISO-8859-1", "\xC2\x9F", false, 0},
	{"a control of ASCII", "a\tb", false, 0},
	{"delete", "a\x7F", false, 0},
	{"a ligature that it has not", "c\xC5\x93ur", false, 0},
	{"a typographic apostrophe", "l\xE2\x80\x99" "Artois", false, 0},
	{"the euro", "\xE2\x82\xAC", false, 0},
	{"a character cut short", "Arras\xC3", false, 0},
};

static void
what_it_has_is_counted_and_what_it_has_not_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t characters = 0;

		if (latin1_fits(text_of(rows[i].text), &characters) != rows[i].fits || characters != rows[i].characters)
			fail_msg("%s: %zu characters", rows[i].sentence, characters);
	}
}

static void
letters_are_capitals_without_accents(void **state)
{
	char letters[3];

	(void)state;
	assert_int_equal(latin_letters(text_of("é"), letters), 2);
	assert_string_equal(letters, "E");
	assert_int_equal(latin_letters(text_of("œ"), letters), 2);
	assert_string_equal(letters, "OE");
	assert_int_equal(latin_letters(text_of("-"), letters), 1);
	assert_string_equal(letters, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_has_is_counted_and_what_it_has_not_is_told),
		cmocka_unit_test(letters_are_capitals_without_accents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
