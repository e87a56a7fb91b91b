/*
 * status - what was handed over to each destination, and what came back of it
 */
#ifndef DEPOSIT_STATUS_H
#define DEPOSIT_STATUS_H

#include "depots.h"

/* On standard output, a line a drop: for a person, or as JSON; `only` NULL: all destinations. Returns 0 or dies. */
int status_print(const char *ledger, const struct depot *only, bool json);

#endif
