/*
 * intake - what came back, record by record, into the ledger's transaction
 *
 * Files are read by pmi-ingest, which is started beside this process: there is one reader for all of them. A stream
 * of records on a socket is taken as it comes.
 */
#ifndef RECONCILE_INTAKE_H
#define RECONCILE_INTAKE_H

#include "effects.h"
#include "filter.h"

/* Starts pmi-ingest where it is needed, and makes `options` read from it. Returns its process, 0: none. */
int intake_start(struct options *options, const char *as_of);

/* Waits for it: its exit code. */
int intake_wait(int pid);

/* What cannot be taken: that pmi-ingest held or refused, and what lacks what it is about. Kept in `path` (NULL:
 * nowhere), a stream that pmi-ingest reads again. */
struct refused;
struct refused *refused_new(const struct head *head, const char *path);
void refused_add(struct refused *refused, const struct record *rec);
void refused_close(struct refused *refused, bool keep);

/* All of the stream. */
void intake_take(struct run *run, struct filter *in, struct effects *effects, struct refused *refused);

#endif
