#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "died.h"
#include "stream.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct head
a_head(void)
{
	struct head head = {.run = TEXT("00112233445566778899aabbccddeeff"), .book_hash = TEXT(HASH),
		.book_name = TEXT("pas-de-calais"), .source = TEXT("actes.csv"), .source_sha256 = TEXT(HASH),
		.as_of = day_parse(TEXT("2026-03-31")), .stages = {TEXT("ingest"), TEXT("validate")},
		.stage_count = 2};

	return head;
}

static void
a_head_is_read_as_it_was_written(void **state)
{
	struct head head = a_head(), got;
	struct buffer bytes = {0}, again = {0};

	(void)state;
	for (int round = 0; round < 2; round++) {
		bytes.len = again.len = 0;
		head_write(&head, &bytes);
		assert_int_equal(head_read(&got, bytes.at, bytes.len), bytes.len);
		assert_true(text_equal(got.run, head.run) && text_equal(got.book_name, head.book_name)
			&& text_equal(got.source, head.source) && got.as_of == head.as_of
			&& got.stage_count == head.stage_count
			&& text_equal(got.replay, head.replay));
		head_write(&got, &again);
		assert_int_equal(again.len, bytes.len);
		assert_memory_equal(again.at, bytes.at, bytes.len);
		head.source = head.source_sha256 = TEXT_ABSENT;
		head.replay = TEXT("price");
		for (head.stage_count = 0; head.stage_count < STREAM_STAGES_MAX; head.stage_count++)
			head.stages[head.stage_count] = TEXT("stage");
	}
	buffer_free(&bytes);
	buffer_free(&again);
}

static void
a_head_cut_at_any_byte_is_none(void **state)
{
	struct head head = a_head(), got;
	struct buffer bytes = {0};

	(void)state;
	head_write(&head, &bytes);
	for (size_t len = 0; len < bytes.len; len++) {
		unsigned char *fit = malloc(len + !len);

		assert_non_null(fit);
		memcpy(fit, bytes.at, len);
		assert_int_equal(head_read(&got, fit, len), 0);
		free(fit);
	}
	buffer_free(&bytes);
}

static void
a_head_with_a_part_that_is_none_of_its_kind_is_refused(void **state)
{
	struct {
		struct text run, book;
	} cases[] = {
		{TEXT("00112233445566778899aabbccddeef"), TEXT(HASH)},
		{TEXT("00112233445566778899AABBCCDDEEFF"), TEXT(HASH)},
		{TEXT("00112233445566778899aabbccddeeff"), TEXT("0123")},
		{TEXT_ABSENT, TEXT(HASH)},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct head head = a_head(), got;
		struct buffer bytes = {0};

		head.run = cases[i].run;
		head.book_hash = cases[i].book;
		head_write(&head, &bytes);
		assert_int_equal(head_read(&got, bytes.at, bytes.len), 0);
		buffer_free(&bytes);
	}
}

static void
a_head_with_too_many_stages_or_no_day_is_refused(void **state)
{
	struct head head = a_head(), got;
	struct buffer bytes = {0};
	char *day;

	(void)state;
	head_write(&head, &bytes);
	day = memmem(bytes.at, bytes.len, "2026-03-31", 10);
	assert_non_null(day);
	memcpy(day, "2026-02-31", 10);
	assert_int_equal(head_read(&got, bytes.at, bytes.len), 0);
	memcpy(day, "2026-03-31", 10);
	assert_int_equal(head_read(&got, bytes.at, bytes.len), bytes.len);
	assert_int_equal((unsigned char)day[10], 0x92); /* array of two stages */
	day[10] = (char)0xdd;
	assert_int_equal(head_read(&got, bytes.at, bytes.len), 0);
	buffer_free(&bytes);
}

static void
read_format_two(void *arg)
{
	const unsigned char bytes[] = "\x9a\xa8pmi-flux\x02";
	struct head head;

	(void)arg;
	head_read(&head, bytes, sizeof(bytes) - 1);
}

static void
a_head_of_another_format_says_so(void **state)
{
	struct died d = died(read_format_two, NULL);

	(void)state;
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "format 2, this program reads format 1"));
}

static const struct totals totals = {.records = 300, .by_statut = {250, 20, 30},
	.montant_cents = -12345678901, .amo_cents = 98765432101, .digest = 0x00ff00ff00ff00ffu};

static void
an_end_is_read_as_it_was_written_and_cut_at_any_byte_is_none(void **state)
{
	struct buffer bytes = {0};
	struct totals got;

	(void)state;
	totals_write(&totals, &bytes);
	assert_int_equal(totals_read(&got, bytes.at, bytes.len), bytes.len);
	assert_null(totals_differ(&got, &totals));
	for (size_t len = 0; len < bytes.len; len++) {
		unsigned char *fit = malloc(len + !len);

		assert_non_null(fit);
		memcpy(fit, bytes.at, len);
		assert_int_equal(totals_read(&got, fit, len), 0);
		free(fit);
	}
	buffer_free(&bytes);
}

static void
an_end_with_a_negative_count_or_another_shape_is_none(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} cases[] = {
#define CASE(b) {b, sizeof(b) - 1}
		CASE("\x96\xa3" "fin\xff\x93\x00\x00\x00\x00\x00\xb0" "0123456789abcdef"),
		CASE("\x96\xa3" "fin\x00\x93\x00\x00\xff\x00\x00\xb0" "0123456789abcdef"),
		CASE("\x96\xa3" "fin\x00\x92\x00\x00\x00\x00\xb0" "0123456789abcdef"),
		CASE("\x96\xa3" "fin\x00\x93\x00\x00\x00\x00\x00\xb0" "0123456789ABCDEF"),
		CASE("\x96\xa3" "fin\x00\x93\x00\x00\x00\x00\x00\xaf" "0123456789abcde"),
		CASE("\x97\xa3" "fin\x00\x93\x00\x00\x00\x00\x00\xb0" "0123456789abcdef"),
		CASE("\x96\xa3" "fim\x00\x93\x00\x00\x00\x00\x00\xb0" "0123456789abcdef"),
	};
	struct totals got;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(totals_read(&got, (const unsigned char *)cases[i].bytes, cases[i].len), 0);
}

