#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "rib.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define BANQUE TEXT("30001")
#define GUICHET TEXT("00152")
#define COMPTE TEXT("C6230000000")

/* Case 32: the account that both conventions print. */
static void
the_key_of_the_conventions_account_is_86(void **state)
{
	(void)state;
	assert_int_equal(rib_key(BANQUE, GUICHET, COMPTE), 86);
}

static void
letters_count_as_the_rib_table_says(void **state)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char digits[] = "12345678912345678923456789";

	(void)state;
	for (size_t i = 0; i < COUNT(letters) - 1; i++) {
		char with_letter[] = "00000000000", with_digit[] = "00000000000";

		with_letter[3] = letters[i];
		with_digit[3] = digits[i];
		assert_int_equal(rib_key(BANQUE, GUICHET, text_of(with_letter)),
			rib_key(BANQUE, GUICHET, text_of(with_digit)));
	}
}

static void
a_malformed_part_has_no_key(void **state)
{
	(void)state;
	assert_int_equal(rib_key(TEXT("3000"), GUICHET, COMPTE), 0);
	assert_int_equal(rib_key(TEXT("3000A"), GUICHET, COMPTE), 0);
	assert_int_equal(rib_key(BANQUE, TEXT("001520"), COMPTE), 0);
	assert_int_equal(rib_key(BANQUE, GUICHET, TEXT("C623000000086")), 0); /* key glued on */
	assert_int_equal(rib_key(BANQUE, GUICHET, TEXT("C623000000")), 0);
	assert_int_equal(rib_key(BANQUE, GUICHET, TEXT("c6230000000")), 0);
	assert_int_equal(rib_key(BANQUE, GUICHET, TEXT("C623 000000")), 0);
	assert_int_equal(rib_key(TEXT_ABSENT, GUICHET, COMPTE), 0);
	assert_int_equal(rib_key(BANQUE, TEXT_ABSENT, COMPTE), 0);
	assert_int_equal(rib_key(BANQUE, GUICHET, TEXT_ABSENT), 0);
}

static void
an_account_of_zeros_has_key_97(void **state)
{
	(void)state;
	assert_int_equal(rib_key(TEXT("00000"), TEXT("00000"), TEXT("00000000000")), 97);
}

static void
the_conventions_iban_is_valid_under_fr90_only(void **state)
{
	static const char *const right[] = {
		"FR90 3000 1001 52C6 2300 0000 086",
		"FR9030001001 52C623 0000 000 86",
		"FR903000100152C623000000086",
		"FR1420041010050500013M02606", /* the textbook example */
	};
	static const char *const wrong[] = {
		"",
		"FR76 3000 1001 52C6 2300 0000 086",
		"FR90 3000 1001 52C6 2300 0000 08",
		"FR90 3000 1001 52C6 2300 0000 0860",
		" FR903000100152C623000000086",
		"FR903000100152C623000000086 ",
		"fr903000100152C623000000086",
		"FR903000100152c623000000086",
		"BE903000100152C623000000086",
		"FR9O3000100152C623000000086",
		"FR90-3000-1001-52C6-2300-0000-086",
		"FR203000100152C623000000085", /* mod 97 is 1, the RIB key is wrong */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(right); i++) {
		if (!iban_fr_ok(text_of(right[i])))
			fail_msg("\"%s\" was refused", right[i]);
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		if (iban_fr_ok(text_of(wrong[i])))
			fail_msg("\"%s\" was accepted", wrong[i]);
	}
	assert_false(iban_fr_ok(TEXT_ABSENT));
}

/* A digit and a letter of the same RIB value differ in the IBAN: both keys are looked at. */
static void
an_iban_with_one_character_changed_is_refused(void **state)
{
	static const char iban[] = "FR903000100152C623000000086";
	static const char all[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	(void)state;
	for (size_t i = 0; i < sizeof(iban) - 1; i++) {
		for (size_t j = 0; j < sizeof(all) - 1; j++) {
			char changed[sizeof(iban)];

			memcpy(changed, iban, sizeof(iban));
			changed[i] = all[j];
			assert_int_equal(iban_fr_ok(text_of(changed)), all[j] == iban[i]);
		}
	}
}

static void
an_iban_is_matched_with_the_parts_of_its_rib(void **state)
{
	struct text iban = TEXT("FR90 3000 1001 52C6 2300 0000 086");

	(void)state;
	assert_true(iban_fr_is(iban, BANQUE, GUICHET, COMPTE));
	assert_false(iban_fr_is(iban, TEXT("30002"), GUICHET, COMPTE));
	assert_false(iban_fr_is(iban, BANQUE, TEXT("00153"), COMPTE));
	assert_false(iban_fr_is(iban, BANQUE, GUICHET, TEXT("C6230000001")));
	assert_false(iban_fr_is(iban, BANQUE, GUICHET, TEXT("C623000000086")));
	assert_false(iban_fr_is(iban, BANQUE, GUICHET, TEXT_ABSENT));
	assert_false(iban_fr_is(TEXT("FR763000100152C623000000086"), BANQUE, GUICHET, COMPTE));
	assert_false(iban_fr_is(TEXT_ABSENT, BANQUE, GUICHET, COMPTE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_of_the_conventions_account_is_86),
		cmocka_unit_test(letters_count_as_the_rib_table_says),
		cmocka_unit_test(a_malformed_part_has_no_key),
		cmocka_unit_test(an_account_of_zeros_has_key_97),
		cmocka_unit_test(the_conventions_iban_is_valid_under_fr90_only),
		cmocka_unit_test(an_iban_with_one_character_changed_is_refused),
		cmocka_unit_test(an_iban_is_matched_with_the_parts_of_its_rib),
	};

	return cmocka_run_group_tests_name("rib", tests, NULL, NULL);
}
