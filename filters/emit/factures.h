/*
 * factures - the rows of invoices, made of the lines that the ledger has: none is without its invoice
 */
#ifndef EMIT_FACTURES_H
#define EMIT_FACTURES_H

#include "lines.h"
#include "params.h"

struct factures;

struct factures *factures_new(struct db *db);
void factures_free(struct factures *factures);

void factures_begin(struct factures *factures, int64_t lot, const struct support *support);
void factures_line(struct factures *factures, const struct line *line); /* in the order of lines.h */
void factures_end(struct factures *factures);

#endif
