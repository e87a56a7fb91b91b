/*
 * summary - what a process says of its run, on stderr
 *
 * At the end: a line for a person at a terminal, a JSON object under --json, nothing under --quiet.
 * On the way, under --progress: a JSON object at most five times a second. Counts only.
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "filter.h"

void summary_progress(struct filter *f);
struct json;
void summary_usage(struct json *json); /* processeur_ms, memoire_kio: of this process, so far */
void summary_print(struct filter *f);

#endif
