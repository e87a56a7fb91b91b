/*
 * spool - the selected refusals of one stage as a stream, as refus/ETAPE.msgpack holds them
 */
#ifndef REFUS_SPOOL_H
#define REFUS_SPOOL_H

#include "refus.h"

struct spool {
	int fd; /* a file without a name, in DIR, of its owner alone: at its beginning */
	char as_of[DAY_SIZE];
};

/*
 * The head is that of the newest emission of the selection, at the day `as_of` (DAY_NONE: its own). A
 * selection that is not one whole file has a run of its own, derived from what was selected.
 */
void spool_make(struct spool *spool, const struct refus *refus, const char *etape, day_t as_of);

#endif
