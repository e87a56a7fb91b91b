/*
 * refus - what the verbs of pmi-refus share
 */
#ifndef REFUS_H
#define REFUS_H

#include "date.h"
#include "index.h"
#include "json.h"
#include "options.h"
#include "put.h"
#include "rulebook.h"

struct refus {
	const struct options *options;
	const char *dir, *ledger, *key_file, *pipeline;
	struct selection selection;
	const char *all, *lang, *identity, *reason, *as_of, *all_open, *undo, *dry_run;
	struct rulebook book; /* of show, retry, and where --motif is given */
	struct index index;
};

/* Each returns the exit code. */
int list_refusals(struct refus *refus);
int show_refusals(struct refus *refus);
int count_refusals(struct refus *refus);
int retry_refusals(struct refus *refus);
int drop_refusals(struct refus *refus);

/* Makes the index and marks the selection: ETAT_OPEN, or any state with --all. */
void refus_choose(struct refus *refus);

/* What a line of ls says of a row, as members of an object. */
void row_json(struct json *json, const struct row *row);

#endif
