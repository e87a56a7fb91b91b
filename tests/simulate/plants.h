/*
 * plants - bugs that the simulation must find: the protocol's calls, each as a wrong one would answer
 */
#ifndef PLANTS_H
#define PLANTS_H

#include "protocol.h"

enum plant {
	PLANT_NONE,
	PLANT_SAID_EARLY,
	PLANT_DUPLICATE,
	PLANT_GAP,
	PLANT_OLD_EPOCH,
	PLANT_OLD_WANT,
	PLANT_HEADLESS,
	PLANT_LED_BACK,
	PLANT_LED_PAST,
	PLANT_ANY_IGNORED,
	PLANT_EPOCH_KEPT,
	PLANT_WINDOW,
	PLANT_WINDOW_BY_ONE,
	PLANT_FREED,
	PLANT_HEAD_AGAIN,
	PLANT_HEAD_AHEAD,
	PLANT_HEAD_MISSING,
	PLANT_COMMIT_ONCE,
	PLANT_SILENT,
	PLANT_DEAF,
	PLANT_ACCOUNTS,
	PLANT_TORN,
	PLANT_END_EARLY,
	PLANT_RESUMED,
	PLANT_COMMIT_LOST,
	PLANT_COUNT
};

extern enum plant planted;
extern const struct plant_text {
	const char *name, *what;
} plants[PLANT_COUNT];

/* Of the I/O around the protocol: is this bug there? */
bool is_planted(enum plant plant);

enum verdict plant_reader_step(struct reader *reader, enum frame_kind kind, uint64_t epoch, uint64_t seq);
enum verdict plant_reader_resume(struct reader *reader, uint64_t done);
bool plant_teller_take(struct teller *teller, enum frame_kind kind, uint64_t seq, int64_t now);
unsigned plant_teller_idle(struct teller *teller, int64_t now);
bool plant_sender_has_credit(const struct sender *sender);
void plant_sender_want(struct sender *sender, uint64_t epoch);
void plant_sender_gave(struct sender *sender);

#endif
