/*
 * references - that each row of an emission points at one that is there: asked once, of all of them
 *
 * SQLite would ask for every row, and wants an invoice before its lines. Here an invoice is written once, when all
 * of its lines are known (factures.h).
 */
#ifndef EMIT_REFERENCES_H
#define EMIT_REFERENCES_H

#include "emission.h"

/* Outside of a transaction. */
void references_suspend(struct db *db);
void references_resume(struct db *db);

/* Behind lots_check(), which knows that each line has its invoice. Dies with 70. */
void references_check(const struct emission *e);

#endif
