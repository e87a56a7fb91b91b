#include "protocol.h"

void
reader_start(struct reader *reader, bool sink, uint64_t done)
{
	*reader = (struct reader){.sink = sink, .next = done + 1};
}

static enum verdict
take_head(struct reader *reader, uint64_t epoch, uint64_t seq)
{
	if (reader->sink && seq >= reader->next)
		return FRAME_LOST;
	if (!reader->sink)
		reader->next = seq + 1;
	reader->epoch = epoch;
	reader->synced = true;
	return FRAME_TAKE;
}

enum verdict
reader_step(struct reader *reader, enum frame_kind kind, uint64_t epoch, uint64_t seq)
{
	if (kind == FRAME_HEAD)
		return take_head(reader, epoch, seq);
	if (reader->synced && epoch == reader->epoch && seq <= reader->next) {
		if (seq < reader->next)
			return FRAME_DROP;
		reader->next++;
		return FRAME_TAKE;
	}
	reader->synced = false;
	reader->epoch = epoch;
	return FRAME_ASK;
}

void
sender_start(struct sender *sender, uint64_t epoch)
{
	*sender = (struct sender){.epoch = epoch, .next = 1};
}

bool
sender_has_credit(const struct sender *sender)
{
	return sender->next <= sender->done + WINDOW;
}

enum step
sender_step(struct sender *sender)
{
	uint64_t seq = sender->next++;

	if (seq <= sender->done)
		return SKIP_IT;
	if (!sender->ahead)
		return SEND_IT;
	sender->ahead = false;
	sender->epoch++;
	return HEAD_THEN_SEND_IT;
}

void
sender_commit(struct sender *sender, uint64_t seq)
{
	if (seq <= sender->done)
		return;
	sender->done = seq;
	if (sender->next <= seq)
		sender->ahead = true;
}

/* Frames of this epoch cannot be used, or none came. One of another epoch was answered already. */
bool
sender_want(struct sender *sender, uint64_t epoch)
{
	if (epoch != EPOCH_ANY && epoch != sender->epoch)
		return false;
	sender->epoch++;
	return true;
}
