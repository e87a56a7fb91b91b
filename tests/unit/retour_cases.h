/*
 * retour_cases - what a return says, put together (noemie_parts), and what a row of a caisse's CSV says
 * (retour_rule); of ingest_test.c
 */
#ifndef RETOUR_CASES_H
#define RETOUR_CASES_H

#include "noemie_file.h"
#include "noemie_parts.h"
#include "retour_rule.h"

#define TOLD_MAX 16

/* "KIND@TRANSFER LOT/INVOICE/LINE STATE ASKED PAID MOVED|CODE|LABEL|ACT|OPERATION|DAY" */
struct told {
	char at[TOLD_MAX][800];
	unsigned count;
};

static bool
tell_part(void *arg, const struct noemie_part *part)
{
	struct told *told = arg;
	char *to = told->at[told->count++];
	char date[DAY_SIZE];

	assert_true(told->count <= TOLD_MAX);
	snprintf(to, sizeof(told->at[0]), "%s@%u %s/%s/%d %s %d %d %d|%s|%s|%s|%s|%s", part->retour, part->reglement,
		part->lot, part->facture, (int)part->ligne, part->etat ? part->etat : "-", (int)part->demande,
		(int)part->paye, (int)part->mouvement, part->code, part->libelle, part->acte, part->operation,
		day_format(part->retour[0] == 'l' ? part->date_soins : part->date_comptable, date));
	return true;
}

/* The parts of a payload; its fault. */
static struct noemie_fault
read_parts(const char *payload, struct told *told)
{
	static struct noemie_file file;
	struct noemie_rules rules = noemie_strict;
	struct noemie n = {.rules = &rules};
	struct noemie_checker c = {.rules = &rules};
	struct noemie_parts *parts = calloc(1, sizeof(*parts));
	struct noemie_entity entity;
	struct noemie_fault fault;
	bool well = true;

	rules.control[NOEMIE_CUMUL_999] = rules.control[NOEMIE_ENREGISTREMENTS_999] = NOEMIE_TAIRE;
	assert_non_null(parts);
	parts->rules = &rules;
	parts->emit = tell_part;
	parts->arg = told;
	told->count = 0;
	noemie_file_make(&file, payload, "00000000000P", 0);
	for (size_t at = 0; well && at < file.len; at += NOEMIE_BLOCK) {
		well = noemie_block(&n, file.bytes + at);
		while (well && noemie_next(&n, &entity))
			well = noemie_check(&c, &entity, n.blocks) && noemie_part(parts, &c, &entity);
	}
	fault = n.fault.what[0] ? n.fault : c.fault.what[0] ? c.fault : parts->fault;
	free(parts);
	return fault;
}

#define T19 "                   "
#define T20 T19 " "
#define T80 T20 T20 T20 T20
#define FACTURE(facture, lot) "10203" facture "      " lot "230703B230703 10@"
#define AMO(state, paye, sign) "1980400001750" state paye sign "@"
#define ACTE(ligne, acte, amo) "21005" ligne "00000000230701230701230701" "0000250000002500070" amo "P" acte \
	"  00100100001" "00002500  00000000000" "0000000000000000000@"
#define REJET(code, label, niveau, acte, ligne) "29404" code label "      " T80 niveau "O" acte "230701000000000" \
	ligne "01" T20 "          @"
#define FIN(count, cents, sign) "99099                 " count cents sign "@"

static void
assert_told(const struct told *told, const char *const *lines)
{
	for (unsigned i = 0; lines[i]; i++)
		assert_string_equal(i < told->count ? told->at[i] : "(nothing)", lines[i]);
	for (unsigned i = 0; i < told->count; i++)
		assert_non_null(lines[i]);
}

#define ASSERT_TOLD(told, ...) assert_told(told, (const char *const[]){__VA_ARGS__, NULL})

static void
the_example_is_an_invoice_and_its_transfer(void **state)
{
	struct told told;

	(void)state;
	assert_string_equal(read_parts(NOEMIE_EXAMPLE, &told).what, "");
	ASSERT_TOLD(&told, "facture@1 001/000000123/0 paye 1750 1750 0|||||2023-07-20",
		"reglement@1 //0 - 0 0 1750||CPAM ARTOIS 621 PMI 629999996|||2023-07-20");
}

