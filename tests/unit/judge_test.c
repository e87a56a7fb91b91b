#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "buffer.h"
#include "died.h"
#include "record.h"

#define BYTES(literal) (const unsigned char *)(literal), sizeof(literal) - 1

/* "code", then its article, then the stage. */
#define DEFECT_A "\x83\xa4" "code\xa1" "a\xa7" "article\xa6" "art. 1\xa5" "etape\xa5" "price"
#define DEFECT_H "\x84\xa4" "code\xa1h\xa5" "champ\xa4site\xa7" "article\xa6" "art. 2\xa5" "etape\xa5" "price"
#define DEFECT_R "\x83\xa4" "code\xa1r\xa7" "article\xa6" "art. 3\xa5" "etape\xa5" "price"
#define DEFECT_X "\x83\xa4" "code\xa1x\xa5" "etape\xa8" "validate\xa5" "extra\xc3"

static const struct motif table[] = {
	{.code = {"a", 1}, .article = {"art. 1", 6}, .level = MOTIF_AVIS},
	{.code = {"h", 1}, .article = {"art. 2", 6}, .level = MOTIF_HOLD},
	{.code = {"r", 1}, .article = {"art. 3", 6}, .level = MOTIF_REJECT},
};
static const struct motifs motifs = {.etape = {"price", 5}, .at = table, .count = 3};
static struct record rec;

static int
teardown(void **state)
{
	(void)state;
	record_free(&rec);
	return 0;
}

static void
take(const unsigned char *bytes, size_t len)
{
	const char *why;

	rec.motifs = &motifs;
	assert_int_equal(record_parse(&rec, bytes, len, &why), len);
}

static bool
judge(const char *codes)
{
	struct defects d = {.count = 0};

	for (; *codes; codes++)
		defect(&d, *codes == 'a' ? "a" : *codes == 'h' ? "h" : "r",
			*codes == 'h' ? F_SITE : FIELD_NONE);
	return record_judge(&rec, &d);
}

static void
assert_writes(const unsigned char *wanted, size_t len)
{
	struct buffer out = {0};

	record_write(&rec, &out);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.at, wanted, len);
	buffer_free(&out);
}

static void
nothing_found_leaves_the_record_and_its_edits(void **state)
{
	(void)state;
	take(BYTES("\x81\xa2id\xa1x"));
	record_set_int(&rec, F_LIGNE, 1);
	assert_true(judge(""));
	assert_int_equal(rec.statut, STATUT_ACCEPTED);
	assert_writes(BYTES("\x82\xa2id\xa1x\xa5ligne\x01"));
}

static void
an_avis_stops_nothing_and_keeps_the_edits(void **state)
{
	(void)state;
	take(BYTES("\x81\xa2id\xa1x"));
	record_set_int(&rec, F_LIGNE, 1);
	assert_true(judge("a"));
	assert_int_equal(rec.statut, STATUT_ACCEPTED);
	assert_writes(BYTES("\x83\xa2id\xa1x\xa5ligne\x01\xa4" "avis\x91" DEFECT_A));
}

static void
a_hold_undoes_the_edits_and_says_why(void **state)
{
	(void)state;
	take(BYTES("\x83\xa2id\xa1x\xa4site\xa1s\xa1u\xc3"));
	record_set_int(&rec, F_LIGNE, 1);
	record_unset(&rec, F_SITE);
	record_set_text(&rec, F_ID, TEXT("other"));
	assert_false(judge("h"));
	assert_int_equal(rec.statut, STATUT_HELD);
	assert_true(record_is(&rec, F_SITE, "s") && record_is(&rec, F_ID, "x"));
	assert_false(record_has(&rec, F_LIGNE));
	assert_writes(BYTES("\x85\xa2id\xa1x\xa4site\xa1s\xa1u\xc3\xa6motifs\x91" DEFECT_H
		"\xa6statut\xa4hold"));
}

static void
all_defects_are_said_at_once_and_the_worst_decides(void **state)
{
	(void)state;
	take(BYTES("\x80"));
	assert_false(judge("harh"));
	assert_int_equal(rec.statut, STATUT_REJECTED);
	assert_writes(BYTES("\x83\xa6motifs\x92" DEFECT_H DEFECT_R "\xa4" "avis\x91" DEFECT_A
		"\xa6statut\xa6reject"));
	take(BYTES("\x80"));
	assert_false(judge("ah"));
	assert_int_equal(rec.statut, STATUT_HELD);
	assert_writes(BYTES("\x83\xa4" "avis\x91" DEFECT_A "\xa6motifs\x91" DEFECT_H "\xa6statut\xa4hold"));
}

