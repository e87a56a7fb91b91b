/*
 * b2 - the table covers each record, what is written reads back, and each control sees its fault
 */
#include "b2_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define RECORDS 13

static char file[RECORDS][B2_SIZE];

/* ---- a file of one lot, two invoices, three lines; nobody's numbers */

struct put {
	enum b2_zone zone;
	const char *value;
};

static void
make(char record[B2_SIZE], enum b2_type type, const struct put *puts)
{
	b2_start(record, type);
	for (; puts->value; puts++)
		assert_true(b2_put(record, puts->zone, text_of(puts->value)));
}

#define MAKE(index, type, ...) make(file[index], type, (const struct put[]){__VA_ARGS__, {0, NULL}})
#define INVOICE(type, facture) {B2_##type##_PARTENAIRE, "629999996"}, {B2_##type##_NIR, "2690549588157"}, \
	{B2_##type##_CLE, "80"}, {B2_##type##_FACTURE, facture}
#define LINE(facture, prix, base, taux, amo) INVOICE(4, facture), {B2_4_ACCORD, "9"}, \
	{B2_4_EXECUTANT, "621000009"}, {B2_4_DATE, "260301"}, {B2_4_ACTE, "COE"}, {B2_4_QUANTITE, "1"}, \
	{B2_4_COEFFICIENT, "100"}, {B2_4_DENOMBREMENT, "1"}, {B2_4_PRIX, prix}, {B2_4_BASE, base}, \
	{B2_4_TAUX, taux}, {B2_4_AMO, amo}, {B2_4_DEPENSE, base}, {B2_4_QUALIFICATIF, "N"}, {B2_4_LIEU, "0"}
#define HEAD(facture) INVOICE(2, facture), {B2_2_OPERATION, "1"}, {B2_2_DATE, "260331"}, {B2_2_REGIME, "01"}, \
	{B2_2_CAISSE, "624"}, {B2_2_CENTRE, "0000"}, {B2_2_PIECE, "1"}, {B2_2_PRESCRIPTEUR, "629999996"}, \
	{B2_2_PRESCRIPTION, "260301"}, {B2_2_NATURE, "10"}, {B2_2_EXONERATION, "0"}, \
	{B2_2_NAISSANCE, "230110"}, {B2_2_REGLEMENT, "05"}

static int
make_file(void **state)
{
	(void)state;
	MAKE(0, B2_000, {B2_000_EMETTEUR_TYPE, "TP"}, {B2_000_EMETTEUR, "629999996"},
		{B2_000_DESTINATAIRE_TYPE, "CP"}, {B2_000_DESTINATAIRE, "00000000000624"}, {B2_000_APPLICATION, "TR"},
		{B2_000_FICHIER, "000001"}, {B2_000_DATE, "260331"}, {B2_000_NORME, "PS"},
		{B2_000_VERSION, "B2"}, {B2_000_LONGUEUR, "128"});
	MAKE(1, B2_1, {B2_1_PARTENAIRE, "629999996"}, {B2_1_DESTINATAIRE, "624"}, {B2_1_LOT, "7"},
		{B2_1_RAISON, "Pas-de-Calais PMI"}, {B2_1_VERSION, "00"}, {B2_1_DATE, "260331"},
		{B2_1_NORME, "PS"}, {B2_1_VERSION_NUMERO, "200306"}, {B2_1_MONNAIE, "U"});
	MAKE(2, B2_2, HEAD("41"));
	MAKE(3, B2_2B, INVOICE(2B, "41"), {B2_2B_QUALITE, "E"}, {B2_2B_CIVILITE, "X"}, {B2_2B_NOM, "Émé-Œuf"},
		{B2_2B_PRENOM, "Noé"});
	MAKE(4, B2_2C, INVOICE(2C, "41"), {B2_2C_COMMUNE, "Arras"}, {B2_2C_CODE_POSTAL, "62000"});
	MAKE(5, B2_4, LINE("41", "6000", "6000", "100", "6000"));
	MAKE(6, B2_4S, INVOICE(4S, "41"), {B2_4S_EXERCICE, "S"}, {B2_4S_ACCORD, "9"});
	MAKE(7, B2_4, LINE("41", "2350", "2350", "70", "1645"));
	MAKE(8, B2_5, INVOICE(5, "41"), {B2_5_LIGNES, "2"}, {B2_5_FACTURE_TOTAL, "8350"},
		{B2_5_AMO, "7645"}, {B2_5_ASSURE, "705"}, {B2_5_AMC, "0"});
	MAKE(9, B2_2, HEAD("42"));
	MAKE(10, B2_4, LINE("42", "3000", "3000", "70", "2100"));
	MAKE(11, B2_5, INVOICE(5, "42"), {B2_5_LIGNES, "1"}, {B2_5_FACTURE_TOTAL, "3000"},
		{B2_5_AMO, "2100"}, {B2_5_ASSURE, "900"}, {B2_5_AMC, "0"});
	MAKE(12, B2_6, {B2_6_PARTENAIRE, "629999996"}, {B2_6_FACTURES, "2"}, {B2_6_LIGNES, "3"},
		{B2_6_TYPES_2, "4"}, {B2_6_TYPES_5, "2"}, {B2_6_FACTURE_TOTAL, "11350"},
		{B2_6_AMO, "9745"}, {B2_6_AMC, "0"}, {B2_6_LOT, "7"});
	return 0;
}

static char end[B2_SIZE];

static void
make_end(void)
{
	make(end, B2_999, (const struct put[]){{B2_999_EMETTEUR_TYPE, "TP"}, {B2_999_EMETTEUR, "629999996"},
		{B2_999_DESTINATAIRE_TYPE, "CP"}, {B2_999_DESTINATAIRE, "624"}, {B2_999_APPLICATION, "TR"},
		{B2_999_FICHIER, "000001"}, {B2_999_VOLUME, "14"}, {B2_999_LOTS, "1"}, {0, NULL}});
}

/* ---- checking it */

struct told {
	unsigned count;
	struct b2_fault first;
};

static void
tell(void *arg, const struct b2_fault *fault)
{
	struct told *told = arg;

	if (!told->count++)
		told->first = *fault;
}

static struct told
check(void)
{
	struct told told = {0};
	struct b2_checker checker;

	b2_check_open(&checker, tell, &told);
	for (unsigned i = 0; i < RECORDS; i++)
		b2_check_record(&checker, file[i]);
	b2_check_record(&checker, end);
	b2_check_close(&checker, 0);
	return told;
}

/* ---- the tests */

static void
each_record_is_covered_from_1_to_128(void **state)
{
	(void)state;
	for (int type = 0; type < B2_TYPE_COUNT; type++) {
		unsigned count, next = 1;
		const struct b2_zone_info *zones = b2_zones_of((enum b2_type)type, &count);

		for (unsigned i = 0; i < count; i++) {
			assert_int_equal(zones[i].from, next);
			next += zones[i].len;
		}
		assert_int_equal(next, B2_SIZE + 1);
	}
}

static void
what_is_written_reads_back(void **state)
{
	int64_t number;

	(void)state;
	assert_int_equal(b2_type_of(file[3], false), B2_2B);
	assert_true(text_is(b2_get(file[3], B2_2B_NOM), "EME-OEUF"));
	assert_true(text_is(b2_get(file[3], B2_2B_PRENOM), "NOE"));
	assert_true(text_is(b2_get(file[5], B2_4_ACTE), "COE"));
	assert_true(b2_get_number(file[5], B2_4_AMO, &number));
	assert_int_equal(number, 6000);
	assert_true(text_is(b2_get(file[2], B2_2_FACTURE), "000000041"));
	assert_memory_equal(file[0], "000TP00000629999996      CP00000000000624      TR000001260331PS  B2", 67);
}

static void
what_does_not_fit_is_said(void **state)
{
	char record[B2_SIZE];

	(void)state;
	b2_start(record, B2_2B);
	assert_true(b2_put(record, B2_2B_PRENOM, TEXT("ANNE-SOPHIE")));
	assert_false(b2_put(record, B2_2B_PRENOM, TEXT("MARIE-ANTOINETTE ÉLÉONORE")));
	assert_true(text_is(b2_get(record, B2_2B_PRENOM), "MARIE-ANTOINETT"));
	assert_false(b2_put_number(record, B2_2B_FACTURE, 1000000000));
	assert_false(b2_put_number(record, B2_2B_FACTURE, -1));
	assert_false(b2_put(record, B2_2B_FACTURE, TEXT("12A")));
	assert_false(b2_put_day(record, B2_2_DATE, DAY_NONE));
}

static void
text_is_ascii_capitals(void **state)
{
	static const struct { const char *from, *to; } rows[] = {
		{"Noël d'Œuvre", "NOEL D'OEUVRE"}, {"a;b\tc", "A B C"}, {"Łódź", "LODZ"}, {"日本", "  "},
		{"", ""}, {"ß", "S"}, {"1/2-3", "1/2-3"}, {"\xc3", " "},
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t len = b2_ascii(text_of(rows[i].from), out, sizeof(out));

		if (!text_is((struct text){out, len}, rows[i].to))
			fail_msg("%s: %.*s", rows[i].from, (int)len, out);
	}
	assert_int_equal(b2_ascii(TEXT("œœ"), out, 3), 3);
}

static void
a_file_that_is_right_has_no_fault(void **state)
{
	struct told told;

	(void)state;
	told = check();
	if (told.count)
		fail_msg("%llu:%u: %s", (unsigned long long)told.first.record, told.first.column,
			told.first.what);
}

struct change {
	const char *sentence;
	unsigned index;
	enum b2_zone zone;
	const char *value;
};

static const struct change changes[] = {
	{"base x rate is the share", 5, B2_4_AMO, "0005999"},
	{"price x coefficient x quantity is the base", 5, B2_4_COEFFICIENT, "000200"},
	{"the lines of an invoice", 8, B2_5_LIGNES, "003"},
	{"what an invoice is paid", 8, B2_5_AMO, "00007646"},
	{"the patient's part", 8, B2_5_ASSURE, "00000706"},
	{"the invoices of a lot", 12, B2_6_FACTURES, "003"},
	{"the acts of a lot", 12, B2_6_LIGNES, "0004"},
	{"the sum of a lot", 12, B2_6_FACTURE_TOTAL, "000011351"},
	{"the number of the lot", 12, B2_6_LOT, "008"},
	{"a gap between two invoices", 9, B2_2_FACTURE, "000000043"},
	{"an invoice twice", 9, B2_2_FACTURE, "000000041"},
	{"the key of a NIR", 2, B2_2_CLE, "81"},
	{"another patient in a line", 10, B2_4_NIR, "1690549588157"},
	{"the key of a FINESS", 1, B2_1_PARTENAIRE, "629999997"},
	{"a day that does not exist", 5, B2_4_DATE, "260230"},
	{"a code that its list does not have", 2, B2_2_NATURE, "11"},
	{"a lower-case letter", 3, B2_2B_NOM, "eme"},
	{"a name that is missing", 3, B2_2B_NOM, "                         "},
	{"what must be blank", 3, B2_2B_BLANC_3, "X"},
};

static void
each_control_sees_its_fault(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		const struct change *change = &changes[i];
		char kept[B2_SIZE];

		memcpy(kept, file[change->index], B2_SIZE);
		memcpy(file[change->index] + b2_zones[change->zone].from - 1, change->value,
			strlen(change->value));
		if (!check().count)
			fail_msg("nothing sees %s", change->sentence);
		memcpy(file[change->index], kept, B2_SIZE);
	}
	assert_int_equal(check().count, 0);
}

