/*
 * queue - the frames that workers have, in the order of the stream, and what their accounts come to
 *
 * No I/O. A worker is an ordinary stage that sees some frames only: each goes to it behind a head of its
 * own, which says what came before it (that is known: it travels in the frame before) and what the stage
 * had sent: as many records, and of the rest nothing. What the worker then says it has sent is, but for
 * these records, that of the one frame; added up in the order of the stream it is what one process
 * would have said, the digest too: each record's share depends on its place only.
 */
#ifndef QUEUE_H
#define QUEUE_H

#include "crumb.h"
#include "frame.h"

#define WORKERS_MAX CRUMB_SLOTS
#define QUEUE_MAX WINDOW /* a source has no more under way */
#define AT_A_WORKER 2    /* frames that one has at a time: one that it works at, one that waits */

struct item {
	enum frame_kind kind;
	uint64_t epoch, seq;   /* in the line */
	uint32_t records;
	bool dealt, answered;
	unsigned worker;       /* who has it */
	unsigned given;        /* of its messages */
	struct buffer message[2]; /* the head of its own (a head has none), and what came */
	struct trail trail;    /* that came with it */
	unsigned char run[16]; /* of the answer, */
	uint64_t lineage;
	struct totals own;     /* its accounts, without those of the frames before, */
	struct buffer body;    /* and its objects */
};

struct queue {
	struct item items[QUEUE_MAX];
	unsigned first, count, room, workers;
	uint64_t epoch;           /* what the workers see: of each head that comes another one, and no answer
	                             to an earlier one, or to an earlier life, is taken for one to this */
	unsigned index;           /* of the stage in the accounts */
	struct frame head;        /* the last one that came */
	struct buffer head_body;
	struct trail behind;      /* the accounts behind the last frame that came */
	struct totals sent;       /* of the stage, behind the last one that was passed on */
	struct buffer accounts;   /* of the one that is passed on */
};

void queue_start(struct queue *queue, unsigned workers, uint64_t epoch); /* a random one */
bool queue_has_room(const struct queue *queue);

/* One more, as the reader took it. A head puts an end to all that was there. Dies with 65. */
void queue_take(struct queue *queue, const struct frame *frame);

/* Says who gets what is not dealt yet, as far as the workers can take it. */
void queue_deal(struct queue *queue);

/* The next message for this worker, NULL: none; once it is given, queue_given(). */
const struct buffer *queue_message(struct queue *queue, unsigned worker);
void queue_given(struct queue *queue, unsigned worker);

/* The worker lost what it had: all that it has not answered is given again. */
void queue_again(struct queue *queue, unsigned worker);

/* It answered this. What nobody waits for any more is let go; what it must have lost before it goes
 * again. Dies with 70 when it is not what was given. */
void queue_answer(struct queue *queue, unsigned worker, const struct frame *frame);

/* The next frame to pass on, if it is there; it is valid until the next call. */
bool queue_next(struct queue *queue, struct frame *frame);

void queue_free(struct queue *queue);

#endif
