/*
 * nir_scan - a number that may be somebody's, in any bytes
 *
 * 13 or 15 characters of the shape of a NIR that stand alone, or 15 whose key is right in a longer run of
 * digits (a B2 record), but not in a hash in hexadecimal; with a blank, dot, hyphen or no-break space between its groups or without. The
 * fictitious numbers of anonymous acts are nobody's. Plain.
 */
#ifndef NIR_SCAN_H
#define NIR_SCAN_H

#include "text.h"

#define NIR_SCAN_MAX 40 /* bytes that one may take, with what stands before and behind it */

/* Does one begin with these bytes? `before` is the byte before them, 0 where there is none; `hex` how many
 * hexadecimal digits, lower case, stand right before them. */
bool nir_begins(struct text bytes, unsigned char before, unsigned hex, struct text fictif);

#endif
