/*
 * source - a file or stdin that can be read twice: once for its hash, once for its rows
 *
 * The head of the stream and the identifier of each record carry the SHA-256 of the source, which
 * is known only when all of it has been read. A regular file is simply read again. Anything else
 * is kept meanwhile in a temporary file ($TMPDIR, else /tmp) that has no name, mode 0600, and is
 * sealed: the identity of an `ist` act must never be written in the clear, not even for a moment.
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include "sha256.h"
#include "text.h"

struct source;

/* A path, or "-" for stdin. Dies with 66 (cannot be read, a directory) or 74. */
struct source *source_open(const char *path);
void source_close(struct source *source); /* NULL is accepted */

const char *source_path(const struct source *source); /* for messages */
struct text source_name(const struct source *source); /* without directory, UTF-8 */
const char *source_sha256(const struct source *source);
uint64_t source_size(const struct source *source);

/* The next bytes; less than `len` only at the end. `len` is a multiple of SEAL_BLOCK. Dies with 75
 * when the file is no longer the one that was hashed. */
size_t source_read(struct source *source, void *into, size_t len);
void source_rewind(struct source *source);

#endif
