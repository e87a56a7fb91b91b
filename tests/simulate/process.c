/* The loops around the protocol: what a process does between two waits (lib/line_in.c, pipe.c, filter.c). */
#include "plants.h"
#include "process.h"

int64_t
ms(const struct simulation *s)
{
	return s->now / MS;
}

void
work(struct simulation *s, struct process *p)
{
	int64_t time = s->schedule.work[p->index];

	p->ready = s->now + STEP + time / 2 + draw_below(s, time + 1);
}

void
wait_at_most(struct simulation *s, struct process *p, int64_t time)
{
	p->waits = true;
	p->timer = s->now + (time < WAKE ? time : WAKE);
}

int64_t
process_ready(const struct simulation *s, const struct process *p)
{
	int64_t ready = p->ready, wakes = p->timer;

	if (!p->alive || !p->waits)
		return ready;
	if (p->index > 0 && p->phase == RECEIVES && queue_next(&s->wire[p->index - 1].forward) < wakes)
		wakes = queue_next(&s->wire[p->index - 1].forward);
	if (p->index < s->last && queue_next(&s->wire[p->index].backward) < wakes)
		wakes = queue_next(&s->wire[p->index].backward);
	if (p->index && p->phase == RECEIVES && p->teller.owes && s->wire[p->index - 1].connected < wakes
		&& s->wire[p->index - 1].backward.count < ROOM_BACKWARD)
		wakes = s->wire[p->index - 1].connected;
	if ((p->index ? p->phase == GIVES : sender_due(&p->sender) != DUE_NOTHING) && wire_has_room(s, p->index))
		wakes = s->now;
	return wakes > ready ? wakes : ready;
}

/* ---- a reader: what it says */

bool
say(struct simulation *s, struct process *p, const struct message *m)
{
	bool given = wire_give_backward(s, p->index - 1, m);

	tell(s, p, "says %c %llu epoch %llu%s", m->kind, (unsigned long long)m->seq,
		(unsigned long long)m->epoch % 1000, given ? "" : ", to nobody");
	return given;
}

static void
pay(struct simulation *s, struct process *p)
{
	struct message want = {.kind = FRAME_WANT, .epoch = p->teller.owed_epoch};

	if (p->teller.owes && say(s, p, &want))
		p->teller.owes = false;
}

static void
say_want(struct simulation *s, struct process *p, uint64_t epoch)
{
	teller_owe(&p->teller, epoch);
	pay(s, p);
}

/* ---- frames that come */

static void
take_head(struct simulation *s, struct process *p, const struct message *m)
{
	if (p->index == s->last) {
		if (!p->settled)
			resume(s, p);
		return;
	}
	if (!is_planted(PLANT_ACCOUNTS) || !m->seq) {
		p->received = m->accounts[p->index - 1];
		p->sent = m->accounts[p->index];
	}
	p->held = *m;
	p->phase = GIVES;
}

/* One record a frame; what a stage makes of it depends on nothing else. */
static void
take_frame(struct simulation *s, struct process *p, const struct message *m)
{
	p->received = mix(p->received + m->body);
	if (p->index == s->last) {
		journal(s, p, m);
		return;
	}
	if (p->received != m->accounts[p->index - 1])
		simulation_fail(s, "stage %u: the accounts of frame %llu differ", p->index,
			(unsigned long long)m->seq);
	p->held = *m;
	p->held.body = body_of(s, p->index, m->body, m->seq);
	p->sent = mix(p->sent + p->held.body);
	p->held.accounts[p->index] = p->sent;
	p->phase = GIVES;
	work(s, p);
}

