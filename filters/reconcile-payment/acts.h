/*
 * acts - the stream that goes out: each act of the lots that this run concerns, and of those that are overdue
 */
#ifndef RECONCILE_ACTS_H
#define RECONCILE_ACTS_H

#include "filter.h"
#include "run.h"

void acts_write(struct filter *f, struct run *run);

#endif
