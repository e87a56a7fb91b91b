#include "filter_private.h"

#include "accounts.h"
#include "digest.h"
#include "log.h"
#include "summary.h"

static void
send_body(struct filter *f)
{
	if (f->written || f->frame.kind == FRAME_DATA) /* a stage sends one for each that it took */
		filter_send(f, FRAME_DATA, &f->body);
	f->body.len = 0;
	f->written = 0;
	summary_progress(f);
}

static void
send_end(struct filter *f)
{
	struct buffer bytes = {0};

	totals_write(&f->sent, &bytes);
	filter_send(f, FRAME_END, &bytes);
	buffer_free(&bytes);
}

_Noreturn static void
malformed(struct filter *f, const char *why)
{
	if (!pipe_goes_back(f->in))
		send_body(f); /* what came before it is not lost */
	die(EX_DATAERR, "record %llu of the stream: %s", (unsigned long long)f->received.records + 1, why);
}

/* The next record of the frame, whatever its statut. */
static struct record *
next_record(struct filter *f)
{
	const char *why;
	size_t len;

	crumb_at(f->crumb, f->received.records + 1);
	len = record_parse(&f->record, f->frame.body + f->at, f->frame.len - f->at, &why);
	if (!len)
		malformed(f, why);
	f->digest = digest_of(f->frame.body + f->at, len, f->received.records);
	totals_add_digest(&f->received, &f->record, f->digest);
	f->at += len;
	f->seen++;
	return &f->record;
}

static bool
fail(struct filter *f, int code)
{
	f->failed = code;
	return false;
}

static bool
agree(struct filter *f, const char *differs)
{
	if (!differs)
		return true;
	log_error(EX_DATAERR, "the stream announces another %s: what came is not what was sent", differs);
	return fail(f, EX_DATAERR);
}

static bool
left_is_what_came(struct filter *f)
{
	if (!f->out || (f->received.records == f->sent.records
			       && f->received.montant_cents == f->sent.montant_cents))
		return true;
	log_error(EX_SOFTWARE, "%llu records came in and %llu went out",
		(unsigned long long)f->received.records, (unsigned long long)f->sent.records);
	return fail(f, EX_SOFTWARE);
}

/* Of the frame that was read: all of it, and the accounts that came with it. */
static bool
frame_is_whole(struct filter *f)
{
	if (f->frame.kind != FRAME_DATA)
		return true;
	if (f->seen != f->frame.records)
		malformed(f, "the frame announced another count of records");
	return agree(f, accounts_differ(f));
}

static bool
take_end(struct filter *f)
{
	struct totals end;

	if (totals_read(&end, f->frame.body, f->frame.len) != f->frame.len)
		malformed(f, "an end that is not one");
	if (!agree(f, totals_differ(&f->received, &end)) || !left_is_what_came(f))
		return false;
	f->ended = true;
	send_end(f);
	return pipe_goes_back(f->in);
}

static bool
stream_stops(struct filter *f)
{
	if (f->ended || pipe_is_done(f->in))
		return false;
	if (pipe_draining()) {
		log_error(EX_TEMPFAIL, "stopped by a signal after %llu records: run the same line again",
			(unsigned long long)f->received.records);
		return fail(f, EX_TEMPFAIL);
	}
	log_error(EX_DATAERR, "the stream stops without its end after %llu records: the process before "
			      "this one failed, or the file was cut; what came was passed on",
		(unsigned long long)f->received.records);
	return fail(f, EX_DATAERR);
}

/* False at the end of the stream, good or bad. */
static bool
next_frame(struct filter *f)
{
	bool more = frame_is_whole(f);

	crumb_at(f->crumb, 0);
	send_body(f);
	while (more) {
		f->frame = pipe_recv(f->in);
		f->at = f->seen = 0;
		switch (f->frame.kind) {
		case FRAME_DATA:
			accounts_read(f);
			filter_keep(f);
			return true;
		case FRAME_HEAD:
			filter_begin_again(f);
			break;
		case FRAME_END:
			filter_keep(f);
			more = take_end(f);
			break;
		default:
			more = stream_stops(f);
		}
	}
	f->frame.len = 0;
	return false;
}

