/*
 * interpretations - where the conventions contradict themselves or leave a choice: which reading is taken
 * (config/interpretations.yaml, C1 to C38)
 *
 * A filter asks for the readings that change what it does when it loads its parameters; its rules get
 * the answer as a plain parameter.
 */
#ifndef INTERPRETATIONS_H
#define INTERPRETATIONS_H

#include "config.h"
#include "payeurs.h"

struct choix {
	struct text cle, fr; /* "accepter", and what it means */
};

struct interpretation {
	struct text id;     /* "C13" */
	struct text ou;     /* where the text is ambiguous */
	struct text fr, en; /* the question */
	struct text choix;  /* the reading taken: one of `permis` */
	struct text cle;    /* absent, or where else in the book it is switched: "delais.yaml envoi" */
	struct text pourquoi; /* why there is nothing to switch; else absent */
	struct text source;
	const struct choix *permis;
	size_t permis_count;
	const struct config_node *node;
};

struct interpretations {
	const struct interpretation *at; /* sorted by id */
	size_t count;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void interpretations_load(struct interpretations *interpretations, const char *dir);

/* NULL when there is none. */
const struct interpretation *interpretations_find(const struct interpretations *interpretations,
	struct text id);

/* Is this the reading taken? Dies with 78 where the book does not know the question or does not allow the
 * answer: a program and its book must agree on what can be chosen. */
bool interpretation_is(const struct interpretations *interpretations, const char *id, const char *choix);

/* C20: the payer of all anonymous acts; NULL: that of the site. Dies with 78 where caisses.yaml has not
 * the one that is chosen. */
const struct payeur *interpretation_anonymes(const struct interpretations *interpretations,
	const struct payeurs *payeurs);

#endif
