#include "filter_private.h"

#include "accounts.h"
#include "digest.h"
#include "log.h"

#include <string.h>

static void
run_bytes(const struct head *head, unsigned char run[16])
{
	for (unsigned i = 0; i < 32; i++) {
		const char *digit = memchr("0123456789abcdef", head->run.at[i], 16);
		unsigned value = digit ? (unsigned)(digit - "0123456789abcdef") : 0;

		run[i / 2] = (unsigned char)(i % 2 ? run[i / 2] | value : value << 4);
	}
}

/* What made the stream so far, and this program under its rule book. */
static uint64_t
lineage_of(const struct filter *f)
{
	uint64_t lineage = digest_of(f->etape.at, f->etape.len, f->frame.lineage);

	lineage = digest_of(PMI_VERSION, sizeof(PMI_VERSION), lineage);
	return digest_of(f->book.hash, sizeof(f->book.hash), lineage);
}

void
filter_send(struct filter *f, enum frame_kind kind, const struct buffer *body)
{
	struct frame frame = {.kind = kind, .lineage = lineage_of(f), .epoch = f->frame.epoch,
		.seq = f->frame.seq, .records = f->written, .body = body->at, .len = body->len};

	if (!f->out)
		return;
	run_bytes(&f->head, frame.run);
	f->accounts.len = 0;
	accounts_write(f, kind, &f->accounts);
	frame.trail = f->accounts.at;
	frame.trail_len = f->accounts.len;
	if (!f->in)
		f->frame.seq++; /* of a source, that of the next one */
	tap_show(f->tap, TAP_AFTER, &frame);
	pipe_send(f->out, &frame);
}

void
filter_send_head(struct filter *f)
{
	struct buffer bytes = {0};

	head_write(&f->head, &bytes);
	filter_send(f, FRAME_HEAD, &bytes);
	buffer_free(&bytes);
}

/* Somebody behind lost something: the stream goes on from an earlier frame. */
void
filter_begin_again(struct filter *f)
{
	if (f->frame.len != f->head_bytes.len || memcmp(f->frame.body, f->head_bytes.at, f->frame.len))
		die(EX_CONFIG, "the head changed in the middle of a run: somebody changed the programs or the "
			       "rule book under it; run it again as a whole");
	if (pipe_is_sink(f->in))
		return;
	accounts_take(f);
	filter_send_head(f);
	f->ended = false;
}

void
filter_keep(struct filter *f)
{
	struct frame frame = f->frame;
	struct buffer bytes = {0};

	tap_show(f->tap, TAP_BEFORE, &frame);
	if (frame.seq < f->kept)
		return; /* it came again */
	f->kept = frame.seq + 1;
	frame.epoch = 0;
	if (f->keep)
		f->keep(f->keep_arg, &frame);
	if (!f->capture)
		return;
	frame_write(&frame, &bytes);
	output_write(f->capture, bytes.at, bytes.len);
	buffer_free(&bytes);
}

