/*
 * The rule book as the price needs it: actes, tarifs, vaccins, marche, taux, conventions, publics.
 */
#ifndef PRICE_PARAMS_H
#define PRICE_PARAMS_H

#include "rule.h"

/* All die with 66 or 78. What is loaded lives until the process ends. */
void params_load(struct price_params *params, const char *dir);

/* What was learnt after this day, that of the run, is as if it were not there. */
void params_as_of(struct price_params *params, day_t as_of);

void taux_load(struct price_taux *taux, const char *dir);

/* Two rows of one code that apply to one day, profession and week: both lines are shown (78). */
void tarifs_load(struct tarifs *tarifs, const char *dir);

/* The same for the prices of the marché, by CIP13; each is a vaccine of `vaccins`. */
void marche_load(struct tarifs *marche, const char *dir, const struct vaccins *vaccins);

#endif
