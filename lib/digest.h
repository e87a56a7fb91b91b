/*
 * digest - XXH3, 64 bits: against truncation, bit rot and bugs, never against a person
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>
#include <stdint.h>

uint64_t digest_of(const void *bytes, size_t len, uint64_t seed);

/* The same of `first` and, behind it, `then`: as if they stood together. */
uint64_t digest_of_both(const void *first, size_t first_len, const void *then, size_t then_len, uint64_t seed);

#endif
