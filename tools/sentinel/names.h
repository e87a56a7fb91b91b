/*
 * names - a list of names, found in any bytes whatever their accents and case
 *
 * A name is up to four words of letters; in the bytes they stand one after another, with up to NAMES_GAP
 * characters that are no letters between. One letter alone is no name.
 */
#ifndef NAMES_H
#define NAMES_H

#include "text.h"

#define NAMES_WORDS 4
#define NAMES_WORD 48 /* a longer word is none of a name */
#define NAMES_GAP 8
#define NAMES_BYTES (NAMES_WORDS * (2 * NAMES_WORD + 4 * NAMES_GAP)) /* of a whole name, at most */

struct names;

/* A name a line; lines that begin with # are not. Dies with 66, or 65 for a line that holds no name. */
struct names *names_load(const char *path);

/* The words that went by. */
struct names_window {
	char word[NAMES_WORDS][NAMES_WORD];
	unsigned count; /* words so far */
	char letters[NAMES_WORD];
	unsigned len;   /* of the word that is going by */
	unsigned gap;   /* characters since the last word */
};

/* The letters of one character ("" when it is none); returns the line of the name that ends before it, 0:
 * none does. At the end of the bytes give "". */
unsigned names_feed(const struct names *names, struct names_window *window, const char *letters);

#endif
