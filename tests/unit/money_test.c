#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "money.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void
euros_are_read_with_at_most_two_decimals(void **state)
{
	static const struct {
		const char *text, *separators;
		int64_t cents;
	} cases[] = {
		{"0", ".,", 0},
		{"7,5", ".,", 750},
		{"7.50", ".,", 750},
		{"26.50", ".", 2650},
		{"0,05", ",", 5},
		{"-0.05", ".", -5},
		{"-0", ".", 0},
		{"007", "", 700},
		{"1000000000", ".", MONEY_MAX},
		{"1000000000.00", ".", MONEY_MAX},
		{"-1000000000,00", ",", -MONEY_MAX},
		{"999999999.99", ".", MONEY_MAX - 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t cents = 4242, hundredths = 4242;

		if (!money_parse(text_of(cases[i].text), cases[i].separators, &cents) ||
		    !hundredths_parse(text_of(cases[i].text), cases[i].separators, &hundredths))
			fail_msg("\"%s\" was refused", cases[i].text);
		assert_int_equal(cents, cases[i].cents);
		assert_int_equal(hundredths, cases[i].cents);
	}
}

static void
anything_else_is_not_an_amount_and_leaves_it_alone(void **state)
{
	static const struct {
		const char *text, *separators;
	} cases[] = {
		{"", ".,"}, {"-", ".,"}, {".", ".,"}, {"7.", ".,"}, {",5", ".,"}, {"-.5", ".,"},
		{"7.505", ".,"}, {"7.5.0", ".,"}, {"7,5.0", ".,"}, {"7,5", "."}, {"7.5", ","},
		{"7.5", ""}, {"+7", ".,"}, {"--7", ".,"}, {"-+7", ".,"}, {"--0", ".,"},
		{"7-", ".,"}, {"7.-5", ".,"}, {"7.+5", ".,"}, {" 7", ".,"}, {"7 ", ".,"},
		{"1 000", ".,"}, {"1e3", ".,"}, {"7,50 EUR", ".,"}, {"1000000000.01", "."},
		{"-1000000000.01", "."}, {"1000000001", "."}, {"99999999999999999999999", "."},
		{"92233720368547758.08", "."},
	};
	int64_t cents = 4242;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (money_parse(text_of(cases[i].text), cases[i].separators, &cents) ||
		    hundredths_parse(text_of(cases[i].text), cases[i].separators, &cents))
			fail_msg("\"%s\" was taken for an amount", cases[i].text);
	}
	assert_false(money_parse(TEXT_ABSENT, ".,", &cents));
	assert_false(money_parse(TEXT("7\0005"), ".,", &cents));
	assert_false(money_parse(TEXT("7\0"), ".,", &cents));
	assert_int_equal(cents, 4242);
}

static void
an_amount_is_printed_with_two_decimals(void **state)
{
	static const struct {
		int64_t cents;
		const char *text;
	} cases[] = {
		{0, "0.00"},
		{5, "0.05"},
		{-5, "-0.05"},
		{50, "0.50"},
		{100, "1.00"},
		{1234, "12.34"},
		{-123456, "-1234.56"},
		{MONEY_MAX, "1000000000.00"},
		{INT64_MAX, "92233720368547758.07"},
		{INT64_MIN, "-92233720368547758.08"},
	};
	char buf[MONEY_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(money_format(cases[i].cents, '.', buf), cases[i].text);
	assert_string_equal(money_format(4551, ',', buf), "45,51");
}

static void
a_share_is_rounded_half_up_away_from_zero(void **state)
{
	static const struct {
		int64_t base_cents, taux_bp, share_cents;
	} cases[] = {
		{7001, 6500, 4551}, /* case 6: 45,5065 */
		{2500, 7000, 1750}, /* case 1 */
		{2650, 7000, 1855},
		{3000, 7000, 2100},
		{19000, 3000, 5700}, /* case 7 */
		{5400, 10000, 5400}, /* case 2 */
		{1, 5000, 1}, /* one half */
		{1, 4999, 0},
		{-1, 5000, -1},
		{-1, 4999, 0},
		{3, 5000, 2},
		{-3, 5000, -2},
		{-7001, 6500, -4551},
		{7001, -6500, -4551},
		{0, 6500, 0},
		{7001, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(money_share(cases[i].base_cents, cases[i].taux_bp),
			cases[i].share_cents);
}

static void
a_tariff_is_scaled_once_and_rounded_once(void **state)
{
	static const struct {
		int64_t tarif_cents, coefficient_hundredths, quantity, cents;
	} cases[] = {
		{2650, 100, 1, 2650},
		{2650, 100, 3, 7950},
		{310, 250, 1, 775},
		{315, 250, 1, 788}, /* 787,5 */
		{315, 250, 2, 1575}, /* not twice 788 */
		{333, 150, 1, 500}, /* 499,5 */
		{333, -150, 1, -500},
		{-333, 150, 1, -500},
		{-333, -150, 1, 500},
		{1, 49, 1, 0},
		{1, 50, 1, 1},
		{2650, 0, 3, 0},
		{2650, 100, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(money_scale(cases[i].tarif_cents, cases[i].coefficient_hundredths,
			cases[i].quantity), cases[i].cents);
	}
}

static void
what_is_beyond_the_greatest_amount_stays_there(void **state)
{
	(void)state;
	assert_int_equal(money_scale(MONEY_MAX, 100, 1), MONEY_MAX);
	assert_int_equal(money_scale(MONEY_MAX, 101, 1), MONEY_MAX);
	assert_int_equal(money_scale(MONEY_MAX, 100, 2), MONEY_MAX);
	assert_int_equal(money_scale(MONEY_MAX, 100, -2), -MONEY_MAX);
	assert_int_equal(money_scale(INT64_MAX, INT64_MAX, INT64_MAX), MONEY_MAX);
	assert_int_equal(money_scale(INT64_MIN, INT64_MIN, INT64_MIN), -MONEY_MAX);
	assert_int_equal(money_scale(INT64_MIN, INT64_MIN, 1), MONEY_MAX);
	assert_int_equal(money_scale(INT64_MIN, 1, 1), -MONEY_MAX);
	assert_int_equal(money_scale(INT64_MIN, INT64_MIN, 0), 0);
	assert_int_equal(money_scale(0, INT64_MAX, INT64_MAX), 0);
	assert_int_equal(money_share(MONEY_MAX, 10000), MONEY_MAX);
	assert_int_equal(money_share(MONEY_MAX, 10001), MONEY_MAX);
	assert_int_equal(money_share(INT64_MAX, INT64_MAX), MONEY_MAX);
	assert_int_equal(money_share(INT64_MIN, INT64_MAX), -MONEY_MAX);
	assert_int_equal(money_share(INT64_MIN, INT64_MIN), MONEY_MAX);
	assert_int_equal(money_share(INT64_MIN, 1), -MONEY_MAX);
	assert_int_equal(money_share(INT64_MIN, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(euros_are_read_with_at_most_two_decimals),
		cmocka_unit_test(anything_else_is_not_an_amount_and_leaves_it_alone),
		cmocka_unit_test(an_amount_is_printed_with_two_decimals),
		cmocka_unit_test(a_share_is_rounded_half_up_away_from_zero),
		cmocka_unit_test(a_tariff_is_scaled_once_and_rounded_once),
		cmocka_unit_test(what_is_beyond_the_greatest_amount_stays_there),
	};

	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
