/* b2_tool - what pmi-b2 is asked for, and its answers */
#ifndef B2_TOOL_H
#define B2_TOOL_H

#include "b2_file.h"
#include "given.h"

struct b2_tool {
	struct b2_file file;
	bool json, identity, all;
	/* write: */
	const char *output, *config; /* where to, NULL: beside each lot; the rule book */
	struct text separator;
};

/* Each returns the exit code. */
int b2_dump(struct b2_tool *tool);
int b2_say_faults(struct b2_tool *tool); /* 65 when there is one */
int b2_list_zones(const struct b2_tool *tool);
int b2_write(const struct b2_tool *tool, struct given *lots);

#endif
