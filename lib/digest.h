/*
 * digest - XXH3, 64 bits: against truncation, bit rot and bugs, never against a person
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>
#include <stdint.h>

uint64_t digest_of(const void *bytes, size_t len, uint64_t seed);

#endif
