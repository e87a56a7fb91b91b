#include "seen.h"

#include "digest.h"
#include "log.h"

#include <stdlib.h>

#define WORDS (1u << 18) /* 2 MiB */

struct seen {
	uint64_t words[WORDS];
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

/* Its two bits, in one word: memory is asked once. */
static uint64_t
bits(uint64_t digest)
{
	return UINT64_C(1) << (digest >> 58) | UINT64_C(1) << (digest >> 52 & 63);
}

static size_t
word(uint64_t digest)
{
	return digest & (WORDS - 1);
}

void
seen_add(struct seen *seen, uint64_t digest)
{
	seen->words[word(digest)] |= bits(digest);
}

bool
seen_maybe(const struct seen *seen, uint64_t digest)
{
	return (seen->words[word(digest)] & bits(digest)) == bits(digest);
}
