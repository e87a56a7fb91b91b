/*
 * cfonb_zones - what stands in the columns of one line of a statement (cfonb.h), whatever its record
 */
#ifndef CFONB_ZONES_H
#define CFONB_ZONES_H

#include "cfonb.h"

/* One line, one byte a column, padded with blanks. Columns are counted from 1, as the leaflet does. */
struct cfonb_line {
	char at[CFONB_LINE];
};

const char *zone_at(const struct cfonb_line *line, int col);

/* The character of a file at `i`, as one byte of ISO-8859-1: in UTF-8 one is one column all the same; what
 * ISO-8859-1 lacks is '?'. Returns the bytes that it took. */
size_t zone_decode(struct text t, size_t i, char *out);

/* JJMMAA of this century; DAY_NONE: none. */
day_t zone_day(const struct cfonb_line *line, int col);

/*
 * The last digit carries the sign: { A-I credit 0-9, } J-R debit 0-9, lower case as the leaflet of
 * the Banque de France prints them; é for { and è for } are what national EBCDIC makes of them
 * (E9, E8 in ISO-8859-1) [inferred, formats.md 3.1].
 */
bool zone_overpunch(char c, int *digit, int *sign);

struct text zone_text(const struct cfonb_line *line, int col, size_t n); /* without blanks around it */

/* Put columns as UTF-8 behind a text of `size` bytes: right behind it, or with a blank between. False
 * where there is no room for all. */
bool zone_add_behind(char *out, size_t size, struct text t);
bool zone_add(char *out, size_t size, struct text t);

/* The same of a code of digits; zeros alone are none [inferred: what banks fill a zone with that they do
 * not use]. */
void zone_add_code(char *out, size_t size, struct text t);

#endif
