/*
 * bordereau - what a lot is made of, as CSV and as JSON, with the same figures
 *
 *	lots/L000001-cpam-artois-b2-2026-03/{bordereau.csv,bordereau.json,lot.msgpack}, and what is sent (sorties.h)
 *
 * No identity in the first two: an act is named by its reference and its id. Read from the ledger in order of invoice
 * and line, one row at a time.
 */
#ifndef EMIT_BORDEREAU_H
#define EMIT_BORDEREAU_H

#include "emission.h"
#include "places.h"

/* `places`: of its acts, from the number `first` of the ledger on. */
void bordereaux_write(const struct emission *emission, struct places_file *places, int64_t first);

#endif