bool
filter_reopen(struct record *rec)
{
	struct record_defect first;
	struct text etape = rec->motifs->etape;

	if (rec->statut == STATUT_ACCEPTED || !record_defects(rec, F_MOTIFS, &first, 1)
		|| !text_equal(first.etape, etape))
		return false;
	record_reopen(rec, etape);
	return true;
}

static void
set_aside(struct record *rec)
{
	struct defects defects = {0};

	rule(&defects, "R222");
	defect(&defects, "poison", FIELD_NONE);
	record_judge(rec, &defects);
}

/* Is it for the loop? Else it goes on as it is. */
static bool
is_to_be_judged(struct filter *f, struct record *rec)
{
	if (!f->out) /* a sink is where all of them end */
		return true;
	if (rec->statut != STATUT_ACCEPTED && !filter_reopen(rec))
		return false;
	if (!crumb_poisoned(f->crumb, f->received.records))
		return true;
	set_aside(rec);
	return false;
}

struct trace *
filter_trace(struct filter *f)
{
	return f->record.trace = f->explain ? explain_trace(f->explain) : NULL;
}

struct record *
filter_read(struct filter *f)
{
	for (;;) {
		struct record *rec;

		if (f->at == f->frame.len && !next_frame(f))
			return NULL;
		rec = next_record(f);
		rec->trace = NULL;
		if (is_to_be_judged(f, rec)) {
			filter_trace(f);
			return rec;
		}
		filter_write(f, rec);
	}
}

bool
filter_poisoned(const struct filter *f)
{
	return crumb_poisoned(f->crumb, f->sent.records + 1);
}

/* What goes on as it came keeps its digest: the next stage finds whether it was copied well. */
static void
add_to_sent(struct filter *f, const struct record *rec, size_t from)
{
	if (rec == &f->record && record_is_untouched(rec) && f->sent.records + 1 == f->received.records)
		totals_add_digest(&f->sent, rec, f->digest);
	else
		totals_add(&f->sent, rec, f->body.at + from, f->body.len - from);
}

void
filter_write(struct filter *f, const struct record *rec)
{
	size_t from = f->body.len;

	if (rec->trace)
		explain_write(f->explain, rec);
	record_write(rec, &f->body);
	add_to_sent(f, rec, from);
	f->written++;
	if (f->in)
		return;
	if (f->body.len >= f->batch || f->written == FRAME_RECORDS) {
		crumb_at(f->crumb, 0); /* it may have to wait for the others */
		send_body(f);
	}
	crumb_at(f->crumb, f->sent.records + 1);
}

int
filter_code(const struct filter *f)
{
	return !f->in && pipe_draining() ? EX_TEMPFAIL : f->failed;
}

static void
end_source(struct filter *f)
{
	crumb_at(f->crumb, 0);
	if (pipe_draining()) /* a frame that is not full would cut the same run in another way */
		return;
	send_body(f);
	if (f->failed == EX_OK)
		send_end(f);
}

static void
close_capture(struct filter *f, bool well)
{
	char sha256[65];

	if (f->capture && well)
		output_close(f->capture, sha256);
	else
		output_abandon(f->capture);
}

int
filter_close(struct filter *f)
{
	int code;

	if (!f->in)
		end_source(f);
	code = filter_code(f);
	pipe_close(f->out, code == EX_OK);
	pipe_close(f->in, code == EX_OK);
	close_capture(f, code == EX_OK);
	if (code == EX_OK)
		summary_print(f);
	crumb_close(f->crumb);
	tap_close(f->tap);
	explain_close(f->explain, code == EX_OK);
	record_free(&f->record);
	buffer_free(&f->body);
	buffer_free(&f->accounts);
	buffer_free(&f->head_bytes);
	return code;
}
