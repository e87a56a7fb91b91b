#include "filter_private.h"

#include "accounts.h"
#include "digest.h"
#include "line.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

/* The name of the stage is that of the program without "pmi-". */
static void
start(struct filter *f, const struct options *options)
{
	*f = (struct filter){.options = options, .batch = FRAME_FILL};
	f->etape = text_of(options->program + strlen("pmi-"));
	rulebook_open(&f->book, options->config, options->program + strlen("pmi-"));
	f->record.motifs = &f->book.motifs;
	line_set_patience(options->patience_s);
	if (options->tap)
		f->tap = tap_open(options->tap);
	if (options->explain)
		f->explain = explain_open(options->explain, &f->book);
}

int
filter_check(const struct options *options)
{
	struct rulebook book;

	rulebook_open(&book, options->config, options->program + strlen("pmi-"));
	return EX_OK;
}

/* Refusals that come back start a run of their own, under the rule book of today. */
static void
start_replay(struct filter *f)
{
	struct head *head = &f->head;

	if (!text_equal(head->replay, f->etape))
		die(EX_DATAERR, "these are refusals of pmi-%.*s: give them to that program",
			TEXT_ARG(head->replay));
	head->run = run_id(f->replay_run,
		(struct text[]){head->run, text_of(f->book.hash), head->replay}, 3);
	head->book_hash = text_of(f->book.hash);
	head->book_name = f->book.name;
	head->replay = TEXT_ABSENT;
}

static void
check_head(struct filter *f)
{
	if (head_read(&f->head, f->head_bytes.at, f->head_bytes.len) != f->head_bytes.len)
		die(EX_DATAERR, "the stream begins with no head of this project");
	if (f->head.replay.at)
		start_replay(f);
	if (!text_is(f->head.book_hash, f->book.hash))
		die(EX_CONFIG, "the stream was made with rule book %.12s, %s holds %.12s: "
			       "one run, one rule book (--book %.12s, if it was kept)",
			f->head.book_hash.at, f->book.dir, f->book.hash, f->head.book_hash.at);
	if (f->head.stage_count == STREAM_STAGES_MAX)
		die(EX_DATAERR, "more than %d stages", STREAM_STAGES_MAX);
	f->index = f->head.stage_count;
	f->head.stages[f->head.stage_count++] = f->etape;
}

void
filter_hear(struct filter *f)
{
	f->frame = pipe_recv(f->in);
	if (!f->frame.kind && pipe_is_done(f->in))
		exit(EX_OK);
	if (!f->frame.kind && pipe_draining())
		die(EX_TEMPFAIL, "stopped by a signal before the stream began: run the same line again");
	if (!f->frame.kind)
		die(EX_DATAERR, "no stream: the process before this one failed, or nothing was given");
	if (f->frame.kind != FRAME_HEAD)
		die(EX_DATAERR, "records without a head: pass them through pmi-ingest --format records");
	buffer_add(&f->head_bytes, f->frame.body, f->frame.len);
	check_head(f);
	accounts_take(f);
	f->at = f->frame.len; /* there is no record in it */
	filter_keep(f);
}

void
filter_listen(struct filter *f, const struct options *options)
{
	start(f, options);
	f->crumb = crumb_open();
	if (f->options->capture)
		output_unhashed(f->capture = output_open(f->options->capture));
	f->in = pipe_open_read(f->options->input);
}

void
filter_open_sink(struct filter *f, const struct options *options)
{
	filter_listen(f, options);
	filter_hear(f);
}

void
filter_resume(struct filter *f, uint64_t done, const struct trail *trail, void (*commit)(void *arg),
	void *arg)
{
	struct buffer bytes = {0};

	if (done) {
		f->trail = *trail;
		accounts_of_trail(f);
	}
	trail_write(trail, &bytes);
	pipe_resume(f->in, done, bytes.at, bytes.len, commit, arg);
	buffer_free(&bytes);
}

void
filter_open(struct filter *f, const struct options *options)
{
	filter_listen(f, options);
	f->out = pipe_open_write(options->output);
	pipe_join(f->in, f->out);
	filter_hear(f);
	filter_send_head(f);
}

void
filter_meet(struct filter *f, const struct options *options)
{
	start(f, options);
	f->out = pipe_open_write(options->output);
}

void
filter_open_source(struct filter *f, const struct options *options, const struct head *head)
{
	filter_meet(f, options);
	filter_begin(f, head);
}

void
filter_begin(struct filter *f, const struct head *head)
{
	f->head = *head;
	f->head.book_hash = text_of(f->book.hash);
	f->head.book_name = f->book.name;
	f->index = f->head.stage_count;
	f->head.stages[f->head.stage_count++] = f->etape;
	filter_send_head(f);
}

