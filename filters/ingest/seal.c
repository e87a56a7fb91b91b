#include "seal.h"

#include <sodium.h>

#include "log.h"

_Static_assert(sizeof(((struct seal *)NULL)->key) == crypto_stream_chacha20_KEYBYTES, "key");

static const unsigned char nonce[crypto_stream_chacha20_NONCEBYTES];

void
seal_make(struct seal *seal)
{
	if (sodium_init() < 0)
		die(EX_OSERR, "libsodium does not start");
	crypto_stream_chacha20_keygen(seal->key);
}

void
seal_apply(const struct seal *seal, unsigned char *bytes, size_t len, uint64_t offset)
{
	crypto_stream_chacha20_xor_ic(bytes, bytes, len, nonce, offset / SEAL_BLOCK, seal->key);
}

void
seal_forget(struct seal *seal)
{
	sodium_memzero(seal->key, sizeof(seal->key));
}
