/*
 * preview - what would leave, while nothing is written: neither in the directory nor in the ledger
 *
 * The emission is made as it would be, in a directory of its own under TMPDIR (0700) and in a copy of the
 * ledger, told, and removed: what is told is what was made, and what cannot be made is said.
 */
#ifndef EMIT_PREVIEW_H
#define EMIT_PREVIEW_H

#include "emission.h"

/* Where everything is, of which any may be another place than it was asked for. */
struct places {
	const char *dir, *ledger, *key;
};

/* Turns the places of the next emission into those of its preview, which go however the process ends. */
void preview_begin(struct places *places);

/* What stands there, on stdout: for a person, or the manifest as it would be. */
void preview_tell(const struct emission *emission, bool json);

#endif
