#include "digest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t
digest_of(const void *bytes, size_t len, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, len, seed);
}
