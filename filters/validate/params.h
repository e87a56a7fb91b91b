/*
 * params - what identifiants.yaml, mentions.yaml and actes.yaml of config/ say to pmi-validate
 */
#ifndef VALIDATE_PARAMS_H
#define VALIDATE_PARAMS_H

#include "rule.h"

/* Dies with 66 or 78. What it gives lives until the process ends. */
void params_load(struct params *params, const char *dir);

#endif
