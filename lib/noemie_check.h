/*
 * noemie_check - what the entities of a return must say of each other: levels, the sums and counts of 990 and
 * 999, as far as config/noemie.yaml holds them against a file
 *
 * A 990 closes a level: the one that its identification names (two digits, or the code of an entity seen);
 * one without closes that of 070 and 071, and one right behind another 990 the level above. Its amount is that
 * of all since the level was closed before, its counter that of the next level below. One that names something
 * else closes nothing, and nothing is held against its sums. Plain: no I/O.
 */
#ifndef NOEMIE_CHECK_H
#define NOEMIE_CHECK_H

#include "noemie.h"

#define NOEMIE_LEVELS 100 /* of two digits */

struct noemie_checker {
	const struct noemie_rules *rules;
	void (*tell)(void *arg, const struct noemie_fault *fault); /* what is only said; NULL: nobody listens */
	void *arg;
	struct noemie_fault fault; /* what[0]: the file is refused */
	/* of the entity last given */
	bool closes_reglement;     /* a 990 that closes the 070 or 071 before it */
	int64_t reglement_cents;   /* what it amounts to */
	bool details;              /* a 262 that tells of the 261 before it, and is no payment itself */
	/* inside: */
	char head[NOEMIE_BLOCK];
	uint64_t entities;
	int64_t total, sum[NOEMIE_LEVELS + 1];   /* since the level was closed */
	int64_t count[NOEMIE_LEVELS + 1];        /* entities of the level, since the one above was closed */
	unsigned level_of[NOEMIE_TYPE_COUNT + 1]; /* of the last such entity */
	unsigned above;      /* the level of the invoice, or lot, that details belong to; 0: none */
	int closed;          /* the level that the entity before closed; -1: it was no 990 */
	bool open, detailed; /* a 070 or 071 is not closed; a 261 stands before */
};

/* `checker` is { .rules, .tell, .arg }. Both return false with `fault`. `blocks` were read up to 999. */
bool noemie_check(struct noemie_checker *checker, const struct noemie_entity *entity, uint64_t blocks);

/* What an entity adds to its transfer, in centimes: 198 paid, 250 kept back, 261, a 262 of none. `detailed`: a
 * 261 stands before it. */
int64_t noemie_amount(const struct noemie_rules *rules, const struct noemie_entity *entity, bool detailed);

#endif
