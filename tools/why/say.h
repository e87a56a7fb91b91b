/*
 * say - words, amounts, days and sentences in the language of who asks
 */
#ifndef WHY_SAY_H
#define WHY_SAY_H

#include "money.h"
#include "why.h"

/* Both are checked as formats. */
#define SAY(why, fr, en) ((why)->english ? en : fr)

#define SAY_SIZE 64

/* "1 234,56 €" with blanks that do not break; "1,234.56 EUR". */
const char *say_euros(const struct why *why, int64_t cents, char buf[SAY_SIZE]);
const char *say_rate(const struct why *why, int64_t bp, char buf[SAY_SIZE]);  /* "70 %", "65,5 %" */
const char *say_day(const struct why *why, struct text day, char buf[SAY_SIZE]); /* "18/02/2026" */

/* "2023-212 art. 3", and what the rule says; absent: the rule book has no such rule. */
const char *say_article(const struct why *why, const struct looked *looked, char buf[256]);
struct text say_regle(const struct why *why, struct text id);
struct text say_condition(const struct why *why, struct text cle);
struct text say_motif(const struct why *why, const struct motif *motif);

/* "accepté", "retenu", "rejeté" */
const char *say_statut(const struct why *why, struct text statut);

/* What the limit of an explanation is, in a sentence. */
const char *say_limit(const struct why *why, enum limit limit);

/* "amo_cents 21,00 €", "taux_bp 70 %", "date_soins 2026-02-18"; a value about a person is "(donné)". */
#define SAY_VALUE 512
const char *say_value(const struct why *why, const struct valued *value, char buf[SAY_VALUE]);

/* All of them, those that are absent last: "activite pmi, site mds-lens-1 ; sans quantite, coefficient". What
 * has no room is left out. */
#define SAY_LIST 4096
void say_values(const struct why *why, const struct valued *values, unsigned count, char list[SAY_LIST]);

/* Appends an item, `apart` before it where it is not the first. */
void list_add(char list[SAY_LIST], const char *apart, const char *item);

/* "30,00 € × 70 % = 21,00 €", or "" where these figures are not one another's product. */
const char *say_arithmetic(const struct why *why, const struct acte *acte, char buf[512]);

#endif