static void
totals_differ_in_each_way_by_name(void **state)
{
	static const struct {
		size_t offset;
		const char *what;
	} cases[] = {
		{offsetof(struct totals, records), "the count of records"},
		{offsetof(struct totals, by_statut[STATUT_ACCEPTED]), "the count of a statut"},
		{offsetof(struct totals, by_statut[STATUT_HELD]), "the count of a statut"},
		{offsetof(struct totals, by_statut[STATUT_REJECTED]), "the count of a statut"},
		{offsetof(struct totals, montant_cents), "the sum of montant_cents"},
		{offsetof(struct totals, amo_cents), "the sum of amo_cents"},
		{offsetof(struct totals, digest), "the digest of the records"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct totals other = totals;

		((unsigned char *)&other)[cases[i].offset] ^= 1;
		assert_string_equal(totals_differ(&totals, &other), cases[i].what);
		assert_string_equal(totals_differ(&other, &totals), cases[i].what);
	}
}

static void
an_account_counts_what_was_added(void **state)
{
	static const unsigned char one[] = "\x82\xadmontant_cents\x05\xa9" "amo_cents\xfe";
	static const unsigned char two[] = "\x82\xa6statut\xa4hold\xa9" "amo_cents\x07";
	struct record rec = {0};
	struct totals t = {0}, u = {0};
	const char *why;

	(void)state;
	for (int round = 0; round < 2; round++) {
		assert_true(record_parse(&rec, round ? two : one, sizeof(one) + sizeof(two), &why));
		totals_add(&t, &rec, rec.bytes, rec.len);
	}
	for (int round = 2; round--;) {
		assert_true(record_parse(&rec, round ? two : one, sizeof(one) + sizeof(two), &why));
		totals_add(&u, &rec, rec.bytes, rec.len);
	}
	assert_true(t.records == 2 && t.by_statut[STATUT_ACCEPTED] == 1 && t.by_statut[STATUT_HELD] == 1);
	assert_true(t.montant_cents == 5 && t.amo_cents == 5);
	assert_string_equal(totals_differ(&t, &u), "the digest of the records");
	record_free(&rec);
}

static void
accounts_are_read_as_they_were_written_and_cut_at_any_byte_are_none(void **state)
{
	struct trail trail = {.count = 3}, got;
	struct buffer bytes = {0};

	(void)state;
	trail.at[1] = (struct totals){7, {4, 2, 1}, -12, 345678, 0xfedcba9876543210};
	trail.at[2].records = 7;
	trail_write(&trail, &bytes);
	assert_int_equal(trail_read(&got, bytes.at, bytes.len), bytes.len);
	assert_int_equal(got.count, 3);
	for (unsigned i = 0; i < 3; i++)
		assert_null(totals_differ(&got.at[i], &trail.at[i]));
	for (size_t len = 0; len < bytes.len; len++)
		assert_int_equal(trail_read(&got, bytes.at, len), 0);
	buffer_free(&bytes);
}

/* Parallel workers count what they have each; together it is what one would have counted. */
static void
the_digest_of_parts_adds_up(void **state)
{
	static const unsigned char one[] = "\x81\xa2id\xa1x", two[] = "\x81\xa2id\xa1y";
	struct totals all = {0}, first = {0}, second = {.records = 1};
	struct record rec = {0};
	const char *why;

	(void)state;
	assert_true(record_parse(&rec, one, sizeof(one) - 1, &why));
	totals_add(&all, &rec, one, sizeof(one) - 1);
	totals_add(&first, &rec, one, sizeof(one) - 1);
	assert_true(record_parse(&rec, two, sizeof(two) - 1, &why));
	totals_add(&all, &rec, two, sizeof(two) - 1);
	totals_add(&second, &rec, two, sizeof(two) - 1);
	assert_true(all.digest == first.digest + second.digest);
	record_free(&rec);
}

static void
the_same_work_has_the_same_run_id(void **state)
{
	char a[RUN_SIZE], b[RUN_SIZE];
	const struct text ab[] = {TEXT("a"), TEXT("b")}, joined[] = {TEXT("ab"), TEXT("")};

	(void)state;
	assert_int_equal(run_id(a, ab, 2).len, RUN_SIZE - 1);
	run_id(b, ab, 2);
	assert_string_equal(a, b);
	run_id(b, joined, 2);
	assert_string_not_equal(a, b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head_is_read_as_it_was_written),
		cmocka_unit_test(a_head_cut_at_any_byte_is_none),
		cmocka_unit_test(a_head_with_a_part_that_is_none_of_its_kind_is_refused),
		cmocka_unit_test(a_head_with_too_many_stages_or_no_day_is_refused),
		cmocka_unit_test(a_head_of_another_format_says_so),
		cmocka_unit_test(an_end_is_read_as_it_was_written_and_cut_at_any_byte_is_none),
		cmocka_unit_test(an_end_with_a_negative_count_or_another_shape_is_none),
		cmocka_unit_test(totals_differ_in_each_way_by_name),
		cmocka_unit_test(an_account_counts_what_was_added),
		cmocka_unit_test(accounts_are_read_as_they_were_written_and_cut_at_any_byte_are_none),
		cmocka_unit_test(the_digest_of_parts_adds_up),
		cmocka_unit_test(the_same_work_has_the_same_run_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
