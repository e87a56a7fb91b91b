/*
 * bounds - cases made of the rule book's own dates, ages and ceilings
 *
 * What is expected is read from the rows of the YAML, looked through here from their first to their
 * last, and never asked of the code that is tried: a rule and its reader are another way to the same
 * answer. Ages are counted forward from a birth on the 15th: no month is too short for them.
 */
#ifndef BOUNDS_H
#define BOUNDS_H

#include "config.h"
#include "output.h"

#include <stdint.h>

struct book {
	const struct config_node *actes, *tarifs, *prix, *vaccins, *taux, *publics, *pegase, *conventions,
		*sites, *affiliations, *envoi, *bornes;
	const char *directory; /* where the cases go */
	unsigned count;        /* of the cases written */
};

/* What a row says; absent, or DAY_NONE, where it does not. */
const struct config_node *node_at(const struct config_node *row, const char *key);
struct text text_at(const struct config_node *row, const char *key);
day_t day_at(const struct config_node *row, const char *key);
int64_t int_at(const struct config_node *row, const char *key, int64_t absent);
int64_t cents_at(const struct config_node *row, const char *key);
int64_t bp_at(const struct config_node *row, const char *key);
struct text first_at(const struct config_node *row, const char *key); /* of a list, or the one */
bool lists_at(const struct config_node *row, const char *key, struct text word);
bool in_force(const struct config_node *row, day_t day); /* du, au */

/* One file of cases. */
struct sheet {
	struct book *book;
	struct output *to;
};

struct heading {
	const char *name, *titre, *article;
	const char *regle; /* "[R021]", with its brackets: without, it would be code that cites the rule */
	const char *etape;
	day_t quand;
	const char *commun; /* "{activite: pmi}" */
};

struct sheet sheet_begin(struct book *book, const struct heading *heading);
void sheet_end(struct sheet *sheet);

#define GIVEN_SIZE 600
#define WANTED_SIZE 300

/* A case: its title, what is given and what is expected, the two without their braces. */
void sheet_cas(struct sheet *sheet, const char *titre, const char *given, const char *wanted);
void sheet_cas_on(struct sheet *sheet, day_t quand, const char *titre, const char *given,
	const char *wanted);

/* An act that nothing stops: somebody affiliated, at a site of the convention, on a day it covers. */
struct ordinary {
	const struct config_node *convention;
	struct text site, organisme, convention_id;
	day_t day;
	char commun[GIVEN_SIZE]; /* of check-eligibility */
};

struct ordinary ordinary(const struct book *book);
const struct config_node *convention_at(const struct book *book, struct text activite, day_t day);
day_t convention_end(const struct config_node *convention);

/* ---- The acts, as their rows say (bounds_actes.c) */
struct profile { /* somebody who may have this act: what bills it, beside code and day */
	const struct config_node *acte;
	struct text code, activite, profession;
	int64_t semaines;                    /* -1: not given */
	const struct config_node *fenetre;   /* the last of its age windows, NULL: none */
};

const struct config_node *acte_at(const struct book *book, struct text code, day_t day);
const struct config_node *acte_any(const struct book *book, struct text code);
const struct config_node *tarif_at(const struct book *book, const struct profile *who, day_t day);
struct profile profile_of(const struct config_node *acte, const struct config_node *tarif);
const struct config_node *last_tarif(const struct book *book, const struct config_node *acte,
	day_t *day);
day_t day_of_age(day_t birth, struct text unite, int64_t age);
void given_of(const struct profile *who, day_t day, day_t birth, char given[GIVEN_SIZE]);
day_t birth_within(const struct profile *who, day_t day);
int64_t share(int64_t cents, int64_t bp);

/* What the price stage must say of this act on this day, of a patient of an age within the window. */
void price_expected(const struct book *book, const struct profile *who, day_t day,
	char wanted[WANTED_SIZE]);

void bounds_tarifs(struct book *book);
void bounds_actes(struct book *book);
void bounds_montants(struct book *book);
void bounds_vaccins(struct book *book);
void bounds_patients(struct book *book);
void bounds_maternite(struct book *book);
void bounds_dates(struct book *book);
void bounds_pegase(struct book *book);
void bounds_bornes(struct book *book);

#endif
