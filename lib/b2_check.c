#include "b2_check.h"

#include "luhn.h"
#include "nir.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Saying what is wrong */

__attribute__((format(printf, 4, 5))) static void
fault(struct b2_checker *c, enum b2_type type, int zone, const char *format, ...)
{
	struct b2_fault f = {.record = c->records, .type = type < B2_TYPE_COUNT ? b2_type_name(type) : "?"};
	va_list args;

	if (zone >= 0) {
		f.column = b2_zones[zone].from;
		f.zone = b2_zones[zone].label;
	}
	va_start(args, format);
	vsnprintf(f.what, sizeof(f.what), format, args);
	va_end(args);
	c->faults++;
	c->tell(c->arg, &f);
}

static int64_t
number(const char *record, enum b2_zone zone)
{
	int64_t value;

	b2_get_number(record, zone, &value);
	return value;
}

static void
must_be(struct b2_checker *c, const char *record, enum b2_zone zone, int64_t expected)
{
	int64_t value = number(record, zone);

	if (value != expected)
		fault(c, b2_zones[zone].type, (int)zone, "%lld, and it must be %lld", (long long)value,
			(long long)expected);
}

static void
must_repeat(struct b2_checker *c, const char *record, enum b2_zone zone, const char *of,
	enum b2_zone other)
{
	if (!text_equal(b2_get(record, zone), b2_get(of, other)))
		fault(c, b2_zones[zone].type, (int)zone, "is not that of the record of type %s",
			b2_type_name(b2_zones[other].type));
}

/* ---- A zone by itself */

/* The lists that the dictionary gives; those that it does not give stand in b2.yaml, and are not checked. */
static const struct {
	enum b2_zone zone;
	const char *codes; /* a blank between; '_' is a blank */
} lists[] = {
	{B2_000_TYPE, "000"}, {B2_000_EMETTEUR_TYPE, "TP TE SI OT"}, {B2_000_VERSION, "B2"},
	{B2_000_LONGUEUR, "128"}, {B2_1_CERTIFICATION, "_ S F D"}, {B2_1_MONNAIE, "_ E U"},
	{B2_2_NATURE, "10 13 30 41 90"}, {B2_2_FACTURE_TYPE, "_ F"}, {B2_2_ECLATEMENT, "_ E F"},
	{B2_2_REGLEMENT, "00 05 15 25 10 06"}, {B2_2_CONTRAT, "__ 85 87 88 89 99"},
	{B2_2B_QUALITE, "A C E AA"}, {B2_4_ACCORD, "0 4 5 9"}, {B2_4_LIEU, "0 1"},
	{B2_4S_EXERCICE, "_ L S"}, {B2_4S_ACCORD, "0 4 5 9"}, {B2_4M_ASSOCIATION, "_ 1 2 3 4"},
	{B2_4M_EXCEPTIONNEL, "_ O N"}, {B2_4M_SUPPLEMENT, "_ C"}, {B2_5_ECLATEMENT, "_ A"},
	{B2_6_MARQUAGE, "_ R T D"}, {B2_6_FACTURE_TYPE, "_ F"}, {B2_2CP_NATURE, "10 13 30 41 90"},
	{B2_999_EMETTEUR_TYPE, "TP TE SI OT"}, {B2_999_TYPE, "999"},
};

static bool
is_blank(struct text value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] != ' ')
			return false;
	return true;
}

static bool
is_code(struct text value, struct text code)
{
	return code.at[0] == '_' ? is_blank(value) : text_equal(value, code);
}

static void
check_list(struct b2_checker *c, const char *record, enum b2_zone zone, const char *codes)
{
	struct text value = b2_get(record, zone);

	for (const char *code = codes; *code;) {
		size_t len = strcspn(code, " ");

		if (is_code(value, (struct text){code, len}))
			return;
		code += len + (code[len] == ' ');
	}
	fault(c, b2_zones[zone].type, (int)zone, "\"%.*s\" is not one of %s", TEXT_ARG(value), codes);
}

static bool
is_b2_character(char c)
{
	char out[1];

	return b2_ascii((struct text){&c, 1}, out, 1) == 1 && out[0] == c;
}

