/*
 * pseudonym - a person, told from any other, and not named
 *
 * A keyed BLAKE2b of what identifies the person. The key is a file of 32 random bytes, mode 0600,
 * made at its first use: who has the ledger without the key cannot try names against it, and a ledger
 * whose key is destroyed names nobody any more. Another key makes other pseudonyms: keep it with the
 * ledger it belongs to.
 */
#ifndef PSEUDONYM_H
#define PSEUDONYM_H

#include "text.h"

#define PSEUDONYM_SIZE 16
#define PSEUDONYM_KEY_SIZE 32

struct pseudonym_key {
	unsigned char at[PSEUDONYM_KEY_SIZE];
};

/* Reads the key, or makes it. 78: open to others than its owner, or of another size. `path` lies in
 * a directory that exists. */
void pseudonym_key_load(struct pseudonym_key *key, const char *path);

void pseudonym_make(const struct pseudonym_key *key, struct text identity,
	unsigned char out[PSEUDONYM_SIZE]);

/* Overwrites the key. */
void pseudonym_key_forget(struct pseudonym_key *key);

#endif
