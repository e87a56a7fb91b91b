/*
 * filter - the loop's calls: one record in, one record out, in order
 *
 *	filter_open(&f, &options);
 *	while ((rec = filter_read(&f))) {
 *		apply(rec, &params);
 *		filter_write(&f, rec);
 *	}
 *	return filter_close(&f);
 *
 * A record that an earlier stage held or rejected never reaches the loop: the library passes it on in
 * its place, untouched. A record that *this* stage refused in an earlier run (refus/STAGE.msgpack) is
 * reopened and comes again.
 */
#ifndef FILTER_H
#define FILTER_H

#include "options.h"
#include "pipe.h"
#include "rulebook.h"
#include "stream.h"

struct filter {
	const struct options *options;
	struct rulebook book;
	struct text etape;
	struct pipe *in, *out; /* out NULL: a sink */
	struct head head;      /* as it leaves this stage */
	struct buffer head_bytes, body;
	struct frame frame;
	size_t at;             /* in the frame */
	uint32_t written;      /* records in body */
	struct record record;
	struct account *received, *sent;
	bool ended;
	bool truncated;
	uint64_t progress_ms;
};

/* Opens both pipes, reads the head, checks format and rule book (78 where they differ), adds this
 * stage to the head and sends it. */
void filter_open(struct filter *f, const struct options *options);

/* The same for a stage that writes no stream: what it has to say goes elsewhere. */
void filter_open_sink(struct filter *f, const struct options *options);

/* The next record to judge, NULL at the end. */
struct record *filter_read(struct filter *f);
void filter_write(struct filter *f, const struct record *rec);

/* Checks the accounts, sends the end, prints the summary. Returns the exit code: 0, 65 for a stream
 * without its end or whose accounts differ, 75 when interrupted. */
int filter_close(struct filter *f);

/* For sources: a head of their own, then records, then the end. */
void filter_open_source(struct filter *f, const struct options *options, const struct head *head);

#endif