static void
check_text(struct b2_checker *c, const struct b2_zone_info *info, int zone, struct text value)
{
	if (info->kind == 'A' && info->required && is_blank(value))
		fault(c, info->type, zone, "is obligatory and blank");
	for (size_t i = 0; i < value.len; i++)
		if (!is_b2_character(value.at[i])) {
			fault(c, info->type, zone, "a character that B2 does not have, in column %zu",
				info->from + i);
			return;
		}
}

static void
check_zone(struct b2_checker *c, const char *record, int zone)
{
	const struct b2_zone_info *info = &b2_zones[zone];
	struct text value = {record + info->from - 1, info->len};
	bool blank = is_blank(value);

	if (info->kind == 'B' && !blank)
		fault(c, info->type, zone, "must be blank");
	else if (info->kind == 'A' || info->kind == 'R')
		check_text(c, info, zone, value);
	else if (info->kind == 'N' && !(blank && !info->required) && !text_digits(value, value.len))
		fault(c, info->type, zone, "must be digits");
	else if (info->kind == 'D' && !(blank && !info->required) && !b2_is_day(value)
		&& (info->required || number(record, (enum b2_zone)zone)))
		fault(c, info->type, zone, "is no day AAMMJJ");
}

static void
check_zones(struct b2_checker *c, const char *record, enum b2_type type)
{
	unsigned count;
	int first = (int)(b2_zones_of(type, &count) - b2_zones);

	for (int i = first; i < first + (int)count; i++)
		check_zone(c, record, i);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (b2_zones[lists[i].zone].type == type)
			check_list(c, record, lists[i].zone, lists[i].codes);
}

static void
check_nir(struct b2_checker *c, const char *record, enum b2_zone nir, enum b2_zone key)
{
	char whole[15];

	memcpy(whole, b2_get(record, nir).at, 13);
	memcpy(whole + 13, b2_get(record, key).at, 2);
	if (!nir_key_ok((struct text){whole, sizeof(whole)}))
		fault(c, b2_zones[key].type, (int)key, "is not the key of the number before it");
}

static void
check_finess(struct b2_checker *c, const char *record, enum b2_zone zone)
{
	if (!finess_ok(b2_get(record, zone)))
		fault(c, b2_zones[zone].type, (int)zone, "the key of the FINESS is wrong");
}

/* ---- Its place */

static const char *
expected_after(enum b2_type last)
{
	switch (last) {
	case B2_TYPE_COUNT: return "000";
	case B2_000: return "1";
	case B2_1: case B2_5: case B2_5CP: return last == B2_1 ? "2" : "2 6";
	case B2_2: case B2_2CP: return last == B2_2 ? "2S 2B 2C 4" : "2S 4";
	case B2_2S: case B2_2SCP: return last == B2_2S ? "2B 2C 4" : "4";
	case B2_2B: return "2C 4";
	case B2_2C: return "4";
	case B2_4: case B2_4CP: return last == B2_4 ? "4 4S 4M 5" : "4 5";
	case B2_4S: return "4 4M 5";
	case B2_4M: return "4 5";
	case B2_6: return "1 999";
	case B2_999: return "";
	}
	return "";
}

static void
check_order(struct b2_checker *c, enum b2_type type)
{
	const char *expected = expected_after(c->last), *name = b2_type_name(type);

	for (const char *at = expected; *at;) {
		size_t len = strcspn(at, " ");

		if (strlen(name) == len && !strncmp(at, name, len))
			return;
		at += len + (at[len] == ' ');
	}
	fault(c, type, -1, "a record of type %s cannot stand here: after %s comes %s", name,
		c->last == B2_TYPE_COUNT ? "nothing" : b2_type_name(c->last), *expected ? expected : "nothing");
}

/* ---- What a record says of others. The zones of norm CP have the names of those that they stand for. */

static void
take_file(struct b2_checker *c, const char *record)
{
	memcpy(c->file, record, B2_SIZE);
	c->cp = text_is(b2_get(record, B2_000_NORME), "CP");
}

