#include "view.h"

#include "log.h"

#include <inttypes.h>

static bool
has_motif(const struct record *rec, const char *motif)
{
	struct record_defect defects[DEFECTS_MAX];
	unsigned n = record_defects(rec, F_MOTIFS, defects, DEFECTS_MAX);

	while (n--)
		if (text_is(defects[n].code, motif))
			return true;
	return false;
}

static bool
is_wanted(const struct view *view, const struct record *rec)
{
	return (!view->statut || text_is(text_of(view->statut), statut_name(rec->statut)))
		&& (!view->motif || has_motif(rec, view->motif));
}

static void
show_records(struct view *view, const struct frame *frame)
{
	const char *why;

	for (size_t at = 0, len; at < frame->len && !view->over; at += len) {
		const unsigned char *bytes = frame->body + at;

		if (!(len = record_parse(&view->record, bytes, frame->len - at, &why)))
			die(EX_DATAERR, "frame %" PRIu64 ": %s", frame->seq, why);
		if (!is_wanted(view, &view->record))
			continue;
		buffer_add(&view->out, bytes, len);
		totals_add(&view->shown, &view->record, bytes, len);
		view->over = (int64_t)view->shown.records == view->wanted;
	}
}

/* Frames may come again after a restart; those that were seen are not shown twice. */
void
view_show(struct view *view, const struct frame *frame)
{
	if (frame->kind == FRAME_HEAD && !view->headed) {
		buffer_add(&view->out, frame->body, frame->len);
		view->headed = true;
	}
	if (frame->kind == FRAME_END)
		view->over = true;
	if (frame->kind != FRAME_DATA || (view->next && frame->seq < view->next))
		return;
	if (view->next)
		view->missed += frame->seq - view->next;
	view->next = frame->seq + 1;
	show_records(view, frame);
}
