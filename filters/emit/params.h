/*
 * params - what pmi-emit takes from the rule book
 */
#ifndef EMIT_PARAMS_H
#define EMIT_PARAMS_H

#include "payeurs.h"
#include "rule.h"

#define SUPPORTS_MAX 16

struct support {
	struct text key; /* "b2" */
	struct support_params params;
};

struct params {
	struct payeurs payeurs;
	struct support supports[SUPPORTS_MAX];
	size_t support_count;
};

void params_load(struct params *params, const char *dir);

/* NULL when there is none. */
const struct support *params_support(const struct params *params, struct text key);

#endif
