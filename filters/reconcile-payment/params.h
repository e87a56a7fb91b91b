/*
 * params - what pmi-reconcile-payment takes from the rule book
 */
#ifndef RECONCILE_PARAMS_H
#define RECONCILE_PARAMS_H

#include "conventions.h"
#include "echeance.h"
#include "rejets.h"
#include "rule.h"

struct params {
	struct rapprochement rapprochement;
	struct compte compte; /* where payments come in */
	struct delai_paiement delai;
	struct rejets rejets;
};

void params_load(struct params *params, const char *dir);

#endif
