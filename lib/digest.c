#include "digest.h"

#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h> /* as wide as the processor allows: half the instructions of SSE2 */
#else
#define XXH_INLINE_ALL
#include <xxhash.h>
#endif

uint64_t
digest_of(const void *bytes, size_t len, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, len, seed);
}
