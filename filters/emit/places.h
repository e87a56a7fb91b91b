/*
 * places - where acts stand in the journal, to be read back, in another order or those that matter
 *
 * What is in memory does not grow: the places are noted in a file without a name, one behind the other.
 */
#ifndef EMIT_PLACES_H
#define EMIT_PLACES_H

#include "pseudonym.h"
#include "record.h"

struct places_file;

/* Of an act: its bytes in the journal, and whose it is. */
struct spot {
	uint64_t offset;
	uint32_t len;
	bool named; /* has a pseudonym */
	unsigned char patient[PSEUDONYM_SIZE];
};

/* The journal `path`, whatever it is called later; the nameless file is made in `dir`. */
struct places_file *places_new(const char *path, const char *dir, const struct motifs *motifs);
void places_free(struct places_file *places); /* NULL is accepted */

/* `patient`: a pseudonym, or NULL. */
void places_note(struct places_file *places, uint64_t offset, size_t len, const void *patient);
int64_t places_noted(struct places_file *places); /* all of them: how many */

/* The act that was noted as the one of this number, from 0 on, whole. Dies with 74: the disk did not keep it. */
struct record *places_read(struct places_file *places, int64_t number, const struct spot **spot);

#endif