/* The first reject is the invoice's; each other one has a record of its own. */
static void
rejects_stand_on_the_invoice_and_on_its_lines(void **state)
{
	struct told told;

	(void)state;
	assert_string_equal(read_parts(NOEMIE_VIREMENT FACTURE("000000001", "012") AMO("R", "        ", " ")
		REJET("1101", "", "F", "     ", "000") REJET("9999", "", "F", "     ", "000")
		FACTURE("000000002", "012") AMO("P", "00001000", "P") ACTE("01", "COE", "00001000")
		ACTE("02", "G  ", "00000000") REJET("3402", "", "L", "G    ", "002")
		REJET("4007", "", "L", "G    ", "002") FACTURE("000000003", "   ") AMO("D", "00000000", "P")
		FIN("00000003", "00000001000", "P"), &told).what, "");
	ASSERT_TOLD(&told, "facture@1 012/000000001/0 rejete 1750 0 0|1101||||2023-07-20",
		"ligne@1 012/000000001/0 rejete 0 0 0|9999||||2023-07-01",
		"facture@1 012/000000002/0 paye 1750 1000 0|||||2023-07-20",
		"ligne@1 012/000000002/1 paye 0 1000 0|||COE||2023-07-01",
		"ligne@1 012/000000002/2 rejete 0 0 0|3402||G||2023-07-01",
		"ligne@1 012/000000002/2 rejete 0 0 0|4007||G||2023-07-01",
		"facture@1 /000000003/0 differe 1750 0 0|||||2023-07-20",
		"reglement@1 //0 - 0 0 1000||CPAM ARTOIS 621 PMI 629999996|||2023-07-20");
}

/* 080 without 102 speaks of the whole lot; 100 is an invoice too, of that lot. */
static void
a_lot_stands_above_its_invoices_or_alone(void **state)
{
	struct told told;

	(void)state;
	assert_string_equal(read_parts("0800323070300" "7@1980400001750R00000000P@2900400" "9001      LOT ILLISIBLE" T20 T20
		T20 "       @" "10004000000042@1980500001750P00001750P@" FIN("00000001", "00000001750", "P"), &told).what, "");
	ASSERT_TOLD(&told, "facture@0 007//0 rejete 1750 0 0|9001|LOT ILLISIBLE|||",
		"facture@0 007/000000042/0 paye 1750 1750 0|||||");
}

static void
money_of_no_invoice_has_its_records_and_names_nobody(void **state)
{
	struct told told;

	(void)state;
	assert_string_equal(read_parts(NOEMIE_VIREMENT "2500301DETTE00001230615INDRPR00000500P00000000@"
		"2610300001" "00002000@" "2620400002DURAND MARIE" T20 T20 T20 "        269054958815780       P000000000000"
		"00000100@" "2620400001FORFAIT DU TRIMESTRE" T20 T20 T20 T20 "  P000000000000" "00001900@"
		FIN("00000002", "00000001500", "P"), &told).what, "");
	ASSERT_TOLD(&told, "retenue@1 //0 - 0 0 -500||||INDRPR|2023-07-20",
		"forfait@1 //0 - 0 0 2000||FORFAIT DU TRIMESTRE||00001|2023-07-20",
		"reglement@1 //0 - 0 0 1500||CPAM ARTOIS 621 PMI 629999996|||2023-07-20");
}

static void
a_second_payment_of_one_invoice_is_refused(void **state)
{
	struct told told;

	(void)state;
	assert_non_null(strstr(read_parts(NOEMIE_VIREMENT FACTURE("000000001", "012") AMO("P", "00001750", "P")
		AMO("P", "00001750", "P") FIN("00000001", "00000003500", "P"), &told).what, "second entity 198"));
}

/* ---- retour_rule */

struct cells {
	enum field field;
	const char *text;
};

