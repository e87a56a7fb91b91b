/*
 * origin - the head of the stream: of what, by which rules, for which day
 */
#ifndef INGEST_ORIGIN_H
#define INGEST_ORIGIN_H

#include "input.h"

/* What the head's texts point to. */
struct origin {
	char run[RUN_SIZE];
	char sha256[SHA256_HEX];
	struct buffer names; /* joined with "+" */
};

/* The run is that of the sources' bytes, the rule book, the day and the mapping: the same work has the
 * same name. head->as_of is given. */
void origin_make(struct origin *origin, struct head *head, const struct input *inputs, int count,
	const struct mapping *mapping, const struct rulebook *book);
void origin_free(struct origin *origin);

#endif
