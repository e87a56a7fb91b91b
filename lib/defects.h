/*
 * defects - all that a rule has against a record, not the first only
 *
 * A rule adds; the process hands the list to record_judge(), which looks each motif up in
 * config/motifs.yaml: its level (reject, hold, avis) is decided there, not here. The code is written
 * as a literal at the place that raises it, so that a search for a motif finds its rule.
 */
#ifndef DEFECTS_H
#define DEFECTS_H

#include "field.h"

#define DEFECTS_MAX 64 /* more than one stage can raise on one record; a bug beyond */

struct defects {
	unsigned count;
	struct defect {
		const char *motif; /* a code of config/motifs.yaml, static storage */
		enum field champ;  /* the field it is about, or FIELD_NONE */
	} at[DEFECTS_MAX];
};

/* Adds a motif once per field; past DEFECTS_MAX it is left out. */
void defect(struct defects *defects, const char *motif, enum field champ);

#endif
