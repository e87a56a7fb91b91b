/*
 * publics - the ages that decide who a rule is for (config/publics.yaml)
 */
#ifndef PUBLICS_H
#define PUBLICS_H

#include "date.h"

struct publics {
	int64_t titre_1_age;   /* titre I: strictly before this birthday */
	int64_t forme_708_age; /* form 708 (art. 6.2): the same */
	int64_t majorite_ans;
};

/* Dies with 66 or 78. */
void publics_load(struct publics *publics, const char *dir);

#endif
