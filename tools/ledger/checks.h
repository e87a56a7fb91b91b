/*
 * checks - does the ledger agree with itself?
 *
 * Everything is computed again from the rows: nothing that a trigger or a program kept is believed.
 */
#ifndef LEDGER_CHECKS_H
#define LEDGER_CHECKS_H

#include "db.h"

/* What is wrong, where (an account, a lot, a row), and how, in English. Names no person. */
typedef void finding_fn(void *arg, const char *controle, struct text ou, const char *says);

/* Calls `each` for all that does not agree, but for checks_late(); how many there were. */
int64_t checks_run(struct db *db, finding_fn *each, void *arg);

/* The entries that were added to a closed month after its closing, and that no later closing took up. */
int64_t checks_late(struct db *db, finding_fn *each, void *arg);

/* The movements that wait for a person: id, day, cents, cents that wait, payer, label, why, number. What was
 * said to be nobody's waits no more. */
extern const char queue_movements[];

#endif
