/*
 * lot_file - the acts of a lot, in the order of its invoices, for who writes what is sent (lib/lot.h)
 *
 * lots/…/lot.msgpack, 0600: the records as they were received, and where each was placed.
 */
#ifndef EMIT_LOT_FILE_H
#define EMIT_LOT_FILE_H

#include "lines.h"
#include "output.h"
#include "stream.h"

struct lot_file {
	struct output *output;
	struct buffer bytes;
	struct totals totals;
};

void lot_file_begin(struct lot_file *file, const struct head *head);

/* An act of the lot `id`, of this support. Edits the record. */
void lot_file_line(struct lot_file *file, const struct line *line, struct text id, struct text support);
void lot_file_end(struct lot_file *file);

#endif
