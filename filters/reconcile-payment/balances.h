/*
 * balances - what statements, the ledger and who asserts something must agree on before anything is written
 */
#ifndef RECONCILE_BALANCES_H
#define RECONCILE_BALANCES_H

#include "run.h"

/* A statement of the account. */
void solde_take(struct run *run, const struct record *rec, int64_t releve);

/* Statements that do not begin where another one ended, though one came before: a warning each. The query gives
 * their day and their first balance. */
struct query *solde_gaps(struct run *run);

/* Every row that this run touched has the balance that its entries say, the account that of its movements. Dies
 * with 70. */
void balances_check(struct run *run);

/* Dies with 78 where the file is malformed, with 65 at the line and column of the first assertion that does not
 * hold. */
void assertions_check(struct run *run, const char *path);

#endif
