/*
 * nir - numéro d'inscription au répertoire: 13 characters, then a key of 2 digits
 *
 * sex 1, year 2, month 2, département 2, commune 3, order 3; key = 97 - (N mod 97), with 2A read as
 * 19 and 2B as 18. Always text: Corsica has a letter and leading digits count.
 */
#ifndef NIR_H
#define NIR_H

#include "text.h"

enum nir_shape {
	NIR_SHAPE_OK,
	NIR_SHAPE_LENGTH, /* neither 13 nor 15 characters */
	NIR_SHAPE_CHARS,  /* a character that cannot stand there (letters: only 2A, 2B) */
};

/* The shape alone: which characters stand where. */
enum nir_shape nir_shape(struct text nir);

/* The key of the first 13 characters, 1-97; 0 if they are malformed. */
unsigned nir_key(struct text nir);

/* 15 characters whose key is right. 13 characters carry no key and are not "ok" here. */
bool nir_key_ok(struct text nir);

/* Parts, for a nir whose shape is right. */
int nir_first_digit(struct text nir);        /* 0-9 */
int nir_month(struct text nir);              /* 0-99 */
struct text nir_departement(struct text nir); /* two characters */

#endif
