/*
 * pegase - whom a PEGASE bilan was billed for (case 27)
 */
#ifndef EMIT_PEGASE_H
#define EMIT_PEGASE_H

#include "db.h"
#include "record.h"

struct pegase;

struct pegase *pegase_new(struct db *db);
void pegase_free(struct pegase *pegase);

/* `patient`: a pseudonym, or NULL. */
void pegase_add(struct pegase *pegase, const struct record *rec, const void *patient);
bool pegase_met(struct pegase *pegase, const struct record *rec, const void *patient);

#endif
