/*
 * nearest - the known name that a mistyped one was meant to be
 *
 *	struct nearest n = { .word = typed };
 *	for each known name: nearest_try(&n, name);
 *	n.name is the nearest, or NULL when none is near
 */
#ifndef NEAREST_H
#define NEAREST_H

#include "text.h"

struct nearest {
	struct text word;
	const char *name;
	unsigned distance; /* of `name` */
};

void nearest_try(struct nearest *nearest, const char *name);

#endif