static void
records_out_of_order_and_a_file_that_is_cut_are_seen(void **state)
{
	struct told told = {0};
	struct b2_checker checker;

	(void)state;
	b2_check_open(&checker, tell, &told);
	b2_check_record(&checker, file[0]);
	b2_check_record(&checker, file[2]);
	assert_int_equal(told.first.record, 2);
	assert_non_null(strstr(told.first.what, "cannot stand here"));
	told.count = 0;
	b2_check_close(&checker, 0);
	assert_non_null(strstr(told.first.what, "999"));
	told.count = 0;
	b2_check_close(&checker, 60);
	assert_non_null(strstr(told.first.what, "60 bytes"));
}

/* Where any value may stand no control can see a wrong one. These, and no others: b2.1 says so. */
static const enum b2_zone uncovered[] = {
	B2_1_ORIGINE, B2_1_CATEGORIE, B2_1_STATUT, B2_1_TARIFS, B2_1_RAISON, B2_1_VERSION, B2_1_DESTINATAIRE,
	B2_1_NORME, B2_1_VERSION_NUMERO, B2_1_PIVOT_REGIME, B2_1_PIVOT_CAISSE, B2_1_CCP, B2_1_DATE,
	B2_000_SESAM, B2_000_MESSAGE, B2_000_DATE, B2_000_RECEPTION, B2_000_NORME,
	B2_2_MARQUAGE, B2_2_FORCAGE_AMO, B2_2_OPERATION, B2_2_DATE, B2_2_PORTABLE, B2_2_REGIME, B2_2_CAISSE,
	B2_2_CENTRE, B2_2_PIECE, B2_2_PRESCRIPTEUR, B2_2_PRESCRIPTION, B2_2_PRESTATION, B2_2_EXONERATION,
	B2_2_MATERNITE, B2_2_ACCIDENT, B2_2_REMPLACANT, B2_2_NAISSANCE, B2_2_NAISSANCE_RANG, B2_2_RANG,
	B2_2_ADHERENT, B2_2_PRESCRIPTEUR_SPECIALITE, B2_2_AMC, B2_2_ECLATEMENT, B2_2_FACTURE_TYPE, B2_2_NATURE,
	B2_2_REGLEMENT, B2_2_CONTRAT,
	B2_2B_CIVILITE, B2_2B_NOM, B2_2B_PRENOM, B2_2B_VOIE_NUMERO, B2_2B_VOIE_COMPLEMENT, B2_2B_VOIE_TYPE,
	B2_2B_VOIE, B2_2B_QUALITE, B2_2C_ADRESSE, B2_2C_COMMUNE, B2_2C_CODE_POSTAL, B2_2C_NOM, B2_2C_PRENOM,
	B2_4_SEQUENCE, B2_4_TRAITEMENT, B2_4_DISCIPLINE, B2_4_ACCORD_DATE, B2_4_RENOUVELLEMENT, B2_4_EXONERATION,
	B2_4_EXECUTANT, B2_4_ZONE_TARIF, B2_4_SPECIALITE, B2_4_DATE, B2_4_ACTE, B2_4_DENOMBREMENT,
	B2_4_QUALIFICATIF, B2_4_LIEU, B2_4_ACCORD,
	B2_4S_SEQUENCE, B2_4S_BASE_THEORIQUE, B2_4S_ACCORD_DATE, B2_4S_REMPLACANT,
	B2_4S_REMPLACANT_COMPLEMENT, B2_4S_FORCAGE_AMO, B2_4S_LIEU, B2_4S_RESEAU, B2_4S_FORCAGE_AMC,
	B2_4S_FORFAIT, B2_4S_APPAREIL, B2_4S_GHS, B2_4S_COURT_SEJOUR, B2_4S_EXERCICE, B2_4S_ACCORD,
	B2_5_SESAM, B2_5_SESAM_2, B2_5_ECLATEMENT, B2_5_OPPOSITION, B2_5_CERTIFICATION,
	B2_6_AGREMENT, B2_6_AGREMENT_PORTABLE, B2_6_REMPLACANT, B2_6_CERTIFICATION, B2_6_MARQUAGE,
	B2_6_FACTURE_TYPE, B2_1_CERTIFICATION, B2_1_MONNAIE, B2_000_EMETTEUR_TYPE,
};

