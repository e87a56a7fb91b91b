/*
 * history - what the ledger says of an act that is to be judged
 *
 * Each question is about what was billed before the act's own place, and nothing behind it: asked again
 * for an act that was billed long ago, it gives what it gave then. A patient is a pseudonym. What was
 * corrected or voided by then does not count, nor what the act itself replaces.
 */
#ifndef EMIT_HISTORY_H
#define EMIT_HISTORY_H

#include "db.h"
#include "params.h"
#include "patients.h"
#include "record.h"
#include "seen.h"

/* Where an act stands: its emission, and its number in the table `acte`; for one that is not billed
 * yet, or was not, MOMENT_LAST: behind all. */
struct moment {
	int64_t emission, acte;
};
#define MOMENT_LAST INT64_MAX

struct history;

struct history *history_new(struct db *db, const struct params *params, struct patients *patients);
void history_free(struct history *history);

/* From here on the ledger is not asked of acts that it does not know: reads all of them once, and is told of each
 * act that is billed. Of no use for who asks little. */
void history_learn(struct history *history, struct seen *seen);
void history_add(struct history *history, const struct record *rec);

enum known history_known(struct history *history, const struct record *rec, struct moment moment);

/* A bilan: was an act of this child, day and doctor billed to a CPAM? */
bool history_cpam_met(struct history *history, const struct record *rec, const void *patient,
	struct moment moment);

/* Fills in what the rules ask of acts billed before; the bilans of PEGASE are pegase.h's. */
void history_ask(struct history *history, const struct record *rec, const void *patient,
	struct moment moment, struct question *question);

/* The act that a correction or a void is of: its number in the table `acte`; 0: none. */
int64_t history_remplace(struct history *history, const struct record *rec, struct moment moment,
	enum remplace *how);

/* The act that a piece is of: its number in the table `acte`; 0 where it is not billed. */
int64_t history_feuille(struct history *history, const struct record *rec, struct moment moment);

enum piece piece_of(const struct record *rec);
enum genre genre_of(const struct record *rec);

#endif
