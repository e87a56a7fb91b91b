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

struct bordereau {
	const struct emission *emission;
	struct output *csv, *json;
	int64_t numero, factures, lignes, amo_cents;
	char id[LEDGER_ID_SIZE], payeur[64], support[32], periode[16], genre[16];
	const char *mention; /* on each line of a lot that corrects or voids; NULL: originals */
};

/* The lots of the emission, in the order of their numbers, and the directory of one, relative to the staging one. */
struct query *bordereaux_of(const struct emission *emission);
bool bordereau_next(struct query *lots, struct bordereau *bordereau);
const char *bordereau_dir(const struct bordereau *bordereau, char dir[PATH_SIZE]);

/* `places`: of its acts, from the number `first` of the ledger on. Each lot is given to `sorties` once it is there. */
struct sorties;
void bordereaux_write(const struct emission *emission, struct places_file *places, int64_t first,
	struct sorties *sorties);

#endif
