/*
 * lot_file - the acts of a lot, in the order of its invoices, for who writes what is sent (lib/lot.h)
 *
 * lots/…/lot.msgpack, 0600: the records as they were received, and where each was placed. What is in memory
 * does not grow: where an act stands in the journal is noted in a file without a name, and read back.
 */
#ifndef EMIT_LOT_FILE_H
#define EMIT_LOT_FILE_H

#include "emission.h"

struct lot_files;

struct lot_files *lot_files_new(const struct emission *e);
void lot_files_free(struct lot_files *files);

/* The act that is billed now stands there in the journal; `rec` has its place. In the order of the ledger. */
void lot_files_note(struct lot_files *files, uint64_t offset, size_t len);
void lot_files_noted(struct lot_files *files); /* all of them */

/* That of a lot, as `path`, relative to the staging directory. */
void lot_file_write(struct lot_files *files, int64_t lot, const char *path);

#endif
