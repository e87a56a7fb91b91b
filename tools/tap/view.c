#include "view.h"

#include "log.h"
#include "show.h"
#include "tap.h"

#include <inttypes.h>

/* `side` NULL: there is one only. */
static void
show_one(struct view *view, const char *side, const unsigned char *bytes, size_t len)
{
	struct json json = {.out = &view->out};

	json_open(&json, '{');
	if (side) {
		json_pair_text(&json, "side", text_of(side));
	}
	if (!show_record(&json, bytes, len, NULL, view->identity))
		die(EX_DATAERR, "a value that JSON cannot say (binary or extension)");
	json_close(&json, '}');
	buffer_add(&view->out, "\n", 1);
}

static size_t
parse(struct view *view, const struct frame *frame, size_t at)
{
	const char *why;
	size_t len = record_parse(&view->record, frame->body + at, frame->len - at, &why);

	if (!len)
		die(EX_DATAERR, "frame %" PRIu64 ": %s", frame->seq, why);
	return len;
}

/* A stage gives a record for each that it takes, in their order. */
static void
show_records(struct view *view, const struct frame *before, const struct frame *frame)
{
	size_t was = 0, was_len = 0;

	for (size_t at = 0, len; at < frame->len && !view->over; at += len, was += was_len) {
		was_len = before ? parse(view, before, was) : 0;
		len = parse(view, frame, at);
		if (!choice_takes(&view->choice, &view->record))
			continue;
		if (before)
			show_one(view, "before", before->body + was, was_len);
		show_one(view, before ? "after" : NULL, frame->body + at, len);
		view->over = ++view->shown == view->wanted;
	}
}

bool
view_count(struct view *view, const struct frame *frame)
{
	if (frame->kind == FRAME_HEAD && !view->next)
		view->next = frame->seq + 1;
	if (frame->kind != FRAME_DATA && frame->kind != FRAME_END)
		return false;
	if (view->next && frame->seq < view->next)
		return false;
	if (view->next)
		view->missed += frame->seq - view->next;
	view->next = frame->seq + 1;
	view->over |= frame->kind == FRAME_END;
	return frame->kind == FRAME_DATA;
}

/* Its bytes change owner. */
static void
set_aside(struct view *view, const struct frame *frame, struct buffer *bytes)
{
	struct buffer spare = view->before_bytes;

	view->before = *frame;
	view->before_bytes = *bytes;
	*bytes = spare;
}

void
view_take(struct view *view, char side, const struct frame *frame, struct buffer *bytes)
{
	bool alone = view->before.kind != FRAME_DATA || view->before.seq != frame->seq
		|| view->before.records != frame->records;

	if (view->both && side == TAP_BEFORE) {
		set_aside(view, frame, bytes);
		return;
	}
	if (view->both && frame->kind == FRAME_DATA && alone)
		return; /* the next whole one tells that it is missed */
	if (view_count(view, frame))
		show_records(view, view->both ? &view->before : NULL, frame);
}

void
view_free(struct view *view)
{
	record_free(&view->record);
	buffer_free(&view->out);
	buffer_free(&view->before_bytes);
}
