/*
 * publics - the ages that decide who a rule is for, and who signs (config/publics.yaml)
 */
#ifndef PUBLICS_H
#define PUBLICS_H

#include "date.h"
#include "text.h"

struct publics {
	int64_t titre_1_age;   /* titre I: strictly before this birthday */
	int64_t forme_708_age; /* form 708 (art. 6.2): the same */
	unsigned forme_708_professions; /* bits of actes.h: who signs it (annexe 1.3) */
	int64_t majorite_ans;
	struct publics_where { /* "publics.yaml:11": for a trace */
		struct text titre_1, forme_708, majorite;
	} where;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void publics_load(struct publics *publics, const char *dir);

#endif
