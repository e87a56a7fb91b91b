/*
 * manifest - manifest.json: what an emission is made of, each file with its size and SHA-256
 */
#ifndef EMIT_MANIFEST_H
#define EMIT_MANIFEST_H

#include "emission.h"

void manifest_write(const struct emission *emission);

#endif
