/*
 * seal - a key that exists in this process only, for bytes that must not be read after it
 *
 * ChaCha20 (libsodium). Sealing and opening are the same call. One seal, one file: the key is
 * fresh, so the place in the file is nonce enough.
 */
#ifndef INGEST_SEAL_H
#define INGEST_SEAL_H

#include <stddef.h>
#include <stdint.h>

struct seal {
	unsigned char key[32];
};

#define SEAL_BLOCK 64 /* `offset` below is a multiple of it */

void seal_make(struct seal *seal);
void seal_apply(const struct seal *seal, unsigned char *bytes, size_t len, uint64_t offset);
void seal_forget(struct seal *seal);

#endif
