/*
 * reconcile-payment - a movement is never guessed at
 */
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define REGLE(name, from, to, bits, points) {.id = {name, sizeof(name) - 1}, .de = OBJET_##from, .vers = CIBLE_##to, \
	.criteres = bits, .score = points}

static const struct rapprochement rules = {
	.prefixe = {"L", 1},
	.seuil = 70,
	.regle_count = 4,
	.regles = {
		REGLE("lot-montant", VIREMENT, LOT, BIT(LOT_NOMME) | BIT(PAYEUR) | BIT(MONTANT_EXACT), 95),
		REGLE("lot", VIREMENT, LOT, BIT(LOT_NOMME) | BIT(PAYEUR), 85),
		REGLE("reglement", VIREMENT, REGLEMENT, BIT(REGLEMENT_MONTANT) | BIT(PAYEUR), 90),
		REGLE("faible", VIREMENT, VIREMENT, BIT(MEME_JOUR), 60),
	},
	.count = 2,
	.at = {
		{{"cpam-artois", 11}, {{"CPAM ARTOIS", 11}, {"CPAM DE L'ARTOIS", 16}}, 2},
		{{"epdef", 5}, {{"EPDEF", 5}}, 1},
	},
};

static void
labels_name_payers_and_lots(void **state)
{
	static const struct {
		const char *text, *payeur;
		unsigned references;
		int64_t first;
	} rows[] = {
		{"VIR CPAM ARTOIS 6200001", "cpam-artois", 0, 0},
		{"vir cpam de l'artois L000012", "cpam-artois", 1, 12},
		{"CPAM ARTOISE", NULL, 0, 0},
		{"XCPAM ARTOIS", NULL, 0, 0},
		{"CPAM ARTOIS POUR EPDEF", NULL, 0, 0}, /* two payers: none */
		{"L000001 L000002 L000001", NULL, 2, 1},
		{"BL000001 L00001 L0000001X LL000001 L0000000000001", NULL, 0, 0},
		{"REF:L000007/L000008", NULL, 2, 7},
		{"L1234567", NULL, 1, 1234567},
		{"L", NULL, 0, 0},
		{"", NULL, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t numbers[REFERENCES_MAX] = {0};
		struct text payeur = payeur_find(&rules, text_of(rows[i].text));

		print_message("%s\n", rows[i].text);
		assert_true(rows[i].payeur ? text_is(payeur, rows[i].payeur) : !payeur.at);
		assert_int_equal(references_find(&rules, text_of(rows[i].text), numbers),
			rows[i].references);
		assert_int_equal(numbers[0], rows[i].first);
	}
}

static void
more_references_than_there_is_room_for_are_counted(void **state)
{
	char text[40 * 8 + 8] = "";
	int64_t numbers[REFERENCES_MAX];

	(void)state;
	for (int i = 1; i <= 40; i++)
		snprintf(text + strlen(text), 16, "L%06d ", i);
	assert_int_equal(references_find(&rules, text_of(text), numbers), 40);
}

static void
half_years_are_named_in_several_ways(void **state)
{
	static const struct {
		const char *text, *periode;
		bool named;
	} rows[] = {
		{"VIR EPDEF PEGASE 2026-S1", "2026-S1", true},
		{"VIR EPDEF S1 2026", "2026-S1", true},
		{"vir epdef 1er semestre 2026", "2026-S1", true},
		{"VIR EPDEF 2EME SEMESTRE 2026", "2026-S2", true},
		{"VIR EPDEF 2026-S1", "2026-S2", false},
		{"VIR EPDEF S1 2025", "2026-S1", false},
		{"VIR EPDEF XS1 2026", "2026-S1", false},
		{"VIR EPDEF 2026-03", "2026-03", false},
		{"", "2026-S1", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].text);
		assert_int_equal(periode_named(text_of(rows[i].text), text_of(rows[i].periode)), rows[i].named);
	}
}

static void
the_rule_that_holds_with_the_highest_score_says_why(void **state)
{
	static const struct {
		const char *sentence;
		enum cible vers;
		unsigned agreed;
		const char *regle;
		int64_t score;
		const char *why;
	} rows[] = {
		{"all agrees", CIBLE_LOT, BIT(LOT_NOMME) | BIT(PAYEUR) | BIT(MONTANT_EXACT), "lot-montant", 95,
			"lot-nomme payeur montant-exact"},
		{"a part of it", CIBLE_LOT, BIT(LOT_NOMME) | BIT(PAYEUR), "lot", 85, "lot-nomme payeur"},
		{"none holds: the closest, below the threshold", CIBLE_LOT, BIT(LOT_NOMME) | BIT(MONTANT_EXACT),
			"lot-montant", 63, "lot-nomme montant-exact not:payeur"},
		{"nothing agrees", CIBLE_LOT, 0, "lot-montant", 0, "not:lot-nomme not:payeur not:montant-exact"},
		{"no rule is about it", CIBLE_PERIODE, BIT(PAYEUR), NULL, 0, ""},
	};
	char why[POURQUOI_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct opinion v = rule_judge(&rules, OBJET_VIREMENT, rows[i].vers, rows[i].agreed);

		print_message("%s\n", rows[i].sentence);
		assert_true(rows[i].regle ? text_is(v.regle->id, rows[i].regle) : !v.regle);
		assert_int_equal(v.score, rows[i].score);
		assert_true(text_is(opinion_why(&v, why), rows[i].why));
	}
}

