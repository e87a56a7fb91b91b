/*
 * raisons - what is said of a movement of the account: the rule that found what it is for, or why it waits
 * (config/rapprochement.yaml: regles, raisons)
 */
#ifndef RAISONS_H
#define RAISONS_H

#include "text.h"

struct raison_dite {
	struct text id, fr, en;
};

struct raisons {
	const struct raison_dite *at;
	size_t count;
};

/* Dies with 66 or 78. A rule book that was kept of an earlier day may have no `raisons`. What is loaded lives
 * until the process ends. */
void raisons_load(struct raisons *raisons, const char *dir);

/* The sentence in French or English; the id itself where the book has none. */
struct text raison_dite(const struct raisons *raisons, struct text id, bool english);

#endif
