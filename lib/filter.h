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
 * reopened and comes again. A record at which this stage crashed is held as `poison` (crumb.h).
 *
 * The head may come again in the middle of a run (protocol.h): the library takes up the accounts that it
 * brings, and the loop never sees it.
 */
#ifndef FILTER_H
#define FILTER_H

#include "crumb.h"
#include "explain.h"
#include "options.h"
#include "output.h"
#include "pipe.h"
#include "rulebook.h"
#include "stream.h"
#include "tap.h"

struct filter {
	const struct options *options;
	struct rulebook book;
	struct text etape;        /* "price" */
	struct pipe *in, *out;    /* out NULL: a sink; in NULL: a source */
	struct head head;         /* as it leaves this stage; texts live in head_bytes */
	struct buffer head_bytes;
	unsigned index;           /* of this stage in the head and in the accounts */
	char replay_run[RUN_SIZE];
	struct frame frame;       /* being read */
	struct trail trail;       /* its accounts */
	size_t at;                /* in the frame */
	uint32_t seen;            /* records of the frame read so far */
	struct buffer body;       /* of the frame being written */
	uint32_t written;         /* records in it */
	struct buffer accounts;   /* of the frame being written */
	size_t batch;             /* a source sends its frame past this many bytes */
	int failed;               /* the exit code, once something went wrong */
	struct record record;
	uint64_t digest;          /* of it as it was read, in its place */
	struct totals received, sent;
	struct { struct totals in, out; } furthest; /* the most that was counted: it may have gone back since */
	bool ended;
	struct crumb *crumb;      /* where a supervisor sees which record is judged */
	struct tap *tap;          /* who looks on (--tap) */
	struct explain *explain;  /* which rules looked at each act (--explain) */
	struct output *capture;   /* every frame that is taken, as it came (--capture) */
	void (*keep)(void *arg, const struct frame *frame); /* the same for a sink */
	void *keep_arg;
	uint64_t kept;            /* frames before this number were captured or kept */
	uint64_t told_ms;         /* when progress was last told */
};

/* Opens both pipes, reads the head, checks format and rule book (78 where they differ), adds this
 * stage to the head and sends it. */
void filter_open(struct filter *f, const struct options *options);

/* The same for a stage that writes no stream: what it has to say goes elsewhere. filter_read() then
 * gives it every record, refused ones too. */
void filter_open_sink(struct filter *f, const struct options *options);

/* The same in two steps, for a sink that has to make itself ready: who writes to it meets it meanwhile. Signals only
 * drain from the first one on. */
void filter_listen(struct filter *f, const struct options *options);
void filter_hear(struct filter *f);

/* The next record to judge, NULL at the end. */
struct record *filter_read(struct filter *f);
void filter_write(struct filter *f, const struct record *rec);

/* Ends the stream, prints the summary. Returns the exit code: 0, 65 for a stream without its end or whose
 * accounts differ, 75 when interrupted. Over ZeroMQ it returns when the sink has everything. */
int filter_close(struct filter *f);

/* Was it refused by this very stage, in a run before? Then it is open again, to be judged. */
bool filter_reopen(struct record *rec);

/* Where the rules of the record that is made or read next leave their trace; NULL without --explain. For
 * who does not get it from filter_read(). */
struct trace *filter_trace(struct filter *f);

/* For a sink that has more to do before all is done: the code that filter_close() will return. */
int filter_code(const struct filter *f);

/* For a sink whose disk has frames from before: up to `done`, the accounts in `trail`. */
void filter_resume(struct filter *f, uint64_t done, const struct trail *trail, void (*commit)(void *arg),
	void *arg);

/* A source: is this the record at which an earlier life of the process crashed? The one that would be
 * written next. */
bool filter_poisoned(const struct filter *f);

/* For sources: a head of their own, then records, then the end. */
void filter_open_source(struct filter *f, const struct options *options, const struct head *head);

/* The same in two steps, for a source that knows its head only when it has read for a while: the reader
 * of its output meets it before, and does not lose patience. Signals only drain from the first one on. */
void filter_meet(struct filter *f, const struct options *options);
void filter_begin(struct filter *f, const struct head *head);

/* For --check: the rule book as a whole, beside what the stage has loaded of it. Returns 0 or dies. */
int filter_check(const struct options *options);

#endif
