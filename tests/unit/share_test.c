#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "died.h"
#include "queue.h"

/*
 * A line of one stage before and one with workers; a frame holds a few records, each of which is worth its
 * place. What workers do, lose and do twice is drawn at random; what comes out must be what one process gives.
 */
#define FRAMES 40
#define MESSAGES 64

struct messages {
	struct buffer at[MESSAGES];
	unsigned first, count;
};

struct worker {
	struct messages in, out;
	bool synced;
	struct totals sent;
};

static struct worker workers[WORKERS_MAX];
static struct buffer head_bytes;
static struct trail before[FRAMES + 2], after[FRAMES + 2]; /* the accounts behind each frame */
static uint32_t records[FRAMES + 2];
static uint64_t seed;

static unsigned
pick(unsigned below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % below;
}

static void
count(struct totals *t, uint64_t place, int64_t montant)
{
	t->digest += (place + 1) * 0x9e3779b97f4a7c15u;
	t->by_statut[place % STATUT_COUNT]++;
	t->montant_cents += montant;
	t->amo_cents += (int64_t)place;
	t->records++;
}

static struct frame
frame_of(enum frame_kind kind, uint64_t epoch, uint64_t seq)
{
	struct frame frame = {.kind = kind, .epoch = epoch, .seq = seq, .run = "run", .lineage = 5,
		.records = kind == FRAME_DATA ? records[seq] : 0,
		.body = (const unsigned char *)"body", .len = 4};

	if (kind == FRAME_HEAD) {
		frame.body = head_bytes.at;
		frame.len = head_bytes.len;
	}
	return frame;
}

static void
prepare(void)
{
	struct head head = {.run = TEXT("0123456789abcdef0123456789abcdef"), .as_of = 9000, .stage_count = 1,
		.book_hash = TEXT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
		.book_name = TEXT("book"), .stages = {TEXT("ingest")}};

	head_bytes.len = 0;
	head_write(&head, &head_bytes);
	memset(before, 0, sizeof(before));
	memset(after, 0, sizeof(after));
	after[0].count = 2;
	for (unsigned seq = 1; seq <= FRAMES + 1; seq++) {
		before[seq] = before[seq - 1];
		after[seq] = after[seq - 1];
		before[seq].count = 1;
		records[seq] = seq <= FRAMES ? pick(4) : 0;
		for (uint32_t i = 0; i < records[seq]; i++) {
			count(&before[seq].at[0], before[seq].at[0].records, 3);
			count(&after[seq].at[1], after[seq].at[1].records, 7);
		}
		after[seq].at[0] = before[seq].at[0];
	}
}

static void
push(struct messages *m, const unsigned char *bytes, size_t len)
{
	struct buffer *to = &m->at[(m->first + m->count++) % MESSAGES];

	assert_true(m->count < MESSAGES);
	to->len = 0;
	buffer_add(to, bytes, len);
}

static const struct buffer *
pop(struct messages *m)
{
	const struct buffer *first = &m->at[m->first];

	if (!m->count)
		return NULL;
	m->first = (m->first + 1) % MESSAGES;
	m->count--;
	return first;
}

static struct frame
parse(const struct buffer *bytes)
{
	const char *why;
	size_t size;
	struct frame frame;

	assert_int_equal(frame_parse(&frame, bytes->at, bytes->len, &size, &why), FRAME_WHOLE);
	return frame;
}

/* A stage as filter.c is one: it takes up its accounts from a head, and adds up. */
static void
work_at(struct queue *q, unsigned index)
{
	struct worker *w = &workers[index];
	const struct buffer *message = pop(&w->in);
	struct frame frame;
	struct trail trail;
	struct buffer accounts = {0}, answer = {0};

	if (!message) {
		if (!w->synced)
			queue_again(q, index); /* it wants */
		return;
	}
	frame = parse(message);
	assert_int_equal(trail_read(&trail, frame.trail, frame.trail_len), frame.trail_len);
	if (frame.kind == FRAME_HEAD) {
		w->synced = true;
		w->sent = trail.count > 1 ? trail.at[1] : (struct totals){0};
	} else if (!w->synced) {
		queue_again(q, index);
		return;
	} else {
		for (uint32_t i = 0; i < frame.records; i++)
			count(&w->sent, w->sent.records, 7);
		trail.at[1] = w->sent;
		trail.count = 2;
	}
	trail_write(&trail, &accounts);
	frame.trail = accounts.at;
	frame.trail_len = accounts.len;
	frame.lineage++;
	frame_write(&frame, &answer);
	push(&w->out, answer.at, answer.len);
	buffer_free(&answer);
	buffer_free(&accounts);
}

/* What it has in hand is lost, of what it has said the end. */
static void
kill_one(unsigned index)
{
	struct worker *w = &workers[index];

	w->synced = false;
	for (unsigned n = pick(w->in.count + 1); n; n--)
		pop(&w->in);
	w->out.count = pick(w->out.count + 1);
}

static void
give_and_hear(struct queue *q, unsigned index)
{
	struct worker *w = &workers[index];
	const struct buffer *message;

	queue_deal(q);
	while (w->in.count < 4 && (message = queue_message(q, index))) {
		push(&w->in, message->at, message->len);
		queue_given(q, index);
	}
	if (w->out.count < 40 && pick(2))
		work_at(q, index);
	if (pick(2) && (message = pop(&w->out))) {
		struct frame answer = parse(message);

		queue_answer(q, index, &answer);
	}
}

