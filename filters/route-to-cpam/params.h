/*
 * params - what the rule book says to pmi-route-to-cpam
 */
#ifndef ROUTE_PARAMS_H
#define ROUTE_PARAMS_H

#include "rule.h"

/* Dies with 66 or 78. What it gives lives until the process ends. */
void params_load(struct params *params, const char *dir);

/* What hangs on the day of the run. */
void params_as_of(struct params *params, day_t as_of);

#endif