static void
an_avis_comes_behind_those_of_other_stages_which_keep_every_byte(void **state)
{
	(void)state;
	take(BYTES("\x81\xa4" "avis\x91" DEFECT_X));
	assert_true(judge("a"));
	assert_writes(BYTES("\x81\xa4" "avis\x92" DEFECT_X DEFECT_A));
}

static void
a_refusal_keeps_the_avis_of_other_stages(void **state)
{
	(void)state;
	take(BYTES("\x81\xa4" "avis\x91" DEFECT_X));
	assert_false(judge("r"));
	assert_writes(BYTES("\x83\xa4" "avis\x91" DEFECT_X "\xa6motifs\x91" DEFECT_R "\xa6statut\xa6reject"));
}

static void
as_many_defects_as_a_stage_may_raise_are_kept_behind_as_many_others(void **state)
{
	struct record_defect found[300];
	struct buffer bytes = {0}, out = {0};
	struct defects d = {.count = 0};
	const char *why;

	(void)state;
	pack_map(&bytes, 1);
	pack_text(&bytes, TEXT("avis"));
	pack_array(&bytes, 200);
	for (int i = 0; i < 200; i++)
		buffer_add(&bytes, BYTES(DEFECT_X));
	take(bytes.at, bytes.len);
	for (unsigned i = 0; i < DEFECTS_MAX; i++)
		defect(&d, "a", (enum field)i);
	assert_true(record_judge(&rec, &d));
	record_write(&rec, &out);
	assert_int_equal(record_parse(&rec, out.at, out.len, &why), out.len);
	assert_int_equal(record_defects(&rec, F_AVIS, found, 300), 200 + DEFECTS_MAX);
	assert_true(text_is(found[199].code, "x") && text_is(found[200].code, "a"));
	buffer_free(&bytes);
	buffer_free(&out);
}

/* 48 avis on a record that holds 500 kilobytes of them must not stop the run. */
static void
the_longest_record_is_judged_like_any_other(void **state)
{
	static char article[2 * RECORD_BYTES_MAX - 100];
	struct buffer bytes = {0};
	struct defects d = {.count = 0};

	(void)state;
	pack_map(&bytes, 1);
	pack_text(&bytes, TEXT("avis"));
	pack_array(&bytes, 1);
	pack_map(&bytes, 1);
	pack_text(&bytes, TEXT("article"));
	pack_text(&bytes, (struct text){article, sizeof(article)});
	take(bytes.at, bytes.len);
	for (unsigned i = 0; i < DEFECTS_MAX; i++)
		defect(&d, i % 2 ? "a" : "r", (enum field)i);
	assert_false(record_judge(&rec, &d));
	buffer_free(&bytes);
}

#define SECOND "\xa9tentative\x02"
#define REFUSED "\x83\xa2id\xa1x\xa6motifs\x91" DEFECT_R "\xa6statut\xa6reject"

static void
a_stage_takes_its_own_refusal_back_whole(void **state)
{
	(void)state;
	take(BYTES("\x84\xa2id\xa1x\xa6motifs\x91" DEFECT_R "\xa4" "avis\x91" DEFECT_A "\xa6statut\xa6reject"));
	record_reopen(&rec, motifs.etape);
	assert_int_equal(rec.statut, STATUT_ACCEPTED);
	assert_false(record_has(&rec, F_MOTIFS) || record_has(&rec, F_AVIS) || record_has(&rec, F_STATUT));
	assert_writes(BYTES("\x82\xa2id\xa1x" SECOND));
}

static void
a_stage_does_not_take_back_what_another_refused(void **state)
{
	(void)state;
	take(BYTES(REFUSED));
	record_reopen(&rec, TEXT("validate"));
	assert_int_equal(rec.statut, STATUT_REJECTED);
	assert_writes(BYTES(REFUSED));
	take(BYTES("\x82\xa6motifs\x92" DEFECT_R DEFECT_X "\xa6statut\xa6reject"));
	record_reopen(&rec, motifs.etape);
	assert_int_equal(rec.statut, STATUT_REJECTED);
	assert_writes(BYTES("\x82\xa6statut\xa6reject\xa6motifs\x91" DEFECT_X));
}

static void
a_record_reopened_and_refused_again_says_each_motif_once(void **state)
{
	(void)state;
	take(BYTES(REFUSED));
	record_reopen(&rec, motifs.etape);
	record_set_int(&rec, F_LIGNE, 1);
	assert_false(judge("h"));
	assert_int_equal(rec.statut, STATUT_HELD);
	assert_writes(BYTES("\x84\xa2id\xa1x" SECOND "\xa6motifs\x91" DEFECT_H "\xa6statut\xa4hold"));
	assert_false(judge("r"));
	assert_writes(BYTES("\x84\xa2id\xa1x" SECOND "\xa6motifs\x91" DEFECT_R "\xa6statut\xa6reject"));
}

