/* pmi-whatif: sums of bounded size, and what makes an act a changed one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "whatif.h"

static void
a_key_has_one_sum_and_keys_are_sorted_with_their_numbers(void **state)
{
	struct table table;

	(void)state;
	table_make(&table);
	table_sum(&table, TEXT("art. 10.2"))->changed++;
	table_sum(&table, TEXT("art. 5"))->changed += 2;
	table_sum(&table, TEXT("art. 10.2"))->changed++;
	table_sum(&table, TEXT(""))->changed++;
	assert_int_equal(table.count, 3);
	table_sort(&table);
	assert_string_equal(table.rows[0].key, "");
	assert_string_equal(table.rows[1].key, "art. 5");
	assert_string_equal(table.rows[2].key, "art. 10.2");
	assert_int_equal(table.rows[2].sum.changed, 2);
	assert_false(table.full);
	table_free(&table);
}

static void
keys_past_the_room_count_together_and_those_that_are_there_go_on(void **state)
{
	struct table table;
	char key[32];
	int64_t total = 0;

	(void)state;
	table_make(&table);
	for (unsigned i = 0; i < 3 * TABLE_ROWS; i++) {
		snprintf(key, sizeof key, "K%u", i);
		table_sum(&table, text_of(key))->changed++;
	}
	table_sum(&table, TEXT("K0"))->changed++;
	assert_int_equal(table.count, TABLE_ROWS);
	assert_true(table.full);
	assert_int_equal(table.rest.changed, 2 * TABLE_ROWS);
	assert_int_equal(table_sum(&table, TEXT("K0"))->changed, 2);
	for (unsigned i = 0; i < table.count; i++)
		total += table.rows[i].sum.changed;
	assert_int_equal(total + table.rest.changed, 3 * TABLE_ROWS + 1);
	table_free(&table);
}

static void
a_long_key_is_cut_where_a_character_ends(void **state)
{
	char key[2 * TABLE_KEY];
	struct table table;

	(void)state;
	table_make(&table);
	memset(key, 'a', TABLE_KEY - 2);
	memcpy(key + TABLE_KEY - 2, "\xC3\xA9xyz", 6);
	table_sum(&table, text_of(key));
	assert_int_equal(strlen(table.rows[0].key), TABLE_KEY - 2);
	assert_int_equal(text_utf8_error(text_of(table.rows[0].key)), TABLE_KEY - 2);
	table_free(&table);
}

static void
each_value_that_differs_is_a_change_and_nothing_else(void **state)
{
	const struct judged was = {.statut = STATUT_ACCEPTED, .base_cents = 2650, .taux_bp = 7000, .amo_cents = 1855,
		.payeur = TEXT("cpam-artois"), .support = TEXT("b2"), .article = TEXT("art. 5")};
	struct judged now = was;

	(void)state;
	assert_int_equal(judged_changes(&was, &now), 0);
	now.article = TEXT("art. 9");
	assert_int_equal(judged_changes(&was, &now), 0);
	now.base_cents = 3000;
	now.amo_cents = 2100;
	assert_int_equal(judged_changes(&was, &now), 1u << CHANGE_BASE | 1u << CHANGE_AMO);
	now = (struct judged){.statut = STATUT_HELD, .base_cents = 2650, .taux_bp = 7000, .amo_cents = 1855,
		.motifs = "tarif-absent"};
	assert_int_equal(judged_changes(&was, &now), 1u << CHANGE_STATUT | 1u << CHANGE_MOTIFS | 1u << CHANGE_PAYEUR
		| 1u << CHANGE_SUPPORT);
}

static void
an_act_is_read_with_the_article_of_its_price_or_of_its_first_motif(void **state)
{
	struct record rec = {.bytes = NULL};
	struct judged judged;

	(void)state;
	record_clear(&rec);
	record_set_int(&rec, F_AMO_CENTS, 2100);
	record_set_text(&rec, F_TARIF_REF, TEXT("tarifs.yaml G 2024-12-22, 2023-212 art. 5, 9"));
	judged_read(&judged, &rec);
	assert_true(text_is(judged.article, "2023-212 art. 5, 9"));
	assert_int_equal(judged.amo_cents, 2100);
	assert_int_equal(judged.statut, STATUT_ACCEPTED);
	assert_string_equal(judged.motifs, "");
	record_free(&rec);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_has_one_sum_and_keys_are_sorted_with_their_numbers),
		cmocka_unit_test(keys_past_the_room_count_together_and_those_that_are_there_go_on),
		cmocka_unit_test(a_long_key_is_cut_where_a_character_ends),
		cmocka_unit_test(each_value_that_differs_is_a_change_and_nothing_else),
		cmocka_unit_test(an_act_is_read_with_the_article_of_its_price_or_of_its_first_motif),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
