/*
 * patients - which acts a patient had
 *
 * The table `patient_acte` is in the order of pseudonyms, which is none: a row put there at once would be a page
 * read and written for each act. So the last acts are kept aside, and put there together, sorted.
 */
#ifndef EMIT_PATIENTS_H
#define EMIT_PATIENTS_H

#include "db.h"
#include "rule.h"

struct patients;

struct patients *patients_new(struct db *db);
void patients_free(struct patients *patients);

/* From here on the ledger is not asked of patients that it does not know: reads all of them once. */
void patients_learn(struct patients *patients);

/* An act with a row in `acte`, above those before. `patient` is a pseudonym; NULL: nobody's, not noted. */
void patients_add(struct patients *patients, const void *patient, day_t day, int64_t acte);

/* What is aside goes into the ledger. */
void patients_finish(struct patients *patients);

/* The acts of one patient (NULL: none) from a day to the one before another, one after the other, the last that was
 * added first; 0: no more. One patient at a time. */
void patients_ask(struct patients *patients, const void *patient, struct span days);
int64_t patients_next(struct patients *patients);

#endif
