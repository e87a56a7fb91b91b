/*
 * seen - was this here before? "No" is sure, "yes" is to be asked of the ledger
 *
 * A Bloom filter of one size, whatever comes: two bits an entry. With one entry for eight bits one "yes" in twenty
 * is none. What is many may share one; what is few has its own, which stays sure when the other is full.
 */
#ifndef EMIT_SEEN_H
#define EMIT_SEEN_H

#include "text.h"

struct seen;

struct seen *seen_new(size_t bytes); /* a power of two, 8 or more */
void seen_free(struct seen *seen);

/* 64 bits that spread, of one text behind others (0: the first). Absent is as empty. */
uint64_t seen_digest(struct text text, uint64_t before);

/* An entry by its digest. */
void seen_add(struct seen *seen, uint64_t digest);
bool seen_maybe(const struct seen *seen, uint64_t digest);

#endif