/* Each time from the bytes of the time before, as refus/ETAPE.msgpack keeps them. */
static void
a_refusal_says_which_attempt_it_was(void **state)
{
	struct buffer kept[2] = {{0}, {0}};

	(void)state;
	take(BYTES(REFUSED));
	assert_false(record_has(&rec, F_TENTATIVE));
	for (int attempt = 2; attempt < 5; attempt++) {
		struct buffer *out = &kept[attempt % 2];

		record_reopen(&rec, motifs.etape);
		record_set_int(&rec, F_LIGNE, 1);
		assert_false(judge("h"));
		assert_int_equal(record_int(&rec, F_TENTATIVE, 1), attempt);
		out->len = 0;
		record_write(&rec, out);
		take(out->at, out->len);
		assert_int_equal(record_int(&rec, F_TENTATIVE, 1), attempt);
	}
	record_reopen(&rec, motifs.etape);
	assert_true(judge("a"));
	assert_int_equal(record_int(&rec, F_TENTATIVE, 1), 5);
	buffer_free(&kept[0]);
	buffer_free(&kept[1]);
}

/* A number that no reader would take, or none that counts, is not made worse. */
static void
a_hostile_attempt_stays_readable(void **state)
{
	(void)state;
	take(BYTES("\x83\xa9tentative\xcd\x27\x0f\xa6motifs\x91" DEFECT_R "\xa6statut\xa6reject"));
	record_reopen(&rec, motifs.etape);
	assert_int_equal(record_int(&rec, F_TENTATIVE, 1), 9999);
	take(BYTES("\x83\xa9tentative\xff\xa6motifs\x91" DEFECT_R "\xa6statut\xa6reject"));
	record_reopen(&rec, motifs.etape);
	assert_int_equal(record_int(&rec, F_TENTATIVE, 1), 2);
}

static void
what_a_source_made_keeps_what_was_made(void **state)
{
	(void)state;
	record_clear(&rec);
	rec.motifs = &motifs;
	record_set_text(&rec, F_ID, TEXT("x"));
	assert_false(judge("r"));
	assert_writes(BYTES(REFUSED));
}

static void
defects_are_read_with_their_parts_as_far_as_there_is_room(void **state)
{
	struct record_defect found[3];

	(void)state;
	take(BYTES("\x81\xa6motifs\x93" DEFECT_H DEFECT_X "\x81\xa4" "code\x07"));
	assert_int_equal(record_defects(&rec, F_MOTIFS, found, 3), 3);
	assert_true(text_is(found[0].code, "h") && text_is(found[0].champ, "site")
		&& text_is(found[0].article, "art. 2") && text_is(found[0].etape, "price"));
	assert_true(text_is(found[1].code, "x") && !found[1].champ.at && !found[1].article.at);
	assert_null(found[2].code.at);
	assert_int_equal(record_defects(&rec, F_MOTIFS, found, 1), 1);
	assert_int_equal(record_defects(&rec, F_AVIS, found, 3), 0);
}

static void
judge_unknown(void *arg)
{
	struct defects d = {.count = 1, .at = {{"no-such-motif", FIELD_NONE}}};

	(void)arg;
	take(BYTES("\x80"));
	record_judge(&rec, &d);
}

static void
a_motif_that_the_table_does_not_know_is_78(void **state)
{
	struct died d = died(judge_unknown, NULL);

	(void)state;
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "no-such-motif"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_found_leaves_the_record_and_its_edits),
		cmocka_unit_test(an_avis_stops_nothing_and_keeps_the_edits),
		cmocka_unit_test(a_hold_undoes_the_edits_and_says_why),
		cmocka_unit_test(all_defects_are_said_at_once_and_the_worst_decides),
		cmocka_unit_test(an_avis_comes_behind_those_of_other_stages_which_keep_every_byte),
		cmocka_unit_test(a_refusal_keeps_the_avis_of_other_stages),
		cmocka_unit_test(as_many_defects_as_a_stage_may_raise_are_kept_behind_as_many_others),
		cmocka_unit_test(the_longest_record_is_judged_like_any_other),
		cmocka_unit_test(a_stage_takes_its_own_refusal_back_whole),
		cmocka_unit_test(a_stage_does_not_take_back_what_another_refused),
		cmocka_unit_test(a_record_reopened_and_refused_again_says_each_motif_once),
		cmocka_unit_test(a_refusal_says_which_attempt_it_was),
		cmocka_unit_test(a_hostile_attempt_stays_readable),
		cmocka_unit_test(what_a_source_made_keeps_what_was_made),
		cmocka_unit_test(defects_are_read_with_their_parts_as_far_as_there_is_room),
		cmocka_unit_test(a_motif_that_the_table_does_not_know_is_78),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
