/*
 * rejets - the reasons of the caisses by their codes (config/rejets.yaml): a sentence, what to do
 *
 * Their **rejet** is not our refusal (motif.h). Everything but rejets_load() is plain and may be used by rules;
 * a test may make its own table, sorted by code.
 */
#ifndef REJETS_H
#define REJETS_H

#include "text.h"

enum rejet_niveau { REJET_LOT, REJET_FACTURE, REJET_LIGNE };

struct rejet {
	struct text code;
	unsigned niveau; /* enum rejet_niveau */
	struct text fr, suite, article, source;
	struct text where; /* "rejets.yaml:41": for a trace */
};

struct rejets {
	const struct rejet *at;
	size_t count;
	struct text inconnu; /* what to do about a code that is not listed */
};

/* Dies with 66 or 78: a code twice. What is loaded lives until the process ends. */
void rejets_load(struct rejets *rejets, const char *dir);

/* NULL when there is none. */
const struct rejet *rejets_find(const struct rejets *rejets, struct text code);

/* What to show of a reject, and what to do: an unknown code keeps the label received, which may be absent. */
struct text rejet_sentence(const struct rejets *rejets, struct text code, struct text libelle);
struct text rejet_suite(const struct rejets *rejets, struct text code);

#endif
