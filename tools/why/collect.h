/*
 * collect - what stages say with --explain, read while they run
 */
#ifndef WHY_COLLECT_H
#define WHY_COLLECT_H

#include "stages.h"
#include "why.h"

struct collect {
	struct why *why;
	struct acte **actes; /* whose lines are kept */
	size_t acte_count;
	struct ear {
		int fd;
		struct buffer bytes; /* a line that is not whole yet */
	} ears[STREAM_STAGES_MAX];
	unsigned count;
};

/* Gives the stage its --explain, to be called in the order of the stages, before they start. */
void collect_from(struct collect *collect, struct stage *stage);

/* Once they run: until the last of them has closed. Each act gets its lines in the order of the stages. */
void collect_all(struct collect *collect);

#endif
