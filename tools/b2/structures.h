/*
 * structures - the acts of a lot, those of one structure behind those of another
 *
 * B2 has them so, a lot as they came. The lot is read twice, however many structures it has: to know how much room
 * the acts of each take, and to put them there, in a file without a name beside the one that is made. In memory is
 * one act, and a line for each structure.
 */
#ifndef B2_STRUCTURES_H
#define B2_STRUCTURES_H

#include "lot.h"

#include <stdio.h>

struct structure {
	char finess[16];
	off_t size, at; /* of its acts that are left to be read; where the next one goes */
};

struct structures {
	struct structure *at; /* in byte order of finess */
	size_t count;
	/* private */
	FILE *acts;
	struct buffer bytes;
	struct record record;
};

/* Dies with 65: an act without a FINESS, an invoice of two structures, what is no lot (lot.h); with 74. */
void structures_open(struct structures *s, const char *lot, const char *output);

/* The next act of that structure, NULL behind its last one. They are read one structure after the other. */
const struct record *structures_read(struct structures *s, size_t structure);

void structures_close(struct structures *s);

#endif
