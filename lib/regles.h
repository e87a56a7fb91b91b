/*
 * regles - the rules of the conventions, one entry each (config/regles.yaml)
 *
 * What an explanation, a page and the matrix say of a rule stands there; what the rule does is code,
 * which names it: rule(d, "R016").
 */
#ifndef REGLES_H
#define REGLES_H

#include "config.h"
#include "field.h"

#define REGLE_CHAMPS_MAX 16

enum regle_etat {
	REGLE_APPLIQUEE,     /* an act that breaks it is refused, held or warned of */
	REGLE_CALCULEE,      /* it gives an amount, a payer, a form */
	REGLE_RAPPORTEE,     /* a page tells */
	REGLE_PAS_ENCORE,    /* software could, and none of ours does */
	REGLE_HORS_LOGICIEL, /* it obliges people */
	REGLE_ETAT_COUNT
};

struct regle {
	struct text id;         /* "R016" */
	struct text convention; /* "2023-212", "2026-49"; "" of a rule of the law alone */
	struct text article, fr, en;
	unsigned etat;          /* enum regle_etat */
	struct config_list filtres;         /* "check-eligibility": who owns it; none: nobody can, or does yet */
	enum field champs[REGLE_CHAMPS_MAX]; /* what it looks at, for who asks why */
	unsigned champ_count;
	struct config_list interpretations; /* "C12": config/interpretations.yaml */
	struct text pourquoi;   /* why no program owns it: what is missing, or why none can; else absent */
	day_t depuis;           /* since when it holds */
	struct text source;
};

/* What an act must be for some rules to be about it: "l'acte est un vaccin". */
struct condition {
	struct text cle, fr, en;
};

struct regles {
	const struct regle *at; /* sorted by id */
	size_t count;
	const struct condition *conditions; /* sorted by key */
	size_t condition_count;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void regles_load(struct regles *regles, const char *dir);

/* NULL when there is none. */
const struct regle *regles_find(const struct regles *regles, struct text id);
const struct condition *regles_condition(const struct regles *regles, struct text cle);

const char *regle_etat_name(unsigned etat); /* "appliquee" */

/* Does a program see to it? Of the others `pourquoi` says why not. */
bool regle_tenue(const struct regle *regle);

#endif
