/*
 * directory - paths and directories; what cannot be made ends the process (73), or synced (74)
 */
#ifndef DIRECTORY_H
#define DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

#define PATH_SIZE 4096

/* Each returns `path`; a path that is too long is 64. */
const char *path_print(char *path, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
const char *path_join(char *path, size_t size, const char *dir, const char *name);
const char *path_beside(char *path, size_t size, const char *file, const char *name); /* in the directory of `file` */

bool path_exists(const char *path); /* as it stands: a dangling link exists */

const char *directory_temporary(void); /* $TMPDIR, or /tmp */

void directory_make(const char *path);  /* 0700; one that is there is fine */
void directory_sync(const char *path);
void directory_remove(const char *path); /* with all that is in it */

/* A new one in `parent`, NAME.XXXXXX, removed when this process ends; what it forked and ends removes nothing. One a
 * process. */
const char *directory_own(const char *parent, const char *name);

void directory_rename(const char *from, const char *to);

/* `to` is the file `from`: a link where the file system allows one, else a copy (0600) that is on the disk. */
void directory_link(const char *from, const char *to);

/* `path` becomes a link to `target` in one step, whatever it was a link to. */
void link_swap(const char *target, const char *path);

#endif
