/*
 * slots - where in a table the rows of a code stand
 *
 * A table of the rule book is asked for a code once an act, and a search by halves guesses wrong at every other
 * step. Each row begins with its code, a struct text, and rows of one code are neighbours: the slot of a code
 * says between which rows they are, seldom with others among them. The caller compares, as it would all rows.
 */
#ifndef SLOTS_H
#define SLOTS_H

#include "text.h"

#define SLOT_BITS 9
#define SLOT_COUNT (1 << SLOT_BITS)

struct slot {
	uint32_t from, to; /* the first row, and the one behind the last */
};

/* Puts `count` rows of `size` bytes each into the slots, which are zeroed. */
void slots_fill(struct slot slots[SLOT_COUNT], const void *rows, size_t count, size_t size);

/* Its bytes, or those at its ends, spread over the slots. */
static inline unsigned
slot_number(struct text code)
{
	uint64_t first = 0, last = 0;

	if (code.len >= 8) {
		memcpy(&first, code.at, 8);
		memcpy(&last, code.at + code.len - 8, 8);
	} else if (code.len >= 4) {
		memcpy(&first, code.at, 4);
		memcpy(&last, code.at + code.len - 4, 4);
	} else if (code.len) {
		first = (unsigned char)code.at[0] | (unsigned)(unsigned char)code.at[code.len / 2] << 8;
		last = (unsigned char)code.at[code.len - 1];
	}
	first = (first * 31 + last + code.len) * UINT64_C(0x9e3779b97f4a7c15);
	return (unsigned)(first >> (64 - SLOT_BITS));
}

/* Without slots, as in a table that a test makes: all `count` rows. */
static inline struct slot
slot_of(const struct slot *slots, size_t count, struct text code)
{
	return slots ? slots[slot_number(code)] : (struct slot){0, (uint32_t)count};
}

#endif
