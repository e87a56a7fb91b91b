#include "cat.h"
#include "cursor.h"
#include "json.h"
#include "log.h"
#include "pipe.h"
#include "show.h"
#include "stream.h"
#include "wire_fd.h"

#include <string.h>

/* False when a value is none that JSON can say. */
static bool
write_record(const struct cat *cat, const unsigned char *bytes, size_t len, struct buffer *out)
{
	struct json json = {.out = out};

	if (!cat->field)
		json_open(&json, '{');
	if (!show_record(&json, bytes, len, cat->field, cat->identity))
		return false;
	if (!cat->field)
		json_close(&json, '}');
	buffer_add(out, "\n", 1);
	return true;
}

static void
write_object(const struct frame *frame, struct buffer *out)
{
	struct cursor c = {frame->body, frame->body + frame->len};
	struct json json = {.out = out};

	if (!show_value(&json, &c))
		die(EX_DATAERR, "the stream begins or ends with something else than its head or end");
	buffer_add(out, "\n", 1);
}

struct shown {
	struct totals totals;
	bool headed;
	struct record record;
	struct buffer out;
	struct wire_fd *to;
};

static void
flush(struct shown *shown)
{
	wire_fd_send(shown->to, shown->out.at, shown->out.len);
	shown->out.len = 0;
}

_Noreturn static void
refuse(struct shown *shown, size_t whole, const char *why)
{
	shown->out.len = whole;
	flush(shown); /* what came before it is shown */
	die(EX_DATAERR, "record %llu of the stream: %s",
		(unsigned long long)shown->totals.records + 1, why);
}

static void
show_frame(const struct cat *cat, struct shown *shown, const struct frame *frame)
{
	struct record *rec = &shown->record;

	for (size_t at = 0, len; at < frame->len; at += len) {
		size_t whole = shown->out.len;
		const char *why;

		len = record_parse(rec, frame->body + at, frame->len - at, &why);
		if (!len)
			refuse(shown, whole, why);
		if (choice_takes(&cat->choice, rec)
			&& !write_record(cat, frame->body + at, len, &shown->out))
			refuse(shown, whole, "a value that JSON cannot say (binary or extension)");
		totals_add(&shown->totals, rec, frame->body + at, len);
	}
}

/* Of a stream captured behind its beginning, the head says what came before. */
static void
show_head(const struct cat *cat, struct shown *shown, const struct frame *frame)
{
	struct trail trail = {.count = 0};
	struct head head;

	if (shown->headed)
		return; /* it comes again when something was lost behind */
	shown->headed = true;
	if (frame->trail && trail_read(&trail, frame->trail, frame->trail_len)
		&& head_read(&head, frame->body, frame->len) && head.stage_count
		&& trail.count >= head.stage_count)
		shown->totals = trail.at[head.stage_count - 1];
	if (cat->all)
		write_object(frame, &shown->out);
}

static int
check_end(const struct shown *shown, const struct frame *frame)
{
	struct totals end;
	const char *differs;

	if (frame->kind != FRAME_END && pipe_draining()) {
		log_error(EX_TEMPFAIL, "stopped by a signal after %llu records",
			(unsigned long long)shown->totals.records);
		return EX_TEMPFAIL;
	}
	if (frame->kind != FRAME_END) {
		log_error(EX_DATAERR, "the stream stops without its end after %llu records",
			(unsigned long long)shown->totals.records);
		return EX_DATAERR;
	}
	if (totals_read(&end, frame->body, frame->len) != frame->len) {
		log_error(EX_DATAERR, "an end that is not one");
		return EX_DATAERR;
	}
	if (!(differs = totals_differ(&shown->totals, &end)))
		return EX_OK;
	log_error(EX_DATAERR, "the stream's end announces another %s", differs);
	return EX_DATAERR;
}

int
cat_to_json(const struct cat *cat)
{
	struct shown shown = {0};
	struct pipe *in;
	struct frame frame;
	int code;

	if (strstr(cat->options->output, "://"))
		die(EX_USAGE, "--output %s: JSON goes to - or a file", cat->options->output);
	in = pipe_open_read(cat->options->input);
	shown.to = wire_fd_write(cat->options->output);
	while ((frame = pipe_recv(in)).kind == FRAME_HEAD || frame.kind == FRAME_DATA) {
		if (frame.kind == FRAME_DATA)
			show_frame(cat, &shown, &frame);
		else
			show_head(cat, &shown, &frame);
		flush(&shown);
	}
	if (cat->all && frame.kind == FRAME_END)
		write_object(&frame, &shown.out);
	flush(&shown);
	code = check_end(&shown, &frame);
	pipe_close(in, true);
	wire_fd_close(shown.to, code == EX_OK);
	record_free(&shown.record);
	buffer_free(&shown.out);
	return code;
}
