/* scan - bytes that are looked at, then let through */
#ifndef SCAN_H
#define SCAN_H

#include "names.h"

struct scan {
	const char *path;   /* for messages; "-": standard input */
	struct text fictif; /* how fictitious numbers begin */
	const struct names *names; /* NULL: none */
	int out;            /* -1: nothing is written */
};

/* All of `fd`, which is closed. False when something must not pass: it was said, and nothing of it nor of what
 * comes behind was written. Memory is bounded. Dies with 69 (a PDF, and no pdftotext), 74, 75. */
bool scan_file(struct scan *scan, int fd);

#endif
