#include "plants.h"

enum plant planted;

const struct plant_text plants[PLANT_COUNT] = {
	[PLANT_NONE] = {"none", ""},
	[PLANT_SAID_EARLY] = {"said-early", "a commit is said before it is on the disk"},
	[PLANT_DUPLICATE] = {"duplicate", "a frame that came before is taken again"},
	[PLANT_GAP] = {"gap", "a number that is missing is not noticed"},
	[PLANT_OLD_EPOCH] = {"old-epoch", "frames of any epoch are taken for those of the head"},
	[PLANT_OLD_WANT] = {"old-want", "a want of an epoch that is over is answered again"},
	[PLANT_HEADLESS] = {"headless", "a reader that has just started takes what comes, without a head"},
	[PLANT_LED_BACK] = {"led-back", "the sink, too, goes back with a head"},
	[PLANT_LED_PAST] = {"led-past", "the sink goes on behind a head that leads past what it has"},
	[PLANT_ANY_IGNORED] = {"any-ignored", "a want of who has heard nothing is not answered"},
	[PLANT_EPOCH_KEPT] = {"epoch-kept", "a rewind does not begin a new epoch"},
	[PLANT_WINDOW] = {"window", "the source has credit without end"},
	[PLANT_WINDOW_BY_ONE] = {"window-by-one", "the source has credit for one frame more"},
	[PLANT_FREED] = {"freed", "a frame is kept until it is given, not until it is committed"},
	[PLANT_HEAD_AGAIN] = {"head-again", "a want is answered again and again"},
	[PLANT_HEAD_AHEAD] = {"head-ahead", "the head says where the source is, not where the sink is"},
	[PLANT_HEAD_MISSING] = {"head-missing", "a rewind sends what is kept without a head"},
	[PLANT_COMMIT_ONCE] = {"commit-once", "a commit is said once"},
	[PLANT_SILENT] = {"silent", "who hears nothing asks for nothing"},
	[PLANT_DEAF] = {"deaf", "a stage relays no want"},
	[PLANT_ACCOUNTS] = {"accounts", "a stage does not take up the accounts of a head"},
	[PLANT_TORN] = {"torn", "what a power cut took is counted when the sink starts again"},
	[PLANT_END_EARLY] = {"end-early", "the sink says fin before the end is on the disk"},
	[PLANT_RESUMED] = {"resumed", "a sink that starts again says what it finds, before it is synced"},
	[PLANT_COMMIT_LOST] = {"commit-lost", "a stage relays no commit"},
};

bool
is_planted(enum plant plant)
{
	return planted == plant;
}

/* Was it refused for this reason alone? */
static bool
is_gap(const struct reader *before, uint64_t epoch, uint64_t seq)
{
	return before->synced && epoch == before->epoch && seq > before->next;
}

enum verdict
plant_reader_step(struct reader *reader, enum frame_kind kind, uint64_t epoch, uint64_t seq)
{
	struct reader before = *reader;
	enum verdict verdict;

	if (is_planted(PLANT_OLD_EPOCH) && kind != FRAME_HEAD && reader->synced)
		epoch = reader->epoch;
	if (is_planted(PLANT_HEADLESS) && !reader->epoch)
		*reader = (struct reader){.synced = true, .epoch = epoch, .next = seq};
	verdict = reader_step(reader, kind, epoch, seq);
	if (is_planted(PLANT_DUPLICATE) && verdict == FRAME_DROP)
		return FRAME_TAKE;
	if (is_planted(PLANT_LED_BACK) && verdict == FRAME_TAKE && kind == FRAME_HEAD)
		reader->next = seq + 1;
	if (is_planted(PLANT_LED_PAST) && verdict == FRAME_LOST) {
		*reader = (struct reader){true, true, epoch, seq + 1};
		return FRAME_TAKE;
	}
	if (is_planted(PLANT_GAP) && kind != FRAME_HEAD && is_gap(&before, epoch, seq)) {
		*reader = before;
		reader->next = seq + 1;
		return FRAME_TAKE;
	}
	return verdict;
}

enum verdict
plant_reader_resume(struct reader *reader, uint64_t done)
{
	enum verdict verdict = reader_resume(reader, done);

	if (!is_planted(PLANT_LED_PAST) || verdict != FRAME_LOST)
		return verdict;
	reader->sink = true;
	return FRAME_TAKE;
}

bool
plant_teller_take(struct teller *teller, enum frame_kind kind, uint64_t seq, int64_t now)
{
	return teller_take(teller, kind, seq, now) && !is_planted(PLANT_COMMIT_ONCE);
}

unsigned
plant_teller_idle(struct teller *teller, int64_t now)
{
	unsigned what = teller_idle(teller, now);

	if (is_planted(PLANT_COMMIT_ONCE))
		what &= ~(unsigned)TELL_COMMIT_AGAIN;
	if (is_planted(PLANT_SILENT))
		what &= ~(unsigned)TELL_WANT;
	return what;
}

bool
plant_sender_has_credit(const struct sender *sender)
{
	if (is_planted(PLANT_WINDOW))
		return true;
	if (is_planted(PLANT_WINDOW_BY_ONE))
		return sender->next <= sender->done + WINDOW + 1;
	return sender_has_credit(sender);
}

void
plant_sender_want(struct sender *sender, uint64_t epoch)
{
	uint64_t before = sender->epoch;

	if (is_planted(PLANT_OLD_WANT) && epoch != EPOCH_ANY)
		epoch = before;
	if (is_planted(PLANT_ANY_IGNORED) && epoch == EPOCH_ANY)
		return;
	sender_want(sender, epoch);
	if (is_planted(PLANT_EPOCH_KEPT))
		sender->epoch = before;
	if (is_planted(PLANT_HEAD_MISSING) && sender->epoch != before)
		sender->head_due = false;
}

void
plant_sender_gave(struct sender *sender)
{
	if (is_planted(PLANT_HEAD_AGAIN) && sender->head_due && sender->done)
		return;
	sender_gave(sender);
}
