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
	struct text etape;        /* "price" */
	struct pipe *in, *out;    /* out NULL: a sink; in NULL: a source */
	struct head head;         /* as it leaves this stage; texts live in head_bytes */
	struct buffer head_bytes;
	char replay_run[RUN_SIZE];
	struct frame frame;       /* being read */
	size_t at;                /* in the frame */
	uint32_t seen;            /* records of the frame read so far */
	struct buffer body;       /* of the frame being written */
	uint32_t written;         /* records in it */
	size_t batch;             /* a source sends its frame past this many bytes */
	int failed;               /* a source that could not be read to its end: the exit code */
	struct record record;
	struct account *received, *sent;
	struct totals end;        /* what the stream's end says */
	bool ended;
	uint64_t told_ms;         /* when progress was last told */
};

/* Opens both pipes, reads the head, checks format and rule book (78 where they differ), adds this
 * stage to the head and sends it. */
void filter_open(struct filter *f, const struct options *options);

/* The same for a stage that writes no stream: what it has to say goes elsewhere. filter_read() then
 * gives it every record, refused ones too. */
void filter_open_sink(struct filter *f, const struct options *options);

/* The next record to judge, NULL at the end. */
struct record *filter_read(struct filter *f);
void filter_write(struct filter *f, const struct record *rec);

/* Checks the accounts, sends the end, prints the summary. Returns the exit code: 0, 65 for a stream
 * without its end or whose accounts differ, 75 when interrupted. */
int filter_close(struct filter *f);

/* For sources: a head of their own, then records, then the end. */
void filter_open_source(struct filter *f, const struct options *options, const struct head *head);

/* For --check: the rule book as a whole, beside what the stage has loaded of it. Returns 0 or dies. */
int filter_check(const struct options *options);

#endif
