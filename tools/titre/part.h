/*
 * part - what of an amount falls to which budget line: known, or not guessed
 */
#ifndef TITRE_PART_H
#define TITRE_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PARTS_MAX 64
#define PART_NAME 128

struct part {
	char imputation[PART_NAME];
	int64_t reste_cents; /* what is still to be given to this line */
	int64_t cents;       /* the answer */
	int64_t titre, ligne; /* annulation: the line that it is taken from */
};

/* `cents` of a lot over its lines: all that is left of them, or what only one of them can take. False: more than is
 * left, or a part of what several may take (a person decides). */
bool parts_split(struct part *parts, size_t count, int64_t cents);

int64_t parts_reste(const struct part *parts, size_t count);

#endif