static void
two_at_the_top_are_none(void **state)
{
	struct opinion lot = rule_judge(&rules, OBJET_VIREMENT, CIBLE_LOT, BIT(LOT_NOMME) | BIT(PAYEUR));
	struct opinion exact = rule_judge(&rules, OBJET_VIREMENT, CIBLE_LOT,
		BIT(LOT_NOMME) | BIT(PAYEUR) | BIT(MONTANT_EXACT));
	struct opinion nearly = rule_judge(&rules, OBJET_VIREMENT, CIBLE_LOT, BIT(LOT_NOMME));
	struct opinion weak = rule_judge(&rules, OBJET_VIREMENT, CIBLE_VIREMENT, BIT(MEME_JOUR));
	const struct {
		const char *sentence;
		struct candidat at[3];
		unsigned count;
		int choice;
	} rows[] = {
		{"nothing", {{0}}, 0, -1},
		{"one that holds", {{CIBLE_LOT, 1, lot}}, 1, 0},
		{"one that nearly does", {{CIBLE_LOT, 1, nearly}}, 1, -1},
		{"one that holds, below the threshold", {{CIBLE_VIREMENT, 1, weak}}, 1, -1},
		{"two of one score", {{CIBLE_LOT, 1, lot}, {CIBLE_LOT, 2, lot}}, 2, -1},
		{"two, and a better one", {{CIBLE_LOT, 1, lot}, {CIBLE_LOT, 2, lot}, {CIBLE_LOT, 3, exact}}, 3, 2},
		{"a better one, and two", {{CIBLE_LOT, 3, exact}, {CIBLE_LOT, 1, lot}, {CIBLE_LOT, 2, lot}}, 3, 0},
		{"one that nearly does takes nothing away", {{CIBLE_LOT, 1, nearly}, {CIBLE_LOT, 2, lot}}, 2, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].sentence);
		assert_int_equal(rule_choose(&rules, rows[i].at, rows[i].count), rows[i].choice);
	}
}

static void
what_waits_has_a_reason(void **state)
{
	static const struct text artois = {"cpam-artois", 11}, epdef = {"epdef", 5};
	const struct {
		const char *sentence;
		struct question q;
		enum raison raison;
	} rows[] = {
		{"the lot is another payer's", {1, false, 1, 1, artois, epdef, 0, false, false}, RAISON_AUTRE_PAYEUR},
		{"it is unknown", {1, false, 1, 0, TEXT_ABSENT, artois, 1, false, false}, RAISON_LOT_INCONNU},
		{"one of two is unknown", {1, false, 2, 1, artois, artois, 0, false, false}, RAISON_LOT_INCONNU},
		{"two lots are named", {1, false, 2, 2, artois, artois, 0, false, false}, RAISON_LOTS},
		{"two lots of this amount", {1, false, 0, 0, TEXT_ABSENT, artois, 2, false, false}, RAISON_CANDIDATS},
		{"two transfers told of", {1, false, 0, 0, TEXT_ABSENT, artois, 2, true, false}, RAISON_REGLEMENTS},
		{"what the caisse says of it is held", {1, false, 0, 0, TEXT_ABSENT, artois, 1, true, true},
			RAISON_RETENU},
		{"no lot of this amount", {1, false, 0, 0, TEXT_ABSENT, artois, 0, false, false}, RAISON_SANS_LOT},
		{"no payer", {1, false, 0, 0, TEXT_ABSENT, TEXT_ABSENT, 0, false, false}, RAISON_SANS_PAYEUR},
		{"a debit of a payer", {-1, false, 0, 0, TEXT_ABSENT, artois, 0, false, false}, RAISON_DEBIT},
		{"a debit of nobody", {-1, false, 0, 0, TEXT_ABSENT, TEXT_ABSENT, 0, false, false}, RAISON_SANS_PAYEUR},
		{"the bank takes back", {-1, true, 1, 1, artois, artois, 0, false, false}, RAISON_CONTREPASSATION},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].sentence);
		assert_string_equal(raison_name(rule_reason(&rows[i].q)), raison_name(rows[i].raison));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_name_payers_and_lots),
		cmocka_unit_test(more_references_than_there_is_room_for_are_counted),
		cmocka_unit_test(half_years_are_named_in_several_ways),
		cmocka_unit_test(the_rule_that_holds_with_the_highest_score_says_why),
		cmocka_unit_test(two_at_the_top_are_none),
		cmocka_unit_test(what_waits_has_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