static const struct {
	const char *sentence;
	struct cells cells[8];
	const char *kind;
	const char *motif; /* the first, NULL: none */
	enum field champ;
} retours[] = {
	{"an invoice paid", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "paye"}, {F_PAYE_CENTS, "17,50"}}, "facture", NULL, 0},
	{"a lot refused", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "rejete"}}, "facture", NULL, 0},
	{"an acknowledgement by its state", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "accepte"},
		{F_DATE_RECEPTION, "02/04/2026"}}, "accuse", NULL, 0},
	{"one that says when it came", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "refuse"}}, "accuse", "retour-missing",
		F_DATE_RECEPTION},
	{"a transfer", {{F_RETOUR, "reglement"}, {F_REGLEMENT, "1"}, {F_DATE_COMPTABLE, "2026-04-02"},
		{F_MOUVEMENT_CENTS, "-5"}}, "reglement", NULL, 0},
	{"of no amount", {{F_RETOUR, "reglement"}, {F_REGLEMENT, "1"}, {F_DATE_COMPTABLE, "2026-04-02"}}, "reglement",
		"retour-missing", F_MOUVEMENT_CENTS},
	{"a line without its number", {{F_RETOUR, "ligne"}, {F_NUMERO_LOT, "7"}, {F_NUMERO_FACTURE, "1"},
		{F_ETAT_RETOUR, "rejete"}}, "ligne", "retour-missing", F_LIGNE_FACTURE},
	{"an invoice paid of no amount", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "paye"}}, "facture", "retour-missing",
		F_PAYE_CENTS},
	{"an invoice that is accepted", {{F_RETOUR, "facture"}, {F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "accepte"}},
		"facture", "retour-value", F_ETAT_RETOUR},
	{"a kind that a bank has", {{F_RETOUR, "mouvement"}}, NULL, "retour-value", F_RETOUR},
	{"a day that is none", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "rejete"}, {F_DATE_LOT, "31/02/2026"}}, "facture",
		"date-invalid", F_DATE_LOT},
	{"a letter in an amount", {{F_NUMERO_LOT, "7"}, {F_ETAT_RETOUR, "paye"}, {F_PAYE_CENTS, "17,5O"}}, "facture",
		"amount-invalid", F_PAYE_CENTS},
};

static void
each_row_of_a_caisse_says_what_its_kind_must(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(retours) / sizeof(*retours); i++) {
		struct text cell[FIELD_COUNT] = {{NULL, 0}};
		struct value value[FIELD_COUNT];
		struct defects defects = {.count = 0};
		static char room[FIELD_COUNT * 2 * RULE_ROOM];
		const char *kind;

		for (const struct cells *c = retours[i].cells; c->text; c++)
			cell[c->field] = text_of(c->text);
		kind = retour_rule(cell, room, value, &defects);
		if (!text_equal(text_of(kind), text_of(retours[i].kind)) || (defects.count > 0) != (retours[i].motif != NULL))
			fail_msg("%s: %s, %u", retours[i].sentence, kind ? kind : "none", defects.count);
		if (retours[i].motif && (strcmp(defects.at[0].motif, retours[i].motif) != 0
			|| defects.at[0].champ != retours[i].champ))
			fail_msg("%s: %s", retours[i].sentence, defects.at[0].motif);
	}
}

static void
a_header_of_a_return_is_none_of_acts(void **state)
{
	static const struct text retour[] = {{"etat_retour", 11}, {" numero_lot", 11}}, acte[] = {{"acte_ref", 8},
		{"numero_lot", 10}, {"reglement", 9}};
	struct nearest nearest = {.word = TEXT("numero_factur")};

	(void)state;
	assert_true(retour_is_header(retour, 2));
	assert_false(retour_is_header(retour, 1));
	assert_false(retour_is_header(acte, 3));
	assert_int_equal(retour_separator(TEXT("a,b")), ',');
	assert_int_equal(retour_separator(TEXT("a,b;c")), ';');
	assert_int_equal(retour_column(TEXT("montant")), retour_column(TEXT("mouvement")));
	assert_int_equal(retour_column(TEXT("assure_nir")), FIELD_NONE);
	retour_column_nearest(&nearest);
	assert_string_equal(nearest.name, "numero_facture");
}

#define RETOUR_TESTS \
	cmocka_unit_test(the_example_is_an_invoice_and_its_transfer), \
	cmocka_unit_test(rejects_stand_on_the_invoice_and_on_its_lines), \
	cmocka_unit_test(a_lot_stands_above_its_invoices_or_alone), \
	cmocka_unit_test(money_of_no_invoice_has_its_records_and_names_nobody), \
	cmocka_unit_test(a_second_payment_of_one_invoice_is_refused), \
	cmocka_unit_test(each_row_of_a_caisse_says_what_its_kind_must), \
	cmocka_unit_test(a_header_of_a_return_is_none_of_acts)

#endif
