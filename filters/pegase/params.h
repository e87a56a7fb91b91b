/*
 * params - what config/pegase.yaml says to pmi-pegase
 */
#ifndef PEGASE_PARAMS_H
#define PEGASE_PARAMS_H

#include "rule.h"

/* Dies with 66 or 78. What it gives lives until the process ends. */
void params_load(struct params *params, const char *dir);

#endif
