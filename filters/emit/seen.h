/*
 * seen - was this here before? "No" is sure, "yes" is to be asked of the ledger
 *
 * A Bloom filter of one size, whatever comes: two bits an entry. At a million entries one "yes" in twenty
 * is none.
 */
#ifndef EMIT_SEEN_H
#define EMIT_SEEN_H

#include <stdbool.h>
#include <stdint.h>

struct seen;

struct seen *seen_new(void);
void seen_free(struct seen *seen);

/* An entry by its digest: 64 bits that spread. */
void seen_add(struct seen *seen, uint64_t digest);
bool seen_maybe(const struct seen *seen, uint64_t digest);

#endif
