/*
 * barred - acts that nobody paid, and whose claim is barred or nearly (CSS art. L160-11)
 */
#ifndef RECONCILE_BARRED_H
#define RECONCILE_BARRED_H

#include "run.h"

/* Into the temporary table `forclos`, with the day; their lots go out. */
void barred_find(struct run *run);

#endif
