#include "sha256.h"

#include <sodium.h>

#include "log.h"
#include "sha256_ni.h"

#define BLOCK 64u

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct sha256), "room for libsodium");

static crypto_hash_sha256_state *
state(struct sha256 *hash)
{
	return (crypto_hash_sha256_state *)(void *)hash->state;
}

void
sha256_start(struct sha256 *hash)
{
	if (sodium_init() < 0)
		die(EX_OSERR, "libsodium does not start");
	hash->by_processor = sha256_ni_here();
	crypto_hash_sha256_init(state(hash));
}

/* Whole blocks by the processor; what is no whole block, and the padding, by libsodium in any case. */
void
sha256_add(struct sha256 *hash, const void *bytes, size_t len)
{
	crypto_hash_sha256_state *st = state(hash);
	const unsigned char *at = bytes;
	size_t begun = st->count / 8 % BLOCK, first = begun ? BLOCK - begun : 0, blocks;

	if (hash->by_processor && len >= first + BLOCK) {
		crypto_hash_sha256_update(st, at, first);
		blocks = (len - first) / BLOCK;
		sha256_ni_blocks(st->state, at + first, blocks);
		st->count += 8 * BLOCK * blocks; /* in bits */
		at += first + BLOCK * blocks;
		len -= first + BLOCK * blocks;
	}
	crypto_hash_sha256_update(st, at, len);
}

void
sha256_end(struct sha256 *hash, char hex[SHA256_HEX])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state(hash), sum);
	sodium_bin2hex(hex, SHA256_HEX, sum, sizeof sum);
}
