/*
 * latin - Latin letters as capitals without accents: names that are compared, or written where only ASCII is
 *
 * U+00C0 to U+017F: É is E, Œ is OE, ß is S; a mark, a sign or a letter of another script is none.
 */
#ifndef LATIN_H
#define LATIN_H

#include "text.h"

/* The letters of the first character of `t`, which is not empty: up to two, "" when it is no letter. Returns
 * how many bytes the character took. Only ASCII letters count as letters among the ASCII characters. */
size_t latin_letters(struct text t, char letters[3]);

/* Has ISO-8859-1 each character of `t`, which is UTF-8, none of them a control? Then *characters is how many. */
bool latin1_fits(struct text t, size_t *characters);

#endif
