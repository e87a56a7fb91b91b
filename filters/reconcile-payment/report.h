/*
 * report - what a run found and did, as JSON: saved before anything of it is committed
 *
 * DIR/rapprochements/NNNN.json; no run writes over the report of another one. The same input gives the same bytes.
 */
#ifndef RECONCILE_REPORT_H
#define RECONCILE_REPORT_H

#include "run.h"

#define REPORT_DIR "rapprochements"
#define REPORT_PATH 4200

/* The next free number, in a directory that is made where it is missing. */
int64_t report_number(const char *dir);
void report_path(char path[REPORT_PATH], const char *dir, int64_t number, const char *suffix);

/* Saves it, on the disk when this returns. */
void report_save(struct run *run, const char *path);

/* A few lines of it on stderr; as JSON, the counts. */
void report_say(struct run *run, bool dry);

#endif
