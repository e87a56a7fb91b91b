#include "progress.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define TELL_EVERY_MS 200 /* as in lib/summary.c */

/* The clock decides when to speak, never what comes out. */
void
progress_tell(struct progress *progress)
{
	struct timespec now;
	uint64_t ms;

	if (!progress->on)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
	if (ms - progress->told_ms < TELL_EVERY_MS)
		return;
	progress->told_ms = ms;
	fprintf(stderr, "{\"programme\":\"%s\",\"evenement\":\"publication\",\"actes\":%" PRId64 "}\n",
		log_program(), progress->actes);
}
