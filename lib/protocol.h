/*
 * protocol - number, commit, rewind: what each end of a line decides on what it sees
 *
 * Pure: no I/O, no clock, no allocation; pipe.c gives it frames and does what it answers, and
 * tests/simulate drives the same functions through millions of losses and crashes.
 *
 *   source ──frames──► stage ──frames──► … ──frames──► sink
 *     ◄──── commit, want, fin: relayed backward as they are ────
 *
 * The source numbers frames and keeps each until the sink says that it is on its disk (commit). A reader
 * that cannot go on (it has just started, or something was lost) says want; the source answers with a
 * head of a new epoch, which says from where the stream goes on, and what it kept behind it. Stages
 * between keep nothing.
 *
 * An epoch is what follows one head. Its number only has to differ from that of every other head of the
 * run: a source takes a random one when it starts and counts on from there. A reader takes frames of
 * the epoch of the last head only, one number after another.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdbool.h>
#include <stdint.h>

#define WINDOW 32     /* frames that a source sends past the last committed one: the credit */
#define EPOCH_ANY 0   /* in a want: the reader has seen no frame; no epoch has this number */

enum frame_kind {
	FRAME_HEAD = 'H', FRAME_DATA = 'D', FRAME_END = 'E',   /* forward */
	FRAME_COMMIT = 'C', FRAME_WANT = 'W', FRAME_FIN = 'F', /* backward: on the disk up to seq; */
	FRAME_LEFT = 'L',                                      /* cannot go on; all done; will not */
};

/* ---- a reader: a stage, or the sink */

struct reader {
	bool synced;    /* a head was taken and nothing is missing since */
	bool sink;      /* keeps what it has: a head may lead back, never past it */
	uint64_t epoch; /* of the head; when not synced, of the last frame seen */
	uint64_t next;  /* the number expected */
};

enum verdict {
	FRAME_TAKE, /* it is the next one (a head: go on behind its number) */
	FRAME_DROP, /* seen before, or of an epoch that is over */
	FRAME_ASK,  /* drop it, and say want(reader->epoch) */
	FRAME_LOST, /* a sink needs what the source no longer has: all must be run again */
};

void reader_start(struct reader *reader);

/* Behind the first head, before any other frame: a sink has all up to `done` from before, and goes on
 * there. FRAME_TAKE or FRAME_LOST. */
enum verdict reader_resume(struct reader *reader, uint64_t done);
enum verdict reader_step(struct reader *reader, enum frame_kind kind, uint64_t epoch, uint64_t seq);

/* ---- what a reader says backward, and when; `now` is of any steady clock, in ms */

struct teller {
	bool sink;
	bool synced;               /* the last frame was taken: there is nothing to ask for */
	uint64_t taken, committed; /* of a sink */
	uint64_t asked_epoch;
	bool owes;                 /* a want, its own or one that it relays, which nobody took yet */
	uint64_t owed_epoch;
	int64_t heard_ms, asked_ms, pause_ms; /* asks after so much silence, from a frame or an ask on */
	int64_t came_ms, pace_ms;  /* when a frame came; how long one takes to come, lately */
	int64_t told_ms;           /* when the last commit was said */
};

void teller_start(struct teller *teller, bool sink, int64_t now);

/* All up to `done` is on the disk of this sink from before; it says so. */
void teller_resume(struct teller *teller, uint64_t done, int64_t now);

/* A frame came, be it of use or not. */
void teller_hear(struct teller *teller, int64_t now);

/* It was taken. True: say the last commit again, the source may not know how far an earlier life of it
 * was. */
bool teller_take(struct teller *teller, enum frame_kind kind, uint64_t seq, int64_t now);

/* It cannot be used. True: say want(epoch). */
bool teller_ask(struct teller *teller, uint64_t epoch, int64_t now);

/* A want of this epoch is to be said, or to be passed on: the one to say now, which is owed until somebody
 * took it or a head answers it. One of EPOCH_ANY stands for all others. */
void teller_owe(struct teller *teller, uint64_t epoch);

/* Was so much taken that it is time to commit? */
bool teller_is_full(const struct teller *teller);

/* What was taken is on the disk; the sink says so. */
void teller_commit(struct teller *teller, int64_t now);

/* Nothing came: what to do now, a sum of these. And how long to wait for more at most. */
enum { TELL_COMMITS = 1, TELL_COMMIT_AGAIN = 2, TELL_WANT = 4 }; /* the want is of EPOCH_ANY */
unsigned teller_idle(struct teller *teller, int64_t now);
int teller_wait_ms(const struct teller *teller);

/* ---- the source */

struct sender {
	uint64_t epoch;
	uint64_t next; /* the number of the next new frame; the head has none, data begins with 1 */
	uint64_t done; /* committed up to here; done < seq < next are kept */
	bool ahead;    /* an earlier life of this source was further: frames up to `done` are made
	                  again, not sent, and a head goes before the first that is */
	bool begun;      /* its head is there: before, there is nothing to rewind */
	bool head_due;   /* a head of this epoch goes before anything else */
	uint64_t unsent; /* the first that is kept and not sent in this epoch */
};

void sender_start(struct sender *sender, uint64_t epoch);

/* The head is there. */
void sender_begin(struct sender *sender);

/* May the frame `next` be made now? Never more than WINDOW are not committed. */
bool sender_has_credit(const struct sender *sender);

/* What to do with the frame `next`, which is made: keep it until it is committed, or not at all. Counts
 * it. */
enum step { KEEP_IT, SKIP_IT };
enum step sender_step(struct sender *sender);

/* A commit moves `done`: what is not past it needs not be kept any more. False: it was known. */
bool sender_commit(struct sender *sender, uint64_t seq);

/* A want of what is sent now leads back: a head (epoch, done) is due, and behind it all that is kept. */
void sender_want(struct sender *sender, uint64_t epoch);

/* What is to be given to the reader now: the head, or the frame `unsent`. And: it was given. */
enum due { DUE_NOTHING, DUE_HEAD, DUE_FRAME };
enum due sender_due(const struct sender *sender);
void sender_gave(struct sender *sender);

#endif
