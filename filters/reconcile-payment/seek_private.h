/* seek_private - between seek.c (credits) and seek_debit.c */
#ifndef RECONCILE_SEEK_PRIVATE_H
#define RECONCILE_SEEK_PRIVATE_H

#include "match.h"

struct seek {
	struct run *run;
	const struct rapprochement *rules;
	bool told;                     /* is there a transfer that a caisse tells of and nobody saw? */
	char before[DAYS_SIZE], after[DAYS_SIZE];
	struct query *lot, *amount, *periodes, *reglements, *named, *rivals, *credits, *paid;
};

struct lot_seen {
	struct text payeur; /* lives until the next lot */
	int64_t reste;
};

bool seek_lot(struct seek *seek, int64_t lot, struct lot_seen *seen);
unsigned seek_named_bits(const struct waiting *w, const struct lot_seen *seen);
void seek_first_payer(struct candidats *c, struct text payeur);

#endif
