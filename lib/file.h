/*
 * file - bytes of a file, all of them
 */
#ifndef FILE_H
#define FILE_H

#include "sha256.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * The bytes of the file, to be freed by the caller. Never more than max + 1 are read: a *len above
 * `max` says that the file is too long. Dies with 66: no such file, a directory, not to be read;
 * with 75 where the machine has no descriptor or no memory for it (fault.h).
 */
char *file_read(const char *path, size_t max, size_t *len);

/* Reads until `room` bytes came or the end, whatever interrupts it. False, and errno: it cannot. */
bool file_fill(int fd, void *into, size_t room, size_t *len);

/* The same from `offset` on, which leaves the file where it stands. */
bool file_fill_at(int fd, off_t offset, void *into, size_t room, size_t *len);

/* Writes all of them, whatever interrupts it. False, and errno: it cannot. */
bool file_put(int fd, const void *bytes, size_t len);

/* How long a file that is being written has become, and what of it the disk has begun with. */
struct growth {
	off_t size, begun;
	bool unread; /* nobody reads it soon: its memory is better used for what is read again, */
	off_t left;  /* and is given back up to here */
};

/* `more` bytes went into it. Every few MiB the disk is asked to begin: the sync at the end waits for little. */
void file_grew(int fd, struct growth *growth, size_t more);

/* It is complete and on the disk. */
void file_synced(int fd, struct growth *growth);

/* The disk is asked to begin with all that is there. Only a hint: where it fails, the sync says so. */
void file_begin(int fd, struct growth *growth);

/* A new file in `dir`, of its owner alone (0600), that nobody finds: nothing of it is left, however the process ends.
 * To be read and written. Dies with 73, 75. */
int file_unnamed(const char *dir);

/* Of a file of any size. Dies with 74. */
void file_hash(const char *path, char sha256[SHA256_HEX]);

#endif