static void
take_lot(struct b2_checker *c, const char *record)
{
	memcpy(c->lot, record, B2_SIZE);
	check_finess(c, record, B2_1_PARTENAIRE);
	if (c->lots++)
		must_be(c, record, B2_1_LOT, c->last_lot + 1);
	else if (!number(record, B2_1_LOT))
		fault(c, B2_1, B2_1_LOT, "a lot has a number from 1 on");
	c->last_lot = number(record, B2_1_LOT);
	c->last_facture = c->factures = c->lignes = c->types_2 = c->types_5 = 0;
	c->of_lot = (struct b2_sums){0};
}

static void
take_facture(struct b2_checker *c, const char *record)
{
	enum b2_zone facture = c->cp ? B2_2CP_FACTURE : B2_2_FACTURE;

	memcpy(c->facture, record, B2_SIZE);
	must_repeat(c, record, c->cp ? B2_2CP_PARTENAIRE : B2_2_PARTENAIRE, c->lot, B2_1_PARTENAIRE);
	check_nir(c, record, c->cp ? B2_2CP_NIR : B2_2_NIR, c->cp ? B2_2CP_CLE : B2_2_CLE);
	if (c->last_facture)
		must_be(c, record, facture, c->last_facture + 1);
	c->last_facture = number(record, facture);
	c->factures++;
	c->facture_lignes = 0;
	c->of_facture = (struct b2_sums){0};
}

/* What stands in columns 2 to 35 of an invoice's first record stands in all the others. */
static void
check_repeated(struct b2_checker *c, const char *record, enum b2_type type)
{
	unsigned count;
	int first = (int)(b2_zones_of(type, &count) - b2_zones);
	unsigned end = c->cp ? B2_FACTURE_END_CP : B2_FACTURE_END;

	for (int i = first + 1; i < first + (int)count && b2_zones[i].from + b2_zones[i].len - 1u <= end; i++)
		if (memcmp(record + b2_zones[i].from - 1, c->facture + b2_zones[i].from - 1, b2_zones[i].len))
			fault(c, type, i, "is not that of the record of type 2");
}

/* Half a centime up: no text prescribes it. */
static int64_t
share(int64_t cents, int64_t percent)
{
	return (cents * percent + 50) / 100;
}

static void
take_ligne(struct b2_checker *c, const char *record)
{
	int64_t prix = number(record, c->cp ? B2_4CP_PRIX : B2_4_PRIX);
	int64_t coefficient = number(record, c->cp ? B2_4CP_COEFFICIENT : B2_4_COEFFICIENT);
	int64_t quantite = number(record, c->cp ? B2_4CP_QUANTITE : B2_4_QUANTITE);
	int64_t base = number(record, c->cp ? B2_4CP_BASE : B2_4_BASE);
	int64_t taux = number(record, c->cp ? B2_4CP_TAUX : B2_4_TAUX);

	must_be(c, record, c->cp ? B2_4CP_BASE : B2_4_BASE, share(prix * quantite, coefficient));
	must_be(c, record, c->cp ? B2_4CP_AMO : B2_4_AMO, share(base, taux));
	if (taux > 100)
		fault(c, c->cp ? B2_4CP : B2_4, c->cp ? B2_4CP_TAUX : B2_4_TAUX, "a rate above 100");
	c->facture_lignes++;
	c->lignes++;
	c->of_facture.facture += number(record, c->cp ? B2_4CP_DEPENSE : B2_4_DEPENSE);
	c->of_facture.amo += number(record, c->cp ? B2_4CP_AMO : B2_4_AMO);
	c->of_facture.amc += number(record, c->cp ? B2_4CP_AMC : B2_4_AMC);
}

static void
take_total(struct b2_checker *c, const char *record)
{
	const struct b2_sums *sums = &c->of_facture;

	c->types_5++;
	must_be(c, record, c->cp ? B2_5CP_LIGNES : B2_5_LIGNES, c->facture_lignes);
	must_be(c, record, c->cp ? B2_5CP_FACTURE_TOTAL : B2_5_FACTURE_TOTAL, sums->facture);
	must_be(c, record, c->cp ? B2_5CP_AMO : B2_5_AMO, sums->amo);
	must_be(c, record, c->cp ? B2_5CP_AMC : B2_5_AMC, sums->amc);
	must_be(c, record, c->cp ? B2_5CP_ASSURE : B2_5_ASSURE, sums->facture - sums->amo);
	c->of_lot.facture += sums->facture;
	c->of_lot.amo += sums->amo;
	c->of_lot.amc += sums->amc;
}

