#include "sha256.h"

#include <sodium.h>

#include "log.h"

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
	crypto_hash_sha256_init(state(hash));
}

void
sha256_add(struct sha256 *hash, const void *bytes, size_t len)
{
	crypto_hash_sha256_update(state(hash), bytes, len);
}

void
sha256_end(struct sha256 *hash, char hex[SHA256_HEX])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state(hash), sum);
	sodium_bin2hex(hex, SHA256_HEX, sum, sizeof sum);
}
