/*
 * pegase - which PEGASE bilans are billed, and for whom (case 27; convention 2026-49 art. 6, annexe 3)
 *
 * A bilan is claimed before any act is judged, in the order of the stream: the first act to give a
 * fiche, or a rank of a child, has it. pegase_finish() gives up what was claimed and not billed.
 */
#ifndef EMIT_PEGASE_H
#define EMIT_PEGASE_H

#include "db.h"
#include "record.h"

struct pegase;

struct pegase *pegase_new(struct db *db, int64_t emission);
void pegase_free(struct pegase *pegase);

/* `patient`: a pseudonym, or NULL. */
void pegase_claim(struct pegase *pegase, const struct record *rec, const void *patient);
bool pegase_met(struct pegase *pegase, const struct record *rec, const void *patient);

/* Has another act than this one the bilan of this fiche, of this child and rank? */
bool pegase_fiche_met(struct pegase *pegase, const struct record *rec);
bool pegase_rang_met(struct pegase *pegase, const struct record *rec, const void *patient);

void pegase_finish(struct pegase *pegase);

#endif
