/*
 * reprises - what a correction or a void takes back of the act whose place it takes (art. 17)
 *
 * The claim of that act, as far as the caisse did not refuse it already; where it was paid, that becomes a sum to
 * be given back. acte.repris_cents, lot.annule_cents and the double entry say it.
 */
#ifndef EMIT_REPRISES_H
#define EMIT_REPRISES_H

#include "emission.h"

/* Of all acts of this emission that replace another; behind lots_finish(). */
void reprises_write(const struct emission *e);

#endif
