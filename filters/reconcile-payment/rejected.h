/*
 * rejected - the acts that a caisse refused, as they were sent: DIR/envois/NNNN/refus/reconcile-payment.msgpack
 *
 * A stream (0600) as pmi-emit leaves refusals, so that pmi-refus lists and shows them: each with the motif
 * rejet-caisse, the code and the sentence of the caisse, `corrige` the act that was billed, and an acte_ref of its own.
 * Corrected and sent again it is billed as a correction of the first. What the file holds follows from the ledger.
 */
#ifndef RECONCILE_REJECTED_H
#define RECONCILE_REJECTED_H

#include "run.h"

/* Of each emission that has a lot which this run touches. */
void rejected_write(struct run *run);

#endif
