#include "queue.h"

#include "log.h"

#include <string.h>

static struct item *
item_at(struct queue *q, unsigned place)
{
	return &q->items[(q->first + place) % QUEUE_MAX];
}

void
queue_start(struct queue *q, unsigned workers, uint64_t epoch)
{
	*q = (struct queue){.workers = workers, .room = 2 * AT_A_WORKER * workers, .epoch = epoch};
	if (q->room > QUEUE_MAX)
		q->room = QUEUE_MAX;
}

bool
queue_has_room(const struct queue *q)
{
	return q->count < q->room;
}

/* ---- What comes */

static void
take_head(struct queue *q, const struct frame *frame)
{
	struct head head;

	if (head_read(&head, frame->body, frame->len) != frame->len)
		die(EX_DATAERR, "the stream begins with no head of this project");
	if (!head.stage_count || head.stage_count == STREAM_STAGES_MAX)
		die(EX_DATAERR, "workers stand behind 1 to %d stages, here %u are before them",
			STREAM_STAGES_MAX - 1, head.stage_count);
	q->epoch++;
	q->index = head.stage_count;
	q->head_body.len = 0;
	buffer_add(&q->head_body, frame->body, frame->len);
	q->head = *frame;
	q->head.body = q->head_body.at;
	q->first = q->count = 0;
}

static void
read_accounts(struct queue *q, const struct frame *frame, struct trail *trail)
{
	*trail = (struct trail){0};
	if (!frame->trail || trail_read(trail, frame->trail, frame->trail_len) != frame->trail_len
		|| (frame->kind != FRAME_HEAD && trail->count != q->index))
		die(EX_DATAERR, "frame %llu: its accounts are none", (unsigned long long)frame->seq);
}

/* The head that goes before a frame: `sent` is what this stage says to have sent until then. */
static void
write_before(const struct queue *q, const struct item *item, const struct totals *sent, struct buffer *out)
{
	struct frame head = q->head;
	struct trail trail = q->behind;
	struct buffer accounts = {0};

	trail.count = q->index + 1;
	trail.at[q->index] = *sent;
	trail_write(&trail, &accounts);
	head.epoch = q->epoch;
	head.seq = item->seq - 1;
	head.trail = accounts.at;
	head.trail_len = accounts.len;
	out->len = 0;
	frame_write(&head, out);
	buffer_free(&accounts);
}

static void
add_item(struct queue *q, const struct frame *frame, const struct trail *trail)
{
	struct item *item = item_at(q, q->count++), old = *item;
	struct frame given = *frame;
	struct totals sent = {.records = q->behind.at[q->index - 1].records};

	*item = (struct item){.kind = frame->kind, .epoch = frame->epoch, .seq = frame->seq,
		.records = frame->records, .trail = *trail, .body = old.body};
	item->message[0] = old.message[0];
	item->message[1] = old.message[1];
	item->message[0].len = item->message[1].len = item->body.len = 0;
	if (frame->kind == FRAME_DATA)
		write_before(q, item, &sent, &item->message[0]);
	given.epoch = q->epoch;
	frame_write(&given, &item->message[1]);
}

/* Behind a head the accounts of the stages behind are known, too; they are not what the next one adds to. */
void
queue_take(struct queue *q, const struct frame *frame)
{
	struct trail trail;

	if (frame->kind == FRAME_HEAD)
		take_head(q, frame);
	read_accounts(q, frame, &trail);
	add_item(q, frame, &trail);
	if (frame->kind == FRAME_HEAD)
		q->sent = trail.count > q->index ? trail.at[q->index] : (struct totals){0};
	q->behind = trail;
}

/* ---- Who does it */

static unsigned
load(struct queue *q, unsigned worker)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < q->count; i++)
		sum += item_at(q, i)->dealt && !item_at(q, i)->answered && item_at(q, i)->worker == worker;
	return sum;
}

static bool
deal_one(struct queue *q, struct item *item)
{
	unsigned best = 0, least = AT_A_WORKER;

	for (unsigned w = 0; w < q->workers; w++)
		if (load(q, w) < least) {
			best = w;
			least = load(q, w);
		}
	if (least == AT_A_WORKER)
		return false;
	item->dealt = true;
	item->worker = best;
	return true;
}

/* The end says what the stage has sent in all: it waits until that is known. */
void
queue_deal(struct queue *q)
{
	for (unsigned i = 0; i < q->count; i++) {
		struct item *item = item_at(q, i);

		if (item->dealt)
			continue;
		if ((item->kind == FRAME_END && i) || !deal_one(q, item))
			return;
		if (item->kind == FRAME_END)
			write_before(q, item, &q->sent, &item->message[0]);
	}
}

