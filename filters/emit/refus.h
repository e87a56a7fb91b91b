/*
 * refus - the records that are not billed: refus/ETAPE.msgpack, to be corrected and given again
 *
 * A bare stream a stage (0600): its head names the stage whose refusals these are (`replay`) and the
 * stages before it, the records are as they came, the end counts them. The stage is that of the first
 * motif.
 */
#ifndef EMIT_REFUS_H
#define EMIT_REFUS_H

#include "emission.h"

struct refus;

struct refus *refus_new(const struct emission *emission);
void refus_add(struct refus *refus, const struct record *rec);
void refus_finish(struct refus *refus); /* files complete, in the ledger's list; frees */

#endif