static void
take_lot_end(struct b2_checker *c, const char *record)
{
	must_repeat(c, record, B2_6_PARTENAIRE, c->lot, B2_1_PARTENAIRE);
	must_be(c, record, B2_6_FACTURES, c->factures);
	must_be(c, record, B2_6_LIGNES, c->lignes);
	must_be(c, record, B2_6_TYPES_2, c->types_2);
	must_be(c, record, B2_6_TYPES_5, c->types_5);
	must_be(c, record, B2_6_FACTURE_TOTAL, c->of_lot.facture);
	must_be(c, record, B2_6_AMO, c->of_lot.amo);
	must_be(c, record, B2_6_AMC, c->of_lot.amc);
	must_be(c, record, B2_6_LOT, c->last_lot);
}

static void
take_file_end(struct b2_checker *c, const char *record)
{
	must_repeat(c, record, B2_999_EMETTEUR_TYPE, c->file, B2_000_EMETTEUR_TYPE);
	must_repeat(c, record, B2_999_EMETTEUR, c->file, B2_000_EMETTEUR);
	must_repeat(c, record, B2_999_DESTINATAIRE_TYPE, c->file, B2_000_DESTINATAIRE_TYPE);
	must_repeat(c, record, B2_999_DESTINATAIRE, c->file, B2_000_DESTINATAIRE);
	must_repeat(c, record, B2_999_APPLICATION, c->file, B2_000_APPLICATION);
	must_repeat(c, record, B2_999_FICHIER, c->file, B2_000_FICHIER);
	must_be(c, record, B2_999_VOLUME, (int64_t)c->records);
	must_be(c, record, B2_999_LOTS, c->lots);
}

static void
take(struct b2_checker *c, const char *record, enum b2_type type)
{
	switch (type) {
	case B2_000: take_file(c, record); break;
	case B2_1: take_lot(c, record); break;
	case B2_2: case B2_2CP: take_facture(c, record); break;
	case B2_4: case B2_4CP: take_ligne(c, record); break;
	case B2_5: case B2_5CP: take_total(c, record); break;
	case B2_6: take_lot_end(c, record); break;
	case B2_999: take_file_end(c, record); break;
	default: break;
	}
}

static bool
in_facture(enum b2_type type)
{
	return type != B2_000 && type != B2_1 && type != B2_2 && type != B2_2CP && type != B2_6 && type != B2_999;
}

void
b2_check_open(struct b2_checker *c, void (*tell)(void *, const struct b2_fault *), void *arg)
{
	*c = (struct b2_checker){.tell = tell, .arg = arg, .last = B2_TYPE_COUNT};
	memset(c->file, ' ', B2_SIZE); /* nothing is open */
	memset(c->lot, ' ', B2_SIZE);
	memset(c->facture, ' ', B2_SIZE);
}

void
b2_check_record(struct b2_checker *c, const char record[B2_SIZE])
{
	enum b2_type type = b2_type_of(record, c->cp);

	c->records++;
	if (type == B2_TYPE_COUNT) {
		fault(c, type, -1, "no record of a type that we know");
		return;
	}
	check_order(c, type);
	check_zones(c, record, type);
	c->types_2 += record[0] == '2';
	if (in_facture(type))
		check_repeated(c, record, type);
	take(c, record, type);
	c->last = type;
}

void
b2_check_close(struct b2_checker *c, size_t rest)
{
	c->records++;
	if (rest)
		fault(c, B2_TYPE_COUNT, -1, "%zu bytes are left, and a record has %d", rest, B2_SIZE);
	else if (c->last != B2_999)
		fault(c, B2_TYPE_COUNT, -1, "the file stops before its record of type 999");
}