static void
is_as_of_one(const struct frame *frame, uint64_t seq)
{
	struct buffer expected = {0};

	assert_int_equal(frame->seq, seq);
	assert_int_equal(frame->lineage, 6);
	assert_memory_equal(frame->run, "run", 4);
	assert_int_equal(frame->records, frame->kind == FRAME_DATA ? records[seq] : 0);
	trail_write(frame->kind == FRAME_HEAD && !seq ? &before[0] : &after[seq], &expected);
	assert_int_equal(frame->trail_len, expected.len);
	assert_memory_equal(frame->trail, expected.at, expected.len);
	buffer_free(&expected);
}

static void
take(struct queue *q, enum frame_kind kind, uint64_t epoch, uint64_t seq)
{
	struct frame frame = frame_of(kind, epoch, seq);
	struct buffer accounts = {0};

	/* a head that leads back knows the accounts of all stages there */
	trail_write(kind == FRAME_HEAD && seq ? &after[seq] : &before[seq], &accounts);
	frame.trail = accounts.at;
	frame.trail_len = accounts.len;
	queue_take(q, &frame);
	buffer_free(&accounts);
}

/* One run, in which the line rewinds and workers die; returns when the end is passed on. */
static void
run_once(unsigned worker_count)
{
	static struct queue q;
	uint64_t epoch = 1, line_next = 1, out_next = 0, done = 0;
	bool head_out = false, rewinds = pick(2); /* which would mend what was lost by mistake */

	memset(workers, 0, sizeof(workers));
	queue_start(&q, worker_count, seed);
	take(&q, FRAME_HEAD, epoch, 0);
	for (unsigned step = 0; out_next != FRAMES + 2; step++) {
		struct frame frame;

		assert_true(step < 100000);
		if (queue_has_room(&q) && line_next <= FRAMES + 1 && pick(2)) {
			take(&q, line_next <= FRAMES ? FRAME_DATA : FRAME_END, epoch, line_next);
			line_next++;
		}
		give_and_hear(&q, pick(worker_count));
		if (step < 300 && !pick(30)) /* then nothing else mends what was lost */
			kill_one(pick(worker_count));
		if (rewinds && !pick(150)) { /* somebody behind wants; all up to `done` is on the disk */
			done = out_next && head_out ? out_next - 1 - pick((unsigned)(out_next - done)) : done;
			take(&q, FRAME_HEAD, ++epoch, done);
			line_next = done + 1;
			head_out = false;
		}
		while (queue_next(&q, &frame)) {
			assert_int_equal(frame.epoch, epoch);
			assert_int_equal(frame.kind == FRAME_HEAD, !head_out);
			is_as_of_one(&frame, head_out ? out_next : done);
			out_next = head_out ? out_next + 1 : done + 1;
			head_out = true;
		}
	}
	queue_free(&q);
	for (unsigned i = 0; i < WORKERS_MAX; i++)
		for (unsigned j = 0; j < MESSAGES; j++) {
			buffer_free(&workers[i].in.at[j]);
			buffer_free(&workers[i].out.at[j]);
		}
}

static void
workers_give_what_one_process_gives_whatever_they_lose(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 600; i++) {
		seed = i + 1;
		prepare();
		run_once(1 + pick(WORKERS_MAX));
	}
	buffer_free(&head_bytes);
}

static void
a_queue_has_bounds(void **state)
{
	static struct queue q;
	unsigned taken = 0;

	(void)state;
	seed = 7;
	prepare();
	for (unsigned n = 1; n <= WORKERS_MAX; n++) {
		queue_start(&q, n, 1);
		take(&q, FRAME_HEAD, 1, 0);
		for (taken = 1; queue_has_room(&q); taken++)
			take(&q, FRAME_DATA, 1, taken);
		assert_int_equal(taken, n < 8 ? 4 * n : QUEUE_MAX);
		queue_free(&q);
	}
	buffer_free(&head_bytes);
}

static void
lie(void *arg)
{
	static struct queue q;
	const struct buffer *message;
	struct frame answer;

	queue_start(&q, 1, 1);
	take(&q, FRAME_HEAD, 1, 0);
	take(&q, FRAME_DATA, 1, 1);
	queue_deal(&q);
	while ((message = queue_message(&q, 0))) {
		push(&workers[0].in, message->at, message->len);
		queue_given(&q, 0);
	}
	work_at(&q, 0);
	work_at(&q, 0);
	work_at(&q, 0);
	pop(&workers[0].out);
	pop(&workers[0].out);
	answer = parse(pop(&workers[0].out));
	answer.records += *(const uint32_t *)arg;
	queue_answer(&q, 0, &answer);
}

static void
a_worker_that_gives_another_count_of_records_ends_the_run(void **state)
{
	uint32_t more = 0;
	struct died d;

	(void)state;
	seed = 3;
	prepare();
	d = died(lie, &more);
	assert_int_equal(d.code, 0);
	more = 1;
	d = died(lie, &more);
	assert_int_equal(d.code, 70);
	assert_non_null(strstr(d.err, "the count of records"));
	buffer_free(&head_bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(workers_give_what_one_process_gives_whatever_they_lose),
		cmocka_unit_test(a_queue_has_bounds),
		cmocka_unit_test(a_worker_that_gives_another_count_of_records_ends_the_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
