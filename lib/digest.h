/*
 * digest - XXH3, 64 bits: against truncation, bit rot and bugs, never against a person
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>
#include <stdint.h>

uint64_t digest_of(const void *bytes, size_t len, uint64_t seed);

/* Over bytes that come piece by piece; the pieces do not matter. */
struct digest;
struct digest *digest_new(void);
void digest_free(struct digest *digest); /* NULL is accepted */
void digest_add(struct digest *digest, const void *bytes, size_t len);
uint64_t digest_value(const struct digest *digest);

#endif
