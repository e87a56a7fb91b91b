/*
 * outcome - what a replay did, as the ledger says it
 */
#ifndef REFUS_OUTCOME_H
#define REFUS_OUTCOME_H

#include "refus.h"

/* What became of the selected refusals of one stage. */
struct outcome {
	const char *etape;
	int64_t given, billed_before, emission, billed, amo_cents;
	struct buffer again; /* by motif: members of a JSON object, or text */
	int64_t again_count;
};

/* The last emission before the replay. */
int64_t outcome_before(const struct refus *refus);

/* Of the emission that came behind it. 75: another process emitted too, and which is ours is not known. */
void outcome_read(struct outcome *o, const struct refus *refus, int64_t before);
void outcome_say(const struct outcome *o, bool json);

#endif
