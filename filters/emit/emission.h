/*
 * emission - one run of pmi-emit, once all is received: what it adds to the ledger and to DIR
 *
 *	staging complete and on the disk -> COMMIT -> rename -> links -> journal moved -> fin
 *
 * Dead before the COMMIT: nothing happened, and the next start removes the staging directory. Dead
 * after it: the next start finishes (publish.h). The documents are made from the rows of the
 * transaction, in order: nothing is held in memory.
 */
#ifndef EMIT_EMISSION_H
#define EMIT_EMISSION_H

#include "directory.h"
#include "filter.h"
#include "ledger.h"
#include "params.h"
#include "progress.h"
#include "pseudonym.h"
#include "reception.h"

struct emission {
	const char *dir;
	struct ledger *ledger;
	const struct params *params;
	const struct pseudonym_key *key;
	const struct motifs *motifs;
	const struct rulebook *book;
	bool without_sorties; /* lots only */
	bool preview;         /* made to be told (preview.h), not to be published */
	struct reception *reception;
	struct explain *explain; /* NULL: nobody asks why */
	struct crumb *crumb;
	const struct head *head;   /* of the stream */
	struct filter *sent;       /* where accepted records go (-o); NULL: nowhere */
	struct progress *progress; /* what is told of it on the way */
	int64_t numero;
	char staging[PATH_SIZE];
	struct tally {
		int64_t actes, montant_cents, amo_cents;
	} tally[STATUT_COUNT];
};

/* The number that the next one will have. */
int64_t emission_next(const struct ledger *ledger);

/*
 * Was the run that begins here published before, by an attempt that died between that and its last word?
 * So it is when its journal is still there, or when the stream goes on behind what was committed
 * (`continued`). Then `e` and the accounts of `f` are as they were. A run that is given a second time on
 * purpose is not over: each of its acts is reported as billed.
 */
bool emission_is_over(struct emission *e, struct filter *f, bool continued);

/* All of it, from the BEGIN to the COMMIT; publish_emission() follows. */
void emission_make(struct emission *emission);

/* A file of the staging directory into the ledger's list; `path` relative to it. */
void emission_file(const struct emission *emission, const char *path, const char *sha256);

/* The counts of a published emission, on stderr. */
void emission_say(const struct emission *e);

#endif
