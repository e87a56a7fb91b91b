#include "digest.h"

#define XXH_STATIC_LINKING_ONLY /* a state that is not allocated */
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <immintrin.h>
#include <xxh_x86dispatch.h> /* as wide as the processor allows: half the instructions of SSE2 */

/* libxxhash 0.8.1 returns with the upper halves of the vector registers in use: the next instruction of SSE, which
 * the compiler writes everywhere, then waits for 100 ns and more. That is as long as the digest of a record takes. */
__attribute__((target("avx"))) static void
clear_upper_halves(void)
{
	_mm256_zeroupper();
}

static uint64_t
narrow_again(uint64_t digest)
{
	if (__builtin_cpu_supports("avx"))
		clear_upper_halves();
	return digest;
}
#else
#define XXH_INLINE_ALL
#include <xxhash.h>

static uint64_t
narrow_again(uint64_t digest)
{
	return digest;
}
#endif

uint64_t
digest_of(const void *bytes, size_t len, uint64_t seed)
{
	return narrow_again(XXH3_64bits_withSeed(bytes, len, seed));
}

uint64_t
digest_of_both(const void *first, size_t first_len, const void *then, size_t then_len, uint64_t seed)
{
	XXH3_state_t state;

	XXH3_64bits_reset_withSeed(&state, seed);
	XXH3_64bits_update(&state, first, first_len);
	XXH3_64bits_update(&state, then, then_len);
	return narrow_again(XXH3_64bits_digest(&state));
}
