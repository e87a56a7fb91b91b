/*
 * camt_cases - the values of ISO 20022 are exact, and what stands there is not written twice (ingest_test.c)
 */
#ifndef CAMT_CASES_H
#define CAMT_CASES_H

#include "camt_leaf.h"

static void
amounts_of_camt_are_exact(void **state)
{
	static const struct {
		const char *written;
		int64_t value; /* in 10^-5 */
		const char *why;
	} rows[] = {
		{"8.850", 885000, NULL}, {"8.85", 885000, NULL}, {"8", 800000, NULL}, {"8.", 800000, NULL},
		{"0.00001", 1, NULL}, {"0.0000100", 1, NULL}, {" 12 ", 1200000, NULL},
		{"92233720368547.75807", INT64_MAX, NULL},
		{"92233720368547.75808", 0, "bounds"}, {"92233720368548", 0, "bounds"},
		{"99999999999999999999", 0, "bounds"}, {"0.000001", 0, "five decimals"},
		{"", 0, "expected"}, {".5", 0, "expected"}, {"-1", 0, "expected"}, {"+1", 0, "expected"},
		{"1,50", 0, "expected"}, {"1.5.0", 0, "expected"}, {"1e3", 0, "expected"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct camt_amount amount = {0};
		const char *why = camt_amount(text_of(rows[i].written), "EUR", &amount);

		print_message("%s\n", rows[i].written);
		assert_int_equal(why != NULL, rows[i].why != NULL);
		if (why)
			assert_non_null(strstr(why, rows[i].why));
		else
			assert_int_equal(amount.value, rows[i].value);
		assert_int_equal(amount.given, !why);
	}
	assert_non_null(camt_amount(TEXT("1"), "EU", &(struct camt_amount){0}));
}

static void
days_of_camt_may_have_a_time(void **state)
{
	(void)state;
	assert_int_equal(camt_day(TEXT("2026-04-10")), day_of(2026, 4, 10));
	assert_int_equal(camt_day(TEXT("2026-04-10T23:59:59+02:00")), day_of(2026, 4, 10));
	assert_int_equal(camt_day(TEXT("2026-04-10Z")), day_of(2026, 4, 10));
	assert_int_equal(camt_day(TEXT("2026-04-31")), DAY_NONE);
	assert_int_equal(camt_day(TEXT("2026-04-1012")), DAY_NONE);
	assert_int_equal(camt_day(TEXT("")), DAY_NONE);
}

static void
what_stands_there_as_a_word_is_not_joined_again(void **state)
{
	static const char *const texts[] = {"L000012", " L000012 ", "L0000", "12", "L000012 X", "", "12"};
	struct buffer all = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		camt_join(&all, text_of(texts[i]));
	buffer_add(&all, "", 1);
	assert_string_equal((const char *)all.at, "L000012 L0000 12 L000012 X");
	buffer_free(&all);
}

static void
a_message_is_known_by_its_namespace(void **state)
{
	(void)state;
	assert_true(text_is(camt_named(TEXT("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'>")),
		"camt.054.001.08"));
	assert_null(camt_named(TEXT("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.052.001.02'>")).at);
	assert_null(camt_named(TEXT("urn:iso:std:iso:20022:tech:xsd:camt.054.001.08")).at);
	assert_null(camt_named(TEXT("")).at);
}

#endif