static struct item *
not_given(struct queue *q, unsigned worker)
{
	for (unsigned i = 0; i < q->count; i++) {
		struct item *item = item_at(q, i);

		if (item->dealt && !item->answered && item->worker == worker && item->given < 2)
			return item;
	}
	return NULL;
}

const struct buffer *
queue_message(struct queue *q, unsigned worker)
{
	struct item *item = not_given(q, worker);

	if (!item)
		return NULL;
	if (!item->given && !item->message[0].len)
		item->given = 1;
	return &item->message[item->given];
}

void
queue_given(struct queue *q, unsigned worker)
{
	not_given(q, worker)->given++;
}

void
queue_again(struct queue *q, unsigned worker)
{
	for (unsigned i = 0; i < q->count; i++)
		if (item_at(q, i)->worker == worker)
			item_at(q, i)->given = 0;
}

/* ---- What they made of it */

/* The place of what is answered; the count where nobody waits for it. A head of its own is answered as
 * well, and nobody waits for that. */
static unsigned
place_of(struct queue *q, unsigned worker, const struct frame *frame)
{
	for (unsigned i = 0; i < q->count; i++) {
		const struct item *item = item_at(q, i);

		if (item->kind == frame->kind && frame->epoch == q->epoch && item->seq == frame->seq
			&& item->dealt && !item->answered && item->worker == worker)
			return i;
	}
	return q->count;
}

static void
read_answer(const struct queue *q, struct item *item, const struct frame *frame)
{
	uint64_t before = item->trail.at[q->index - 1].records - item->records;
	struct trail trail;
	const char *differs = NULL;

	if (item->kind == FRAME_HEAD)
		return;
	if (trail_read(&trail, frame->trail, frame->trail_len) != frame->trail_len
		|| trail.count != q->index + 1)
		die(EX_SOFTWARE, "frame %llu: a worker gave it other accounts",
			(unsigned long long)item->seq);
	item->own = trail.at[q->index];
	if (item->kind == FRAME_END)
		differs = totals_differ(&item->own, &q->sent);
	item->own.records -= before;
	if (item->kind == FRAME_DATA
		&& (item->own.records != item->records || frame->records != item->records))
		differs = "the count of records";
	if (differs)
		die(EX_SOFTWARE, "frame %llu: %s is not what a worker was given",
			(unsigned long long)item->seq, differs);
}

/* A worker takes one after the other: it never saw what it should have answered before this. */
static void
again_before(struct queue *q, unsigned worker, unsigned place)
{
	for (unsigned i = 0; i < place; i++) {
		struct item *item = item_at(q, i);

		if (item->worker == worker && item->dealt && !item->answered)
			item->given = 0;
	}
}

void
queue_answer(struct queue *q, unsigned worker, const struct frame *frame)
{
	unsigned place = place_of(q, worker, frame);
	struct item *item;

	if (place == q->count)
		return;
	item = item_at(q, place);
	again_before(q, worker, place);
	read_answer(q, item, frame);
	item->answered = true;
	item->lineage = frame->lineage;
	memcpy(item->run, frame->run, sizeof(item->run));
	buffer_add(&item->body, frame->body, frame->len);
}

/* ---- What goes on */

static void
add_up(struct totals *sum, const struct totals *more)
{
	sum->records += more->records;
	for (int i = 0; i < STATUT_COUNT; i++)
		sum->by_statut[i] += more->by_statut[i];
	sum->montant_cents += more->montant_cents;
	sum->amo_cents += more->amo_cents;
	sum->digest += more->digest;
}

bool
queue_next(struct queue *q, struct frame *frame)
{
	struct item *item = item_at(q, 0);

	if (!q->count || !item->answered)
		return false;
	q->first = (q->first + 1) % QUEUE_MAX;
	q->count--;
	if (item->kind == FRAME_DATA)
		add_up(&q->sent, &item->own);
	if (item->kind != FRAME_HEAD) {
		item->trail.at[q->index] = q->sent;
		item->trail.count = q->index + 1;
	}
	q->accounts.len = 0;
	trail_write(&item->trail, &q->accounts);
	*frame = (struct frame){.kind = item->kind, .lineage = item->lineage, .epoch = item->epoch,
		.seq = item->seq, .records = item->records, .trail = q->accounts.at,
		.trail_len = q->accounts.len, .body = item->body.at, .len = item->body.len};
	memcpy(frame->run, item->run, sizeof(frame->run));
	return true;
}

void
queue_free(struct queue *q)
{
	for (unsigned i = 0; i < QUEUE_MAX; i++) {
		buffer_free(&q->items[i].message[0]);
		buffer_free(&q->items[i].message[1]);
		buffer_free(&q->items[i].body);
	}
	buffer_free(&q->head_body);
	buffer_free(&q->accounts);
}
