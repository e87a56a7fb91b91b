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

/* `done`: the last number that a sink has on its disk from before; 0 for others. */
void reader_start(struct reader *reader, bool sink, uint64_t done);
enum verdict reader_step(struct reader *reader, enum frame_kind kind, uint64_t epoch, uint64_t seq);

/* ---- the source */

struct sender {
	uint64_t epoch;
	uint64_t next; /* the number of the next new frame; the head has none, data begins with 1 */
	uint64_t done; /* committed up to here; done < seq < next are kept */
	bool ahead;    /* an earlier life of this source was further: frames up to `done` are made
	                  again, not sent, and a head goes before the first that is */
};


void sender_start(struct sender *sender, uint64_t epoch);

/* May the frame `next` be made now? Never more than WINDOW are not committed. */
bool sender_has_credit(const struct sender *sender);

/* What to do with the frame `next`, which is made: SENDER_WAIT means nothing before it. Counts it. */
enum step { SEND_IT, SKIP_IT, HEAD_THEN_SEND_IT };
enum step sender_step(struct sender *sender);

/* A commit moves `done`: what is not past it needs not be kept any more. */
void sender_commit(struct sender *sender, uint64_t seq);

/* True: rewind, which is to send a head (epoch, done) and behind it all that is kept. */
bool sender_want(struct sender *sender, uint64_t epoch);

#endif
