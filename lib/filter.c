#include "filter.h"

#include "log.h"
#include "summary.h"

#include <string.h>

/* The name of the stage is that of the program without "pmi-". */
static void
start(struct filter *f, const struct options *options)
{
	*f = (struct filter){.options = options, .batch = PIPE_BODY_FILL};
	f->etape = text_of(options->program + strlen("pmi-"));
	rulebook_open(&f->book, options->config, options->program + strlen("pmi-"));
	f->record.motifs = &f->book.motifs;
	f->received = account_new();
	f->sent = account_new();
}

int
filter_check(const struct options *options)
{
	struct rulebook book;

	rulebook_open(&book, options->config, options->program + strlen("pmi-"));
	return EX_OK;
}

static void
run_bytes(const struct head *head, unsigned char run[16])
{
	for (unsigned i = 0; i < 32; i++) {
		const char *digit = memchr("0123456789abcdef", head->run.at[i], 16);
		unsigned value = digit ? (unsigned)(digit - "0123456789abcdef") : 0;

		run[i / 2] = (unsigned char)(i % 2 ? run[i / 2] | value : value << 4);
	}
}

static void
send(struct filter *f, enum pipe_kind kind, uint32_t records, const struct buffer *body)
{
	unsigned char run[16];

	if (!f->out)
		return;
	run_bytes(&f->head, run);
	pipe_send(f->out, kind, run, records, body);
}

static void
send_head(struct filter *f)
{
	struct buffer bytes = {0};

	head_write(&f->head, &bytes);
	send(f, PIPE_HEAD, 0, &bytes);
	buffer_free(&bytes);
}

