/*
 * b2 - norm B2 of the CNAM: records of 128 characters, written and read by one table (b2_zones.h)
 *
 *	000 { 1 { 2 2S 2B 2C { 4 4S 4M } 5 } 6 } 999
 *
 * Plain: no I/O. Money is in centimes, a coefficient in hundredths, a rate in whole percents, as the norm
 * has them. What the sources do not give of the norm (lists of codes) is configuration: b2.yaml.
 */
#ifndef B2_H
#define B2_H

#include "b2_zones.h"
#include "date.h"
#include "text.h"

#define B2_SIZE 128
#define B2_FACTURE_END 35    /* the columns up to here are those of the invoice, in all its records; */
#define B2_FACTURE_END_CP 38 /* in norm CP */

enum b2_type {
	B2_000, B2_1, B2_2, B2_2S, B2_2B, B2_2C, B2_4, B2_4S, B2_4M, B2_5, B2_6, B2_999, B2_2CP, B2_4CP,
	B2_5CP, B2_2SCP, B2_TYPE_COUNT
};

#define B2_CONSTANT(type, name, from, to, kind, presence, label) B2_##type##_##name,
enum b2_zone { B2_ZONES(B2_CONSTANT) B2_ZONE_COUNT };
#undef B2_CONSTANT

struct b2_zone_info {
	enum b2_type type;
	const char *name, *label; /* "ACTE", "Code acte" */
	unsigned char from, len;  /* columns, from 1 */
	char kind;                /* 'N', 'A', 'D', 'B', 'R': b2_zones.h */
	bool required;
};
extern const struct b2_zone_info b2_zones[B2_ZONE_COUNT];

/* The zones of a type: `*count` of them, in the order of their columns. */
const struct b2_zone_info *b2_zones_of(enum b2_type type, unsigned *count);

const char *b2_type_name(enum b2_type type); /* "2S"; "2" in norm CP too */

/* What the record is, by its columns 1 to 3 and the letter of a complement; `cp`: under norm CP, whose
 * complements but 2S the sources do not place. B2_TYPE_COUNT: none we know. */
enum b2_type b2_type_of(const char record[B2_SIZE], bool cp);

/* ---- writing */

/* Blanks, zeros where digits are obligatory, the type. */
void b2_start(char record[B2_SIZE], enum b2_type type);

/* As capitals of ASCII (b2_ascii), cut where it is too long; false then. For N and D: digits as they are. */
bool b2_put(char record[B2_SIZE], enum b2_zone zone, struct text value);
bool b2_put_number(char record[B2_SIZE], enum b2_zone zone, int64_t value); /* false: it does not fit */
bool b2_put_day(char record[B2_SIZE], enum b2_zone zone, day_t day);       /* DAY_NONE: false */

/*
 * A text as B2 takes it: A to Z, 0 to 9, blank and ' - . / , + ( ) : & only. Letters lose their accents
 * (latin.h), anything else is a blank. Returns the length, which never exceeds that of the text.
 */
size_t b2_ascii(struct text value, char *out, size_t room);

/* ---- reading */

/* Without the blanks at its end (A), or as it stands. Points into the record. */
struct text b2_get(const char record[B2_SIZE], enum b2_zone zone);

/* False where it is no number; blank is 0. */
bool b2_get_number(const char record[B2_SIZE], enum b2_zone zone, int64_t *value);

/* Is it a day of some century? */
bool b2_is_day(struct text aammjj);

#endif
