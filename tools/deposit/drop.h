/*
 * drop - the files of one emission, in the directory of one destination
 *
 *	DIR/depot/concentrateur/0001/{L000001-….b2,manifest.json,SHA256SUMS}
 *
 *	staging complete and on the disk -> COMMIT -> rename
 *
 * Dead before the COMMIT: nothing left; the next run removes the staging directory. Dead after it: the next
 * run renames it. A row of the ledger's `depot` says that it left: whoever takes the directory away, and
 * when, it is never made again.
 */
#ifndef DEPOSIT_DROP_H
#define DEPOSIT_DROP_H

#include "depots.h"
#include "directory.h"
#include "ledger.h"

/* What an interrupted run left in DIR/depot. */
void drop_recover(const char *dir, struct ledger *ledger);

/* All published emissions that this destination has not; how many were handed over. False: one of them
 * lacks a file, which is said. */
bool drop_emissions(const char *dir, struct ledger *ledger, const struct depot *depot, int64_t *count);

/* The head of a drop: destination, nature, emission, lots, files, totals. */
struct drop {
	const char *dir;
	struct ledger *ledger;
	const struct depot *depot;
	int64_t emission;
	char staging[PATH_SIZE];
};

/* manifest.json in the staging directory, from the rows of the transaction. */
void drop_manifest(const struct drop *drop, char sha256[65]);

#endif
