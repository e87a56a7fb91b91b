/*
 * letter - a letter for a control, in French (convention 2023-212 art. 17): its parts
 */
#ifndef WHY_LETTER_H
#define WHY_LETTER_H

#include "conventions.h"
#include "departement.h"
#include "html.h"
#include "payeurs.h"
#include "say.h"

struct letter {
	const struct why *why;
	const struct acte *acte;
	struct output *out;
	struct payeurs payeurs;
	struct conventions conventions;
	const struct payeur *payeur;         /* NULL: the act has none yet */
	const struct convention *convention; /* NULL: none covers it */
	struct departement sender;           /* nom alone where the rule book has none */
	struct text article;                 /* of the control; absent: none is known */
};

/* letter_rules.c: the rules that concern the act, what they took from the book; those that do not. */
void letter_rules(const struct letter *letter);

/* letter_limits.c: its reservations, and the place to sign. */
void letter_limits(const struct letter *letter);

/* The mark of how the row of the rule book at "tarifs.yaml:41" is known: "[sourced S9]". Absent: none is
 * seen there. Lives in the arena. */
struct text letter_mark(const struct why *why, struct text where);

#endif
