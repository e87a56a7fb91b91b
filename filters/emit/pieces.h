/*
 * pieces - the papers that are counted with an act billed before (annexe 1.2 art. 6)
 *
 *	pieces.csv: the twin of a degraded sheet, or a duplicata, with the lot, invoice and line that it
 *	goes with. It is no line of a lot and owes nothing.
 */
#ifndef EMIT_PIECES_H
#define EMIT_PIECES_H

#include "emission.h"

struct pieces;

struct pieces *pieces_new(const struct emission *emission);
void pieces_free(struct pieces *pieces);

/* `acte`: the number of the act that it goes with. One that is given again is the same piece. */
void pieces_add(struct pieces *pieces, const struct record *rec, int64_t acte);

/* The list of this emission, where it has any. */
void pieces_write(const struct pieces *pieces);

#endif
