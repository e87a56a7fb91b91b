#include "protocol.h"

#define COMMIT_FRAMES (WINDOW / 2) /* taken since the last commit */
#define IDLE_MS 20        /* nothing came for so long: commit what there is */
#define REPEAT_MS 200     /* a commit, a want that may have been lost */
#define SILENCE_MS 100    /* who needs a head asks for it, then after twice as long, … */
#define SILENCE_MAX_MS 2000
#define GAP_MS 1000       /* the same for a sink that misses nothing it knows of, and not before */
#define PACES 2           /* it has waited so many times as long as frames take */
#define GAP_MAX_MS 600000
#define LOOK_MS 100       /* a wait ends, and what is due is looked at */

/* ---- a reader */

void
reader_start(struct reader *reader)
{
	*reader = (struct reader){.next = 1};
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
reader_resume(struct reader *reader, uint64_t done)
{
	if (reader->next > done + 1)
		return FRAME_LOST;
	reader->sink = true;
	reader->next = done + 1;
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

/* ---- what a reader says */

void
teller_start(struct teller *teller, bool sink, int64_t now)
{
	*teller = (struct teller){.sink = sink, .heard_ms = now, .came_ms = now, .pause_ms = SILENCE_MS};
}

void
teller_resume(struct teller *teller, uint64_t done, int64_t now)
{
	teller->taken = done;
	teller_commit(teller, now);
}

/* A line may have a stage that is slower than any constant here: an ask leads all of it back, and must
 * not be what keeps it from going on. */
static int64_t
gap_ms(const struct teller *teller)
{
	return PACES * teller->pace_ms > GAP_MS ? PACES * teller->pace_ms : GAP_MS;
}

void
teller_hear(struct teller *teller, int64_t now)
{
	int64_t silence = now - teller->came_ms;

	teller->pace_ms -= teller->pace_ms / 8;
	if (teller->pace_ms < silence)
		teller->pace_ms = silence;
	teller->came_ms = teller->heard_ms = now;
	if (teller->synced)
		teller->pause_ms = gap_ms(teller);
}

bool
teller_take(struct teller *teller, enum frame_kind kind, uint64_t seq, int64_t now)
{
	if (!teller->synced)
		teller->pause_ms = gap_ms(teller);
	teller->synced = true;
	if (kind == FRAME_HEAD)
		teller->owes = false; /* this answers it, here and behind */
	if (!teller->sink)
		return false;
	if (kind != FRAME_HEAD) {
		teller->taken = seq;
		return false;
	}
	if (teller->committed <= seq)
		return false;
	teller->told_ms = now;
	return true;
}

bool
teller_ask(struct teller *teller, uint64_t epoch, int64_t now)
{
	if (teller->synced)
		teller->pause_ms = SILENCE_MS;
	teller->synced = false;
	if (teller->asked_ms && epoch == teller->asked_epoch && now - teller->asked_ms < REPEAT_MS)
		return false;
	teller->asked_ms = now;
	teller->asked_epoch = epoch;
	return true;
}

void
teller_owe(struct teller *teller, uint64_t epoch)
{
	if (!teller->owes || epoch == EPOCH_ANY || teller->owed_epoch != EPOCH_ANY)
		teller->owed_epoch = epoch;
	teller->owes = true;
}

bool
teller_is_full(const struct teller *teller)
{
	return teller->sink && teller->taken >= teller->committed + COMMIT_FRAMES;
}

void
teller_commit(struct teller *teller, int64_t now)
{
	teller->committed = teller->taken;
	teller->told_ms = now;
}

/* It may have been lost with a process that died, and nothing else would tell. */
static bool
asks_in_silence(struct teller *teller, int64_t now)
{
	int64_t longest = teller->synced ? GAP_MAX_MS : SILENCE_MAX_MS;

	if ((teller->synced && !teller->sink) || now - teller->heard_ms < teller->pause_ms)
		return false;
	teller->heard_ms = now;
	teller->pause_ms = teller->pause_ms * 2 < longest ? teller->pause_ms * 2 : longest;
	teller->asked_ms = now;
	teller->asked_epoch = EPOCH_ANY;
	return true;
}

static bool
is_pending(const struct teller *teller)
{
	return teller->sink && teller->taken > teller->committed;
}

unsigned
teller_idle(struct teller *teller, int64_t now)
{
	unsigned what = 0;

	if (is_pending(teller) && now - teller->heard_ms >= IDLE_MS) {
		what |= TELL_COMMITS;
	} else if (teller->sink && teller->committed && now - teller->told_ms > REPEAT_MS) {
		teller->told_ms = now;
		what |= TELL_COMMIT_AGAIN;
	}
	if (asks_in_silence(teller, now))
		what |= TELL_WANT;
	return what;
}

int
teller_wait_ms(const struct teller *teller)
{
	return is_pending(teller) ? IDLE_MS : teller->synced ? LOOK_MS : SILENCE_MS;
}

/* ---- the source */

void
sender_start(struct sender *sender, uint64_t epoch)
{
	*sender = (struct sender){.epoch = epoch, .next = 1, .unsent = 1};
}

static void
rewind_to_done(struct sender *sender)
{
	sender->unsent = sender->done + 1;
	sender->head_due = true;
}

void
sender_begin(struct sender *sender)
{
	sender->begun = true;
	rewind_to_done(sender);
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
		return KEEP_IT;
	sender->ahead = false;
	sender->epoch++;
	rewind_to_done(sender);
	return KEEP_IT;
}

bool
sender_commit(struct sender *sender, uint64_t seq)
{
	if (seq <= sender->done)
		return false;
	sender->done = seq;
	if (sender->next <= seq)
		sender->ahead = true;
	if (sender->unsent <= seq)
		sender->unsent = seq + 1;
	return true;
}

/* Frames of this epoch cannot be used, or none came. One of another epoch was answered already. */
void
sender_want(struct sender *sender, uint64_t epoch)
{
	if (!sender->begun || sender->head_due || (epoch != EPOCH_ANY && epoch != sender->epoch))
		return;
	sender->epoch++;
	rewind_to_done(sender);
}

enum due
sender_due(const struct sender *sender)
{
	if (sender->head_due)
		return DUE_HEAD;
	return sender->unsent < sender->next ? DUE_FRAME : DUE_NOTHING;
}

void
sender_gave(struct sender *sender)
{
	if (sender->head_due)
		sender->head_due = false;
	else
		sender->unsent++;
}
