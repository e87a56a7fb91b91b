#include "pseudonym.h"

#include "file.h"
#include "log.h"
#include "output.h"
#include "sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(PSEUDONYM_KEY_SIZE == crypto_generichash_KEYBYTES, "the key BLAKE2b recommends");
_Static_assert(PSEUDONYM_SIZE >= crypto_generichash_BYTES_MIN, "no shorter than BLAKE2b allows");

static void
make_key(const char *path)
{
	unsigned char bytes[PSEUDONYM_KEY_SIZE];
	char sha256[SHA256_HEX];
	struct output *output = output_open(path); /* 0600, and on the disk before it is used */

	randombytes_buf(bytes, sizeof(bytes));
	output_write(output, bytes, sizeof(bytes));
	output_close(output, sha256);
	sodium_memzero(bytes, sizeof(bytes));
}

/* From systemd 254 on a credential is root:root 0440: what looks like the group's right is the mask of an
 * access list that names the service's user. */
static bool
is_for_owner_alone(const struct stat *st)
{
	bool credential = st->st_uid == 0 && st->st_gid == 0 && (st->st_mode & 0777) == 0440;

	return credential || !(st->st_mode & 077);
}

static void
check_key(int fd, const char *path)
{
	struct stat st;

	if (fstat(fd, &st))
		die_errno(EX_IOERR, "%s", path);
	if (!S_ISREG(st.st_mode) || st.st_size != PSEUDONYM_KEY_SIZE)
		die(EX_CONFIG, "%s: not a key of %d bytes", path, PSEUDONYM_KEY_SIZE);
	if (!is_for_owner_alone(&st))
		die(EX_CONFIG, "%s: mode %04o: the key of the pseudonyms is for its owner alone: "
			       "chmod 600", path, (unsigned)st.st_mode & 07777);
}

void
pseudonym_key_load(struct pseudonym_key *key, const char *path)
{
	size_t len;
	int fd;

	if (sodium_init() < 0)
		die(EX_OSERR, "libsodium does not start");
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT) {
		make_key(path);
		fd = open(path, O_RDONLY | O_CLOEXEC);
	}
	if (fd < 0)
		die_errno(EX_NOINPUT, "%s", path);
	check_key(fd, path);
	if (!file_fill(fd, key->at, sizeof(key->at), &len))
		die_errno(EX_IOERR, "%s", path);
	if (len != sizeof(key->at))
		die(EX_TEMPFAIL, "%s changed while it was read: run the same line again", path);
	close(fd);
}

void
pseudonym_make(const struct pseudonym_key *key, struct text identity,
	unsigned char out[PSEUDONYM_SIZE])
{
	crypto_generichash(out, PSEUDONYM_SIZE, (const unsigned char *)identity.at, identity.len,
		key->at, sizeof(key->at));
}

void
pseudonym_key_forget(struct pseudonym_key *key)
{
	sodium_memzero(key, sizeof(*key));
}
