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
#include "seen.h"

struct pegase;

struct pegase *pegase_new(struct db *db, int64_t emission);
void pegase_learn(struct pegase *pegase, struct seen *seen); /* as history_learn(): the days of bilans */
void pegase_free(struct pegase *pegase);

/* `patient`: a pseudonym, or NULL. */
void pegase_claim(struct pegase *pegase, const struct record *rec, const void *patient);
bool pegase_met(struct pegase *pegase, const struct record *rec, const void *patient);

/* Has another act the bilan of this fiche, of this child and rank: neither this one, nor what it corrects? */
bool pegase_fiche_met(struct pegase *pegase, const struct record *rec);
bool pegase_rang_met(struct pegase *pegase, const struct record *rec, const void *patient);

/* Among the bilans of the child billed before `before` (a number of the table `acte`): does one of a lower
 * rank come on a later day, or one of a higher rank on an earlier? And how many are of the civil year
 * of this one? */
bool pegase_rang_desordre(struct pegase *pegase, const struct record *rec, const void *patient,
	int64_t before);
int64_t pegase_bilans_annee(struct pegase *pegase, const struct record *rec, const void *patient,
	int64_t before);

/* The bilan of the act that this one corrects is its own from now on; of one that it voids, nobody's. */
void pegase_pass_on(struct pegase *pegase, const struct record *rec, const void *patient);

void pegase_finish(struct pegase *pegase);

#endif
