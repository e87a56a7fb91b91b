#include "seen.h"

#include "digest.h"
#include "log.h"

#include <stdlib.h>

struct seen {
	size_t words; /* a power of two */
	uint64_t word[];
};

struct seen *
seen_new(size_t bytes)
{
	struct seen *seen = calloc(1, sizeof(*seen) + bytes);

	if (!seen)
		out_of_memory();
	seen->words = bytes / sizeof(seen->word[0]);
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

/* Its two bits, in one word: memory is asked once. */
static uint64_t
bits(uint64_t digest)
{
	return UINT64_C(1) << (digest >> 58) | UINT64_C(1) << (digest >> 52 & 63);
}


void
seen_add(struct seen *seen, uint64_t digest)
{
	seen->word[digest & (seen->words - 1)] |= bits(digest);
}

bool
seen_maybe(const struct seen *seen, uint64_t digest)
{
	return (seen->word[digest & (seen->words - 1)] & bits(digest)) == bits(digest);
}
