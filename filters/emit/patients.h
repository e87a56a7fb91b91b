/*
 * patients - which acts a patient had
 *
 * The table `patient_acte` is in the order of pseudonyms, which is none: a row put there at once would be a page
 * read and written for each act, and found again in the ledger's log, the slower the longer that is. So those of an
 * emission are put there at its end, sorted. Until then they are in a temporary table, the last ones in memory.
 */
#ifndef EMIT_PATIENTS_H
#define EMIT_PATIENTS_H

#include "db.h"
#include "rule.h"
#include "seen.h"

struct patients;

struct patients *patients_new(struct db *db);
void patients_free(struct patients *patients);

/* From here on the ledger is not asked of patients that it does not know: reads all of them once. */
void patients_learn(struct patients *patients, struct seen *seen);

/* What rules of history ask of an act; the row of `acte` knows the rest. Texts live until the next call. */
struct had {
	int64_t acte, quantite;
	day_t day;
	struct text acte_code, executant;
	uint64_t facture; /* tells its invoice from most others of this emission; 0: of an earlier one */
};

/* An act with a row in `acte`, above those before; none that voids. `patient` is a pseudonym; NULL: nobody's, not
 * noted. */
void patients_add(struct patients *patients, const void *patient, const struct had *had);

/* The acts of this emission go into the ledger: what comes behind it finds them there. */
void patients_finish(struct patients *patients);

/* The acts of one patient (NULL: none) from a day to the one before another, one after the other; false: no more. One
 * patient at a time. Those of this emission, the last that was added first; or all that the ledger knows too, in no
 * order. */
enum whence { OF_EMISSION, OF_ALL };
void patients_ask(struct patients *patients, const void *patient, struct span days, enum whence whence);
bool patients_next(struct patients *patients, struct had *had);

/* The others are not wanted. */
void patients_leave(struct patients *patients);

#endif
