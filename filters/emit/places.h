/*
 * places - where the acts that were billed stand in the journal, to be read back in another order
 *
 * What is in memory does not grow: the places are noted in a file without a name, in the order of the ledger.
 */
#ifndef EMIT_PLACES_H
#define EMIT_PLACES_H

#include "emission.h"

struct places_file;

/* Of an act: its bytes in the journal, and whose it is. */
struct spot {
	uint64_t offset;
	uint32_t len;
	bool named; /* has a pseudonym */
	unsigned char patient[PSEUDONYM_SIZE];
};

struct places_file *places_new(const struct emission *e);
void places_free(struct places_file *places);

/* Of the act that has the next number in the ledger. `patient`: a pseudonym, or NULL. */
void places_note(struct places_file *places, uint64_t offset, size_t len, const void *patient);
void places_noted(struct places_file *places); /* all of them */

/* The act of this number again, whole, and its spot. Dies with 74: the disk did not keep it. */
struct record *places_read(struct places_file *places, int64_t numero, const struct spot **spot);

#endif
