#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "luhn.h"
#include "shared_data.h"

#define LINE_MAX_LEN 8192

static void
a_luhn_number_has_two_digits_or_more_and_a_sum_divisible_by_ten(void **state)
{
	(void)state;
	assert_true(luhn_ok(TEXT("79927398713")));
	assert_false(luhn_ok(TEXT("79927398710")));
	assert_true(luhn_ok(TEXT("18")));
	assert_false(luhn_ok(TEXT("0")));
	assert_false(luhn_ok(TEXT("")));
	assert_false(luhn_ok(TEXT_ABSENT));
	assert_false(luhn_ok(TEXT("7992739871a")));
	assert_false(luhn_ok(TEXT(" 79927398713")));
}

static void
a_finess_has_nine_characters_and_corsica_keeps_its_letter(void **state)
{
	(void)state;
	assert_true(finess_ok(TEXT("010000024")));
	assert_true(finess_ok(TEXT("2A0000030")));
	assert_true(finess_ok(TEXT("2B0000038")));
	assert_false(finess_ok(TEXT("2B0000030")));
	assert_false(finess_ok(TEXT("2C0000030")));
	assert_false(finess_ok(TEXT("2a0000030")));
	assert_false(finess_ok(TEXT("1A0000030")));
	assert_false(finess_ok(TEXT("A20000030")));
	assert_false(finess_ok(TEXT("01000002")));
	assert_false(finess_ok(TEXT("0100000240")));
	assert_false(finess_ok(TEXT_ABSENT));
}

static void
an_rpps_has_eleven_digits(void **state)
{
	(void)state;
	assert_true(rpps_ok(TEXT("79927398713")));
	assert_false(rpps_ok(TEXT("79927398714")));
	assert_false(rpps_ok(TEXT("18")));
	assert_false(rpps_ok(TEXT("079927398713")));
	assert_false(rpps_ok(TEXT("7992739871X")));
	assert_false(rpps_ok(TEXT_ABSENT));
}

static void
a_cip13_carries_an_ean13_key(void **state)
{
	(void)state;
	assert_true(cip13_ok(TEXT("3400935137340"))); /* cases 5, 6, 7 */
	assert_true(cip13_ok(TEXT("3400926863036")));
	assert_true(cip13_ok(TEXT("3400930275573")));
	assert_false(cip13_ok(TEXT("3400935137341")));
	assert_false(cip13_ok(TEXT("3400935133740"))); /* two digits swapped */
	assert_false(cip13_ok(TEXT("340093513734")));
	assert_false(cip13_ok(TEXT("34009351373400")));
	assert_false(cip13_ok(TEXT("340093513734O")));
	assert_false(cip13_ok(TEXT_ABSENT));
}

/* How many of the numbers, one digit changed, still pass; a letter is left as it is. */
static unsigned
survivors(const char *number, bool (*ok)(struct text))
{
	char changed[32];
	size_t len = strlen(number);
	unsigned count = 0;

	for (size_t i = 0; i < len; i++) {
		for (char c = '0'; c <= '9'; c++) {
			memcpy(changed, number, len + 1);
			if (number[i] < '0' || number[i] > '9' || number[i] == c)
				continue;
			changed[i] = c;
			count += ok(text_of(changed));
		}
	}
	return count;
}

static void
every_public_finess_passes_and_none_does_with_a_digit_changed(void **state)
{
	FILE *file = shared_data_open("identifiers/finess.csv");
	unsigned rows = 0, wrong = 0;
	char finess[16];

	(void)state;
	if (fscanf(file, "%15s", finess) != 1)
		fail_msg("no header");
	while (fscanf(file, "%15s", finess) == 1) {
		rows++;
		wrong += !finess_ok(text_of(finess)) + survivors(finess, finess_ok);
	}
	fclose(file);
	print_message("# %u FINESS\n", rows);
	assert_int_equal(wrong, 0);
	assert_true(rows > 1000);
}

/* Cuts a line at the tabs; NULL if fewer than eight columns or the seventh is not 13 long. */
static const char *
seventh_column(char *line)
{
	char *cell = NULL;

	for (int column = 1; column <= 7; column++) {
		cell = strsep(&line, "\t");
		if (!line)
			return NULL;
	}
	return strlen(cell) == 13 ? cell : NULL;
}

static void
every_public_cip13_passes_and_none_does_with_a_digit_changed(void **state)
{
	FILE *file = shared_data_open("bdpm/CIS_CIP_bdpm.txt");
	unsigned rows = 0, wrong = 0;
	char line[LINE_MAX_LEN];

	(void)state;
	while (fgets(line, sizeof(line), file)) {
		const char *cip13 = seventh_column(line);

		if (!cip13)
			fail_msg("line %u has no CIP13", rows + 1);
		rows++;
		wrong += !cip13_ok(text_of(cip13)) + survivors(cip13, cip13_ok);
	}
	fclose(file);
	print_message("# %u CIP13\n", rows);
	assert_int_equal(wrong, 0);
	assert_true(rows > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_luhn_number_has_two_digits_or_more_and_a_sum_divisible_by_ten),
		cmocka_unit_test(a_finess_has_nine_characters_and_corsica_keeps_its_letter),
		cmocka_unit_test(an_rpps_has_eleven_digits),
		cmocka_unit_test(a_cip13_carries_an_ean13_key),
		cmocka_unit_test(every_public_finess_passes_and_none_does_with_a_digit_changed),
		cmocka_unit_test(every_public_cip13_passes_and_none_does_with_a_digit_changed),
	};

	return cmocka_run_group_tests_name("luhn", tests, NULL, NULL);
}