static void
send_body(struct filter *f)
{
	if (f->written)
		send(f, PIPE_DATA, f->written, &f->body);
	f->body.len = 0;
	f->written = 0;
	summary_progress(f);
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
read_head(struct filter *f)
{
	struct frame frame = pipe_recv(f->in);

	if (frame.kind == PIPE_EOF && pipe_draining())
		die(EX_TEMPFAIL, "stopped by a signal before the stream began: run the same line again");
	if (frame.kind == PIPE_EOF)
		die(EX_DATAERR, "no stream: the process before this one failed, or nothing was given");
	if (frame.kind != PIPE_HEAD)
		die(EX_DATAERR, "records without a head: pass them through pmi-ingest --format records");
	buffer_add(&f->head_bytes, frame.body, frame.len);
	if (head_read(&f->head, f->head_bytes.at, f->head_bytes.len) != frame.len)
		die(EX_DATAERR, "the stream begins with no head of this project");
	if (f->head.replay.at)
		start_replay(f);
	if (!text_is(f->head.book_hash, f->book.hash))
		die(EX_CONFIG, "the stream was made with rule book %.12s, %s holds %.12s: "
			       "one run, one rule book", f->head.book_hash.at, f->book.dir, f->book.hash);
	if (f->head.stage_count == STREAM_STAGES_MAX)
		die(EX_DATAERR, "more than %d stages", STREAM_STAGES_MAX);
	f->head.stages[f->head.stage_count++] = f->etape;
}

void
filter_open_sink(struct filter *f, const struct options *options)
{
	start(f, options);
	f->in = pipe_open_read(options->input);
	read_head(f);
}

void
filter_open(struct filter *f, const struct options *options)
{
	start(f, options);
	f->in = pipe_open_read(options->input);
	f->out = pipe_open_write(options->output);
	read_head(f);
	send_head(f);
}

void
filter_open_source(struct filter *f, const struct options *options, const struct head *head)
{
	start(f, options);
	f->out = pipe_open_write(options->output);
	f->head = *head;
	f->head.book_hash = text_of(f->book.hash);
	f->head.book_name = f->book.name;
	f->head.stages[f->head.stage_count++] = f->etape;
	send_head(f);
}

_Noreturn static void
malformed(struct filter *f, const char *why)
{
	struct totals came = account_totals(f->received);

	send_body(f); /* what came before it is not lost */
	die(EX_DATAERR, "record %llu of the stream: %s", (unsigned long long)came.records + 1, why);
}

/* The next record of the frame, whatever its statut. */
static struct record *
next_record(struct filter *f)
{
	const char *why;
	size_t len = record_parse(&f->record, f->frame.body + f->at, f->frame.len - f->at, &why);

	if (!len)
		malformed(f, why);
	account_add(f->received, &f->record, f->frame.body + f->at, len);
	f->at += len;
	f->seen++;
	return &f->record;
}

static bool
next_frame(struct filter *f)
{
	if (f->frame.kind == PIPE_DATA && f->seen != f->frame.records)
		malformed(f, "the frame announced another count of records");
	send_body(f);
	f->frame = pipe_recv(f->in);
	f->at = f->seen = 0;
	f->ended = f->frame.kind == PIPE_END;
	if (f->ended && totals_read(&f->end, f->frame.body, f->frame.len) != f->frame.len)
		malformed(f, "an end that is not one");
	if (f->frame.kind == PIPE_HEAD)
		malformed(f, "a second head");
	return f->frame.kind == PIPE_DATA;
}

/* Was it refused by this very stage, in a run before? Then it is to be judged again. */
static bool
refused_here(const struct filter *f, const struct record *rec)
{
	struct record_defect first;

	return record_defects(rec, F_MOTIFS, &first, 1) && text_equal(first.etape, f->etape);
}

struct record *
filter_read(struct filter *f)
{
	for (;;) {
		struct record *rec;

		if (f->at == f->frame.len && !next_frame(f))
			return NULL;
		rec = next_record(f);
		if (rec->statut == STATUT_ACCEPTED)
			return rec;
		if (refused_here(f, rec)) {
			record_reopen(rec, f->etape);
			return rec;
		}
		if (!f->out) /* a sink is where all of them end */
			return rec;
		filter_write(f, rec);
	}
}

void
filter_write(struct filter *f, const struct record *rec)
{
	size_t from = f->body.len;

	record_write(rec, &f->body);
	account_add(f->sent, rec, f->body.at + from, f->body.len - from);
	f->written++;
	if (f->body.len > PIPE_BODY_MAX / 2 || (!f->in && f->body.len >= f->batch))
		send_body(f);
}

static int
check_accounts(struct filter *f)
{
	struct totals in = account_totals(f->received), out = account_totals(f->sent);
	const char *differs = totals_differ(&in, &f->end);

	if (differs) {
		log_error(EX_DATAERR, "the stream's end announces another %s: what came is not what was "
				      "sent", differs);
		return EX_DATAERR;
	}
	if (f->out && (in.records != out.records || in.montant_cents != out.montant_cents)) {
		log_error(EX_SOFTWARE, "%llu records came in and %llu went out",
			(unsigned long long)in.records, (unsigned long long)out.records);
		return EX_SOFTWARE;
	}
	return EX_OK;
}

static int
close_input(struct filter *f)
{
	struct totals came = account_totals(f->received);

	if (f->ended)
		return check_accounts(f);
	if (pipe_draining()) {
		log_error(EX_TEMPFAIL, "stopped by a signal after %llu records: run the same line again",
			(unsigned long long)came.records);
		return EX_TEMPFAIL;
	}
	log_error(EX_DATAERR, "the stream stops without its end after %llu records: the process before "
			      "this one failed, or the file was cut; what came was passed on",
		(unsigned long long)came.records);
	return EX_DATAERR;
}

static void
send_end(struct filter *f)
{
	struct totals out = account_totals(f->sent);
	struct buffer bytes = {0};

	totals_write(&out, &bytes);
	send(f, PIPE_END, 0, &bytes);
	buffer_free(&bytes);
}

int
filter_close(struct filter *f)
{
	int code = f->in ? close_input(f) : pipe_draining() ? EX_TEMPFAIL : f->failed;

	send_body(f);
	if (code == EX_OK)
		send_end(f);
	pipe_close(f->out, code == EX_OK); /* over ZeroMQ: returns when the next one has it all */
	pipe_close(f->in, code == EX_OK);  /* and only then is the one before let go */
	if (code == EX_OK)
		summary_print(f);
	account_free(f->received);
	account_free(f->sent);
	record_free(&f->record);
	buffer_free(&f->body);
	buffer_free(&f->head_bytes);
	return code;
}
