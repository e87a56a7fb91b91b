/*
 * sha256 - SHA-256, by libsodium; its blocks by the processor, where it can (sha256_ni.h)
 */
#ifndef SHA256_H
#define SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHA256_HEX 65 /* 64 hexadecimal digits and a NUL */

struct sha256 {
	uint64_t state[16]; /* libsodium's own, which only sha256.c knows */
	bool by_processor;
};

void sha256_start(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *bytes, size_t len);
void sha256_end(struct sha256 *hash, char hex[SHA256_HEX]);

#endif
