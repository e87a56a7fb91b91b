#include "seen.h"

#include "digest.h"
#include "log.h"

#include <stdlib.h>

#define BITS 23 /* 2 to this power: 1 MiB */

struct seen {
	uint64_t words[(1u << BITS) / 64];
};

struct seen *
seen_new(void)
{
	struct seen *seen = calloc(1, sizeof(*seen));

	if (!seen)
		out_of_memory();
	return seen;
}

void
seen_free(struct seen *seen)
{
	free(seen);
}

uint64_t
seen_digest(struct text text, uint64_t before)
{
	return digest_of(text.at ? text.at : "", text.len, before);
}

/* Two places, from the two ends of the digest. */
static uint32_t
place(uint64_t digest, unsigned which)
{
	return (uint32_t)(which ? digest >> (64 - BITS) : digest & ((1u << BITS) - 1));
}

void
seen_add(struct seen *seen, uint64_t digest)
{
	for (unsigned i = 0; i < 2; i++)
		seen->words[place(digest, i) / 64] |= UINT64_C(1) << place(digest, i) % 64;
}

bool
seen_maybe(const struct seen *seen, uint64_t digest)
{
	for (unsigned i = 0; i < 2; i++)
		if (!(seen->words[place(digest, i) / 64] >> place(digest, i) % 64 & 1))
			return false;
	return true;
}
