#include "digest.h"

#include "log.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct digest {
	XXH3_state_t *state;
};

uint64_t
digest_of(const void *bytes, size_t len, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, len, seed);
}

struct digest *
digest_new(void)
{
	struct digest *digest = malloc(sizeof(*digest));

	if (!digest || !(digest->state = XXH3_createState()))
		die(EX_OSERR, "out of memory");
	XXH3_64bits_reset(digest->state);
	return digest;
}

void
digest_free(struct digest *digest)
{
	if (digest)
		XXH3_freeState(digest->state);
	free(digest);
}

void
digest_add(struct digest *digest, const void *bytes, size_t len)
{
	XXH3_64bits_update(digest->state, bytes, len);
}

uint64_t
digest_value(const struct digest *digest)
{
	return XXH3_64bits_digest(digest->state);
}
