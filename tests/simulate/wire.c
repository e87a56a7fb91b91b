/* A socket as ZeroMQ makes it, as far as a line knows: few messages under way, in order; what was under
 * way is gone with a process, or some of it; who writes connects, and may give before anybody is there. */
#include "simulate.h"

#define SENT_AHEAD 4    /* messages that a writer may give while nobody is there */

void
queue_clear(struct queue *q, unsigned room)
{
	q->first = q->count = 0;
	q->room = room;
}

static struct message *
queue_at(struct queue *q, unsigned i)
{
	return &q->ring[(q->first + i) % QUEUE];
}

int64_t
queue_next(const struct queue *q)
{
	return q->count ? q->ring[q->first].at : NEVER;
}

bool
queue_take(struct queue *q, int64_t now, struct message *m)
{
	if (queue_next(q) > now)
		return false;
	*m = *queue_at(q, 0);
	q->first = (q->first + 1) % QUEUE;
	q->count--;
	return true;
}

/* In the order in which they arrive. */
static void
queue_add(struct queue *q, const struct message *m, int64_t at)
{
	unsigned i = q->count++;

	for (; i && queue_at(q, i - 1)->at > at; i--)
		*queue_at(q, i) = *queue_at(q, i - 1);
	*queue_at(q, i) = *m;
	queue_at(q, i)->at = at;
}

/* Messages first … first + n - 1 are lost. */
static void
queue_lose(struct simulation *s, struct queue *q, unsigned first, unsigned n)
{
	for (unsigned i = first; i + n < q->count; i++)
		*queue_at(q, i) = *queue_at(q, i + n);
	q->count -= n;
	s->counts.lost += n;
}

/* When does what is given now arrive? Never before what was given before it, unless it is to be late. */
static int64_t
arrival(struct simulation *s, const struct wire *wire, struct queue *q, bool faulty)
{
	int64_t delay = s->schedule.delay, at = wire->connected > s->now ? wire->connected : s->now;

	if (wire->connected == NEVER)
		return NEVER;
	if (faulty && draw_chance(s, s->schedule.late)) {
		s->counts.late++;
		return at + delay + draw_below(s, 20 * delay + 20 * MS);
	}
	if (faulty)
		return at + delay;
	at += delay / 2 + draw_below(s, delay);
	return q->count && at < queue_at(q, q->count - 1)->at ? queue_at(q, q->count - 1)->at : at;
}

static void
put(struct simulation *s, struct wire *wire, struct queue *q, const struct message *m)
{
	bool faulty = s->schedule.network && s->now < s->schedule.faults_until;

	if (faulty && draw_chance(s, s->schedule.lose)) {
		s->counts.lost++;
		return;
	}
	queue_add(q, m, arrival(s, wire, q, faulty));
	if (q->count < QUEUE && faulty && draw_chance(s, s->schedule.twice)) {
		queue_add(q, m, arrival(s, wire, q, true));
		s->counts.doubled++;
	}
}

bool
wire_has_room(const struct simulation *s, unsigned wire)
{
	const struct wire *w = &s->wire[wire];
	unsigned room = w->connected > s->now ? SENT_AHEAD : w->forward.room;

	return w->forward.count < room;
}

bool
wire_give_forward(struct simulation *s, unsigned wire, const struct message *m)
{
	if (!wire_has_room(s, wire))
		return false;
	put(s, &s->wire[wire], &s->wire[wire].forward, m);
	return true;
}

bool
wire_give_backward(struct simulation *s, unsigned wire, const struct message *m)
{
	struct wire *w = &s->wire[wire];

	if (w->connected > s->now || w->backward.count >= ROOM_BACKWARD)
		return false;
	put(s, w, &w->backward, m);
	return true;
}

static unsigned
arrived(const struct simulation *s, struct queue *q)
{
	unsigned n = 0;

	while (n < q->count && queue_at(q, n)->at <= s->now)
		n++;
	return n;
}

/*
 * What has arrived at a living reader stays, and what a living writer still holds comes when it is
 * connected again. Between, some gets through to a living reader, the rest is lost: one gap.
 */
static void
break_forward(struct simulation *s, struct queue *q, bool writer_died, bool reader_died)
{
	unsigned here = reader_died ? 0 : arrived(s, q), away = q->count - here;
	unsigned kept = writer_died ? 0 : (unsigned)draw_below(s, SENT_AHEAD + 1);
	unsigned through = 0;

	if (kept > away)
		kept = away;
	if (!reader_died && draw_chance(s, 512))
		through = (unsigned)draw_below(s, away - kept + 1);
	queue_lose(s, q, here + through, away - kept - through);
	for (unsigned i = 0; i < q->count; i++)
		if (i >= here + through)
			queue_at(q, i)->at = NEVER;
		else if (i >= here)
			queue_at(q, i)->at = s->now;
}

void
wire_break(struct simulation *s, unsigned wire, bool writer_died, bool reader_died)
{
	struct wire *w = &s->wire[wire];
	unsigned here = writer_died || draw_chance(s, 512) ? 0 : arrived(s, &w->backward);

	break_forward(s, &w->forward, writer_died, reader_died);
	queue_lose(s, &w->backward, here, w->backward.count - here);
	w->connected = NEVER;
}

/* Both ends live: after a while they find each other. */
void
wire_connect(struct simulation *s, unsigned wire)
{
	struct wire *w = &s->wire[wire];

	w->connected = s->now + MS + draw_below(s, draw_chance(s, 900) ? 25 * MS : 200 * MS);
	for (unsigned i = 0; i < w->forward.count; i++)
		if (queue_at(&w->forward, i)->at == NEVER)
			queue_at(&w->forward, i)->at = w->connected + s->schedule.delay;
}
