/*
 * acts - the stream that goes out: each act of the lots that the statement pays, and of those that are
 * overdue
 */
#ifndef RECONCILE_ACTS_H
#define RECONCILE_ACTS_H

#include "filter.h"
#include "ledger.h"
#include "params.h"

void acts_write(struct filter *f, struct db *db, const struct params *params, day_t as_of);

#endif
