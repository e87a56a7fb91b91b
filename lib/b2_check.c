#include "b2_check_private.h"

#include "luhn.h"
#include "nir.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Saying what is wrong */

void
b2_fault(struct b2_checker *c, enum b2_type type, int zone, const char *format, ...)
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

static void
must_be(struct b2_checker *c, const char *record, enum b2_zone zone, int64_t expected)
{
	int64_t value = b2_number(record, zone);

	if (value != expected)
		b2_fault(c, b2_zones[zone].type, (int)zone, "%lld, and it must be %lld", (long long)value,
			(long long)expected);
}

static void
must_repeat(struct b2_checker *c, const char *record, enum b2_zone zone, const char *of,
	enum b2_zone other)
{
	if (!text_equal(b2_get(record, zone), b2_get(of, other)))
		b2_fault(c, b2_zones[zone].type, (int)zone, "is not that of the record of type %s",
			b2_type_name(b2_zones[other].type));
}

static void
check_nir(struct b2_checker *c, const char *record, enum b2_zone nir, enum b2_zone key)
{
	char whole[15];

	memcpy(whole, b2_get(record, nir).at, 13);
	memcpy(whole + 13, b2_get(record, key).at, 2);
	if (!nir_key_ok((struct text){whole, sizeof(whole)}))
		b2_fault(c, b2_zones[key].type, (int)key, "is not the key of the number before it");
}

static void
check_finess(struct b2_checker *c, const char *record, enum b2_zone zone)
{
	if (!finess_ok(b2_get(record, zone)))
		b2_fault(c, b2_zones[zone].type, (int)zone, "the key of the FINESS is wrong");
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
	b2_fault(c, type, -1, "a record of type %s cannot stand here: after %s comes %s", name,
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
	else if (!b2_number(record, B2_1_LOT))
		b2_fault(c, B2_1, B2_1_LOT, "a lot has a number from 1 on");
	c->last_lot = b2_number(record, B2_1_LOT);
	c->last_facture = c->factures = c->lignes = c->types_2 = c->types_5 = 0;
	c->of_lot = (struct b2_sums){0};
}

/* Within a lot they ascend; whether the file has all of them is seen at its end. */
static void
note_facture(struct b2_checker *c, int64_t n, enum b2_zone zone)
{
	if (n <= c->last_facture)
		b2_fault(c, b2_zones[zone].type, (int)zone, "comes behind number %lld", (long long)c->last_facture);
	c->last_facture = n;
	if (!c->facture_count++ || n < c->first_facture)
		c->first_facture = n;
	if (n > c->highest_facture)
		c->highest_facture = n;
	c->facture_sum += (uint64_t)n;
	c->facture_squares += (uint64_t)n * (uint64_t)n;
}

static void
check_all_factures(struct b2_checker *c)
{
	uint64_t sum = 0, squares = 0, count = 0;

	for (int64_t n = c->first_facture; n <= c->highest_facture && count < c->facture_count; n++, count++) {
		sum += (uint64_t)n;
		squares += (uint64_t)n * (uint64_t)n;
	}
	if (sum != c->facture_sum || squares != c->facture_squares)
		b2_fault(c, B2_999, -1, "the invoices of the file, from %lld to %lld, have a gap or a repetition",
			(long long)c->first_facture, (long long)c->highest_facture);
}

static void
take_facture(struct b2_checker *c, const char *record)
{
	enum b2_zone facture = c->cp ? B2_2CP_FACTURE : B2_2_FACTURE;

	memcpy(c->facture, record, B2_SIZE);
	must_repeat(c, record, c->cp ? B2_2CP_PARTENAIRE : B2_2_PARTENAIRE, c->lot, B2_1_PARTENAIRE);
	check_nir(c, record, c->cp ? B2_2CP_NIR : B2_2_NIR, c->cp ? B2_2CP_CLE : B2_2_CLE);
	note_facture(c, b2_number(record, facture), facture);
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
			b2_fault(c, type, i, "is not that of the record of type 2");
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
	int64_t prix = b2_number(record, c->cp ? B2_4CP_PRIX : B2_4_PRIX);
	int64_t coefficient = b2_number(record, c->cp ? B2_4CP_COEFFICIENT : B2_4_COEFFICIENT);
	int64_t quantite = b2_number(record, c->cp ? B2_4CP_QUANTITE : B2_4_QUANTITE);
	int64_t base = b2_number(record, c->cp ? B2_4CP_BASE : B2_4_BASE);
	int64_t taux = b2_number(record, c->cp ? B2_4CP_TAUX : B2_4_TAUX);

	must_be(c, record, c->cp ? B2_4CP_BASE : B2_4_BASE, share(prix * quantite, coefficient));
	must_be(c, record, c->cp ? B2_4CP_AMO : B2_4_AMO, share(base, taux));
	if (taux > 100)
		b2_fault(c, c->cp ? B2_4CP : B2_4, c->cp ? B2_4CP_TAUX : B2_4_TAUX, "a rate above 100");
	c->facture_lignes++;
	c->lignes++;
	c->of_facture.facture += b2_number(record, c->cp ? B2_4CP_DEPENSE : B2_4_DEPENSE);
	c->of_facture.amo += b2_number(record, c->cp ? B2_4CP_AMO : B2_4_AMO);
	c->of_facture.amc += b2_number(record, c->cp ? B2_4CP_AMC : B2_4_AMC);
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
	check_all_factures(c);
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
		b2_fault(c, type, -1, "no record of a type that we know");
		return;
	}
	check_order(c, type);
	b2_check_zones(c, record, type);
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
		b2_fault(c, B2_TYPE_COUNT, -1, "%zu bytes are left, and a record has %d", rest, B2_SIZE);
	else if (c->last != B2_999)
		b2_fault(c, B2_TYPE_COUNT, -1, "the file stops before its record of type 999");
}