static bool
is_uncovered(enum b2_zone zone)
{
	for (size_t i = 0; i < sizeof(uncovered) / sizeof(*uncovered); i++)
		if (uncovered[i] == zone)
			return true;
	return false;
}

/* Each column of each record takes, one after another, every character that could stand for its own. */
static void
a_change_anywhere_else_is_seen(void **state)
{
	static const char signs[] = "0123456789ABSX ";

	(void)state;
	make_end();
	for (unsigned r = 0; r <= RECORDS; r++) {
		char *record = r < RECORDS ? file[r] : end;
		unsigned count;
		const struct b2_zone_info *zones = b2_zones_of(b2_type_of(record, false), &count);

		for (unsigned z = 0; z < count; z++)
			for (unsigned column = zones[z].from - 1u; column < zones[z].from - 1u + zones[z].len; column++)
				for (const char *sign = signs; *sign; sign++) {
					char kept = record[column];

					record[column] = *sign;
					if (kept != *sign && !check().count
						&& !is_uncovered((enum b2_zone)(&zones[z] - b2_zones)))
						fail_msg("record %u, column %u (%s): %c is not seen", r + 1,
							column + 1, zones[z].name, *sign);
					record[column] = kept;
				}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_record_is_covered_from_1_to_128),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(what_does_not_fit_is_said),
		cmocka_unit_test(text_is_ascii_capitals),
		cmocka_unit_test(a_file_that_is_right_has_no_fault),
		cmocka_unit_test(each_control_sees_its_fault),
		cmocka_unit_test(records_out_of_order_and_a_file_that_is_cut_are_seen),
		cmocka_unit_test(a_change_anywhere_else_is_seen),
	};

	make_end();
	return cmocka_run_group_tests_name("b2", tests, make_file, NULL);
}
