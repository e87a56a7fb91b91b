/*
 * cat - the two directions of pmi-cat
 */
#ifndef CAT_H
#define CAT_H

#include "choice.h"
#include "options.h"

struct cat {
	const struct options *options;
	const char *field;  /* show only this one */
	struct choice choice; /* show only these */
	bool all;           /* the head and the end too, as arrays */
	bool identity;      /* show persons */
	const char *as_of;  /* for a head that the JSON does not have */
};

/* Both return the exit code. */
int cat_to_json(const struct cat *cat);
int cat_from_json(const struct cat *cat);

#endif
