#include "intake.h"

#include "log.h"
#include "output.h"

#include <stdlib.h>

struct refused {
	struct head head;
	const char *path;
	struct output *output; /* NULL: nothing yet */
	struct totals totals;
	struct buffer bytes;
};

struct refused *
refused_new(const struct head *head, const char *path)
{
	struct refused *r = calloc(1, sizeof(*r));

	if (!r)
		out_of_memory();
	r->head = *head;
	r->head.stage_count = 0;
	r->head.replay = TEXT("ingest");
	r->path = path;
	return r;
}

static void
put(struct refused *r)
{
	output_write(r->output, r->bytes.at, r->bytes.len);
	r->bytes.len = 0;
}

void
refused_add(struct refused *r, const struct record *rec)
{
	if (!r->path)
		return;
	if (!r->output) {
		r->output = output_open(r->path);
		head_write(&r->head, &r->bytes);
		put(r);
	}
	record_write(rec, &r->bytes);
	totals_add(&r->totals, rec, r->bytes.at, r->bytes.len);
	put(r);
}

void
refused_close(struct refused *r, bool keep)
{
	char sha256[65];

	if (r->output && keep) {
		totals_write(&r->totals, &r->bytes);
		put(r);
		output_close(r->output, sha256);
	} else {
		output_abandon(r->output);
	}
	buffer_free(&r->bytes);
	free(r);
}
