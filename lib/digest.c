#include "digest.h"

#define XXH_STATIC_LINKING_ONLY /* a state that is not allocated */
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

uint64_t
digest_of_both(const void *first, size_t first_len, const void *then, size_t then_len, uint64_t seed)
{
	XXH3_state_t state;

	XXH3_64bits_reset_withSeed(&state, seed);
	XXH3_64bits_update(&state, first, first_len);
	XXH3_64bits_update(&state, then, then_len);
	return XXH3_64bits_digest(&state);
}
