#include "sha256_ni.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1")))

/* FIPS 180-4, part 4.2.2. */
static const uint32_t k[64] __attribute__((aligned(16))) = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

bool
sha256_ni_here(void)
{
	unsigned a, b, c, d;

	return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3) && (c & bit_SSE4_1)
		&& __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29)); /* CPUID.7.0:EBX.SHA */
}

/* Words of the message, four at a time, from those 16, 12, 8 and 4 before. */
WITH_SHA static inline __m128i
next(__m128i before16, __m128i before12, __m128i before8, __m128i before4)
{
	__m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(before16, before12),
		_mm_alignr_epi8(before4, before8, 4));

	return _mm_sha256msg2_epu32(sum, before4);
}

/* The state as the instructions want it: words a b e f, and c d g h. */
struct half {
	__m128i abef, cdgh;
};

WITH_SHA static inline struct half
four_rounds(struct half s, __m128i words, const uint32_t *constants)
{
	__m128i wk = _mm_add_epi32(words, _mm_load_si128((const __m128i *)(const void *)constants));

	s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, wk);
	s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, _mm_shuffle_epi32(wk, 0x0e));
	return s;
}

WITH_SHA static inline __m128i
big_endian(const unsigned char *bytes)
{
	const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

	return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)bytes), order);
}

WITH_SHA static inline struct half
one_block(struct half s, const unsigned char *bytes)
{
	__m128i a = big_endian(bytes), b = big_endian(bytes + 16);
	__m128i c = big_endian(bytes + 32), d = big_endian(bytes + 48);
	const struct half before = s;

	for (unsigned i = 0; i < 64; i += 16) {
		a = i ? next(a, b, c, d) : a;
		s = four_rounds(s, a, k + i);
		b = i ? next(b, c, d, a) : b;
		s = four_rounds(s, b, k + i + 4);
		c = i ? next(c, d, a, b) : c;
		s = four_rounds(s, c, k + i + 8);
		d = i ? next(d, a, b, c) : d;
		s = four_rounds(s, d, k + i + 12);
	}
	return (struct half){_mm_add_epi32(s.abef, before.abef), _mm_add_epi32(s.cdgh, before.cdgh)};
}

WITH_SHA void
sha256_ni_blocks(uint32_t state[8], const unsigned char *bytes, size_t count)
{
	__m128i *words = (__m128i *)(void *)state;
	__m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1b), feba, dchg;
	struct half s = {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xf0)};

	for (; count; count--, bytes += 64)
		s = one_block(s, bytes);
	feba = _mm_shuffle_epi32(s.abef, 0x1b);
	dchg = _mm_shuffle_epi32(s.cdgh, 0xb1);
	_mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool
sha256_ni_here(void)
{
	return false;
}

void
sha256_ni_blocks(uint32_t state[8], const unsigned char *bytes, size_t count)
{
	(void)state, (void)bytes, (void)count;
}

#endif