/* A second opinion on what is taken: behind a head, frames of its epoch, one number after another. */
static void
check_taken(struct simulation *s, struct process *p, const struct message *m)
{
	bool sink = p->index == s->last;

	if (m->kind == FRAME_HEAD) {
		p->head_epoch = m->epoch;
		if (!sink)
			p->behind = m->seq;
		return;
	}
	if (!p->head_epoch || m->epoch != p->head_epoch)
		simulation_fail(s, "process %u takes frame %llu of an epoch whose head it has not", p->index,
			(unsigned long long)m->seq);
	if (m->seq != p->behind + 1)
		simulation_fail(s, "process %u takes frame %llu behind %llu", p->index,
			(unsigned long long)m->seq, (unsigned long long)p->behind);
	p->behind = m->seq;
}

static void
receive(struct simulation *s, struct process *p, const struct message *m)
{
	static const char *const verdicts[] = {"takes", "drops", "misses something at", "is lost at"};
	enum verdict verdict = plant_reader_step(&p->reader, m->kind, m->epoch, m->seq);

	tell(s, p, "%s %c %llu epoch %llu", verdicts[verdict], m->kind, (unsigned long long)m->seq,
		(unsigned long long)m->epoch % 1000);
	p->ready = s->now + STEP;
	teller_hear(&p->teller, ms(s));
	if (verdict == FRAME_LOST)
		give_up(s, p);
	if (verdict == FRAME_ASK && teller_ask(&p->teller, p->reader.epoch, ms(s)))
		say_want(s, p, p->reader.epoch);
	if (verdict != FRAME_TAKE)
		return;
	check_taken(s, p, m);
	if (plant_teller_take(&p->teller, m->kind, m->seq, ms(s)))
		say_commit(s, p);
	if (m->kind == FRAME_HEAD)
		take_head(s, p, m);
	else
		take_frame(s, p, m);
}

/* A wait is over: what is there to say? */
void
look_up(struct simulation *s, struct process *p)
{
	unsigned due = plant_teller_idle(&p->teller, ms(s));

	p->waits = false;
	pay(s, p);
	if (due & TELL_COMMIT_AGAIN)
		say_commit(s, p);
	if (due & TELL_WANT)
		say_want(s, p, EPOCH_ANY);
	if (due & TELL_COMMITS)
		begin_sync(s, p, SYNCS);
}

void
read_on(struct simulation *s, struct process *p)
{
	struct message m;

	if (teller_is_full(&p->teller))
		begin_sync(s, p, SYNCS);
	else if (queue_take(&s->wire[p->index - 1].forward, s->now, &m))
		receive(s, p, &m);
	else
		wait_at_most(s, p, teller_wait_ms(&p->teller) * MS);
}

/* ---- a stage */

static void
relay(struct simulation *s, struct process *p)
{
	struct message m;

	while (queue_take(&s->wire[p->index].backward, s->now, &m))
		if (m.kind == FRAME_COMMIT && !is_planted(PLANT_COMMIT_LOST))
			say(s, p, &m);
		else if (m.kind == FRAME_WANT && !is_planted(PLANT_DEAF))
			say_want(s, p, m.epoch);
}

static void
stage_step(struct simulation *s, struct process *p)
{
	relay(s, p);
	if (p->phase == GIVES) {
		p->waits = false;
		if (wire_give_forward(s, p->index, &p->held))
			p->phase = RECEIVES;
		else
			wait_at_most(s, p, WAKE);
		p->ready = s->now + STEP;
		return;
	}
	if (p->waits)
		look_up(s, p);
	read_on(s, p);
}

/* ---- all of them */

void
process_start(struct simulation *s, struct process *p)
{
	p->alive = true;
	p->waits = p->settled = false;
	p->phase = RECEIVES;
	p->ready = s->now + STEP;
	p->received = p->sent = p->head_epoch = p->behind = p->answered = 0;
	p->committed = p->held = p->done = (struct message){.seq = 0};
	reader_start(&p->reader);
	teller_start(&p->teller, p->index == s->last, ms(s));
	if (!p->index)
		source_start(s, p);
}

void
process_step(struct simulation *s, struct process *p)
{
	if (p->index == 0)
		source_step(s, p);
	else if (p->index == s->last)
		sink_step(s, p);
	else
		stage_step(s, p);
}
