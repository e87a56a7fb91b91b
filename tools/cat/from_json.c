#include "cat.h"
#include "json_read.h"
#include "log.h"
#include "pipe.h"
#include "rulebook.h"
#include "stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct made {
	const struct cat *cat;
	struct pipe *out;
	struct totals totals;
	uint64_t seq;
	unsigned stages; /* crossed, as the head says */
	struct record record;
	struct buffer bytes, body;
	unsigned char run[16];
	uint32_t records;
	bool headed, ended;
	struct totals end; /* as the JSON says, when it does */
	unsigned long line;
};

_Noreturn static void
refuse(const struct made *made, const char *why, unsigned column)
{
	die(EX_DATAERR, "%s:%lu:%u: %s", made->cat->options->input, made->line, column, why);
}

static void
send(struct made *made, enum frame_kind kind, const struct buffer *body)
{
	struct frame frame = {.kind = kind, .seq = made->seq++, .body = body->at, .len = body->len,
		.records = kind == FRAME_DATA ? made->records : 0};
	struct trail trail = {.count = kind == FRAME_HEAD ? 0 : made->stages};
	struct buffer accounts = {0};

	if (trail.count) /* those of the last stage are all that is known */
		trail.at[trail.count - 1] = made->totals;
	trail_write(&trail, &accounts);
	frame.trail = accounts.at;
	frame.trail_len = accounts.len;
	memcpy(frame.run, made->run, sizeof(frame.run));
	pipe_send(made->out, &frame);
	buffer_free(&accounts);
}

static void
send_body(struct made *made)
{
	if (made->records)
		send(made, FRAME_DATA, &made->body);
	made->records = 0;
	made->body.len = 0;
}

static void
send_head(struct made *made, const struct head *head)
{
	struct buffer bytes = {0};
	unsigned byte;

	for (unsigned i = 0; i < 16; i++) {
		sscanf(head->run.at + 2 * i, "%2x", &byte);
		made->run[i] = (unsigned char)byte;
	}
	made->stages = head->stage_count;
	head_write(head, &bytes);
	send(made, FRAME_HEAD, &bytes);
	buffer_free(&bytes);
	made->headed = true;
}

/* Records that come without a head get one: the rule book at hand, the day that was given. */
static void
send_own_head(struct made *made)
{
	struct rulebook book;
	char run[RUN_SIZE], day[DAY_SIZE];
	struct head head = {.source = TEXT("json")};

	if (!made->cat->as_of)
		die(EX_USAGE, "the JSON has no head: say the day with --as-of");
	head.as_of = options_day(made->cat->as_of, "as-of", DAY_NONE);
	rulebook_open(&book, made->cat->options->config, "cat");
	head.book_hash = text_of(book.hash);
	head.book_name = book.name;
	head.run = run_id(run, (struct text[]){head.source, head.book_hash,
		text_of(day_format(head.as_of, day))}, 3);
	send_head(made, &head);
}

static void
take_array(struct made *made)
{
	struct head head;

	if (!made->headed && head_read(&head, made->bytes.at, made->bytes.len))
		send_head(made, &head);
	else if (totals_read(&made->end, made->bytes.at, made->bytes.len))
		made->ended = true;
	else
		refuse(made, "an array that is neither the head nor the end of a stream", 1);
}

/* What pmi-cat writes in the place of a person. */
static bool
is_hidden(const struct made *made)
{
	return memmem(made->bytes.at, made->bytes.len, "\xa3***", 4) != NULL;
}

static void
take_record(struct made *made)
{
	const char *why;

	if (!made->headed)
		send_own_head(made);
	if (!record_parse(&made->record, made->bytes.at, made->bytes.len, &why))
		refuse(made, is_hidden(made) ? "*** hides an identity: show it with pmi-cat --show-identity"
					     : why, 1);
	totals_add(&made->totals, &made->record, made->bytes.at, made->bytes.len);
	buffer_add(&made->body, made->bytes.at, made->bytes.len);
	made->records++;
	if (made->body.len >= FRAME_FILL || made->records == FRAME_RECORDS)
		send_body(made);
}

static void
take_line(struct made *made, struct text line)
{
	const char *why;
	unsigned column = 1;

	line = text_trim(line);
	if (!line.len)
		return;
	if (made->ended)
		refuse(made, "something behind the end of the stream", 1);
	made->bytes.len = 0;
	if ((why = json_read(line, &made->bytes, &column)))
		refuse(made, why, column);
	if (line.at[0] == '[')
		take_array(made);
	else
		take_record(made);
}

static void
send_end(struct made *made)
{
	struct buffer bytes = {0};
	const char *differs;

	made->end.digest = made->totals.digest; /* JSON does not keep how a number was packed */
	differs = made->ended ? totals_differ(&made->totals, &made->end) : NULL;
	if (differs)
		die(EX_DATAERR, "the end in the JSON announces another %s", differs);
	send_body(made);
	totals_write(&made->totals, &bytes);
	send(made, FRAME_END, &bytes);
	buffer_free(&bytes);
}

int
cat_from_json(const struct cat *cat)
{
	struct made made = {.cat = cat};
	const char *input = cat->options->input;
	FILE *in = strcmp(input, "-") ? fopen(input, "re") : stdin;
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	if (!in)
		die_errno(EX_NOINPUT, "cannot read %s", input);
	made.out = pipe_open_write(cat->options->output);
	while ((len = getline(&line, &room, in)) >= 0) {
		made.line++;
		if (len && line[len - 1] == '\n')
			len--;
		if (len > RECORD_BYTES_MAX * 4)
			refuse(&made, "a line too long", 1);
		take_line(&made, (struct text){line, (size_t)len});
	}
	if (pipe_draining())
		die(EX_TEMPFAIL, "stopped by a signal after %lu lines: run the same line again",
			made.line);
	if (ferror(in))
		die_errno(EX_IOERR, "cannot read %s", input);
	if (!made.headed)
		send_own_head(&made);
	send_end(&made);
	pipe_close(made.out, true);
	free(line);
	record_free(&made.record);
	buffer_free(&made.bytes);
	buffer_free(&made.body);
	return EX_OK;
}
