/* The loops around the protocol: what source, stages and sink do between two waits. */
#include "plants.h"
#include "simulate.h"

#include <string.h>

#define WAKE (200 * MS)  /* how often a wait looks up: WAKE_MS of lib/line_private.h */
#define STEP 5           /* nothing takes no time */

static int64_t
ms(const struct simulation *s)
{
	return s->now / MS;
}

static void
work(struct simulation *s, struct process *p)
{
	int64_t time = s->schedule.work[p->index];

	p->ready = s->now + STEP + time / 2 + draw_below(s, time + 1);
}

static void
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
	if ((p->index ? p->phase == GIVES : sender_due(&p->sender) != DUE_NOTHING) && wire_has_room(s, p->index))
		wakes = s->now;
	return wakes > ready ? wakes : ready;
}

/* ---- a reader: what it says */

static void
say(struct simulation *s, struct process *p, const struct message *m)
{
	bool given = wire_give_backward(s, p->index - 1, m);

	tell(s, p, "says %c %llu epoch %llu%s", m->kind, (unsigned long long)m->seq,
		(unsigned long long)m->epoch % 1000, given ? "" : ", to nobody");
}

static void
say_want(struct simulation *s, struct process *p, uint64_t epoch)
{
	say(s, p, &(struct message){.kind = FRAME_WANT, .epoch = epoch});
}

static void
say_commit(struct simulation *s, struct process *p)
{
	if (!p->committed.seq)
		return;
	if (p->committed.seq > s->disk.synced)
		simulation_fail(s, "a commit of %llu is said, and %llu are on the disk",
			(unsigned long long)p->committed.seq, (unsigned long long)s->disk.synced);
	say(s, p, &p->committed);
}

static void
note_commit(struct process *p, const struct message *last)
{
	p->committed = *last;
	p->committed.kind = FRAME_COMMIT;
}

/* ---- the sink: its journal */

static void
begin_sync(struct simulation *s, struct process *p, enum phase phase)
{
	p->phase = phase;
	p->ready = s->now + STEP + s->schedule.sync / 2 + draw_below(s, s->schedule.sync);
	if (!is_planted(PLANT_SAID_EARLY))
		return;
	note_commit(p, &s->disk.last);
	say_commit(s, p);
}

static void
end_sync(struct simulation *s, struct process *p)
{
	s->disk.synced = s->disk.written;
	tell(s, p, "has synced %llu", (unsigned long long)s->disk.synced);
	note_commit(p, &s->disk.last);
	teller_commit(&p->teller, ms(s));
	say_commit(s, p);
	p->phase = RECEIVES;
}

static void
finish(struct simulation *s, struct process *p)
{
	tell(s, p, "says fin");
	p->phase = DONE;
	s->over = true;
}

static void
journal(struct simulation *s, struct process *p, const struct message *m)
{
	struct disk *disk = &s->disk;

	if (m->seq != disk->written + 1)
		simulation_fail(s, "frame %llu is written behind %llu", (unsigned long long)m->seq,
			(unsigned long long)disk->written);
	else if (m->accounts[s->last - 1] != s->expected[m->seq])
		simulation_fail(s, "frame %llu is not the one of the undisturbed run",
			(unsigned long long)m->seq);
	disk->written = m->seq;
	disk->last = *m;
	if (disk->written > disk->reached)
		disk->reached = disk->written;
	if (m->kind == FRAME_END && is_planted(PLANT_END_EARLY))
		finish(s, p);
	else if (m->kind == FRAME_END)
		begin_sync(s, p, ENDS);
	else
		work(s, p);
}

/* Frame `seq` as it stands in the journal. The accounts of those before it are lost with a power cut. */
static struct message
frame_of_journal(const struct simulation *s, uint64_t seq)
{
	struct message m = {.kind = seq > s->schedule.frames ? FRAME_END : FRAME_DATA, .seq = seq};
	uint64_t body;

	for (uint64_t n = 1; n <= seq; n++) {
		body = 0;
		for (unsigned i = 0; i < s->last; i++) {
			body = body_of(s, i, body, n);
			m.accounts[i] = mix(m.accounts[i] + body);
		}
	}
	return m;
}

static void
give_up(struct simulation *s, struct process *p)
{
	tell(s, p, "is led past what it has: the line must be run again");
	s->counts.given_up++;
	s->over = true;
	if (!s->disk.replaced)
		simulation_fail(s, "the sink is led past the %llu frames that it has",
			(unsigned long long)s->disk.written);
}

/* Behind the first head: what is in the journal from before is synced, then said. */
static void
resume(struct simulation *s, struct process *p)
{
	uint64_t done = s->disk.written;

	p->settled = true;
	if (is_planted(PLANT_TORN) && s->disk.last.seq > done)
		done = s->disk.last.seq;
	if (plant_reader_resume(&p->reader, done) == FRAME_LOST) {
		give_up(s, p);
		return;
	}
	s->disk.last = frame_of_journal(s, done);
	p->behind = done;
	teller_resume(&p->teller, done, ms(s));
	begin_sync(s, p, s->disk.last.kind == FRAME_END ? ENDS : SYNCS);
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
static void
look_up(struct simulation *s, struct process *p)
{
	unsigned due = plant_teller_idle(&p->teller, ms(s));

	p->waits = false;
	if (due & TELL_COMMIT_AGAIN)
		say_commit(s, p);
	if (due & TELL_WANT)
		say_want(s, p, EPOCH_ANY);
	if (due & TELL_COMMITS)
		begin_sync(s, p, SYNCS);
}

static void
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

static void
sink_step(struct simulation *s, struct process *p)
{
	if (p->phase != RECEIVES) {
		enum phase phase = p->phase;

		end_sync(s, p);
		if (phase == ENDS)
			finish(s, p);
		return;
	}
	if (p->waits)
		look_up(s, p);
	if (p->phase == RECEIVES)
		read_on(s, p);
}

/* ---- a stage */

static void
relay(struct simulation *s, struct process *p)
{
	struct message m;

	while (queue_take(&s->wire[p->index].backward, s->now, &m))
		if (m.kind != FRAME_WANT || !is_planted(PLANT_DEAF))
			say(s, p, &m);
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

/* ---- the source */

static void
hear_want(struct simulation *s, struct process *p, uint64_t epoch)
{
	struct sender before = p->sender;

	plant_sender_want(&p->sender, epoch);
	if (p->sender.epoch == before.epoch && p->sender.unsent == before.unsent)
		return;
	s->counts.rewinds++;
	if (epoch != EPOCH_ANY && epoch <= p->answered)
		simulation_fail(s, "a want of epoch %llu is answered again", (unsigned long long)epoch % 1000);
	p->answered = before.epoch;
}

static void
hear(struct simulation *s, struct process *p)
{
	struct message m;

	while (queue_take(&s->wire[0].backward, s->now, &m))
		if (m.kind == FRAME_WANT)
			hear_want(s, p, m.epoch);
		else if (sender_commit(&p->sender, m.seq))
			p->done = m;
}

static struct message
head_of(const struct process *p)
{
	struct message head = p->done;

	head.kind = FRAME_HEAD;
	head.epoch = p->sender.epoch;
	head.seq = p->sender.done;
	if (is_planted(PLANT_HEAD_AHEAD))
		head.seq = p->sender.unsent < p->sender.next ? p->sender.next - 1 : p->sender.done;
	return head;
}

static void
pump(struct simulation *s, struct process *p)
{
	enum due due;

	while (hear(s, p), !s->over && (due = sender_due(&p->sender))) {
		struct message *kept = &p->kept[p->sender.unsent % WINDOW], m = *kept;

		if (due == DUE_FRAME && kept->seq != p->sender.unsent)
			simulation_fail(s, "frame %llu is to be sent again, and not kept",
				(unsigned long long)p->sender.unsent);
		m.epoch = p->sender.epoch;
		if (due == DUE_HEAD)
			m = head_of(p);
		if (!wire_give_forward(s, 0, &m))
			return;
		tell(s, p, "sends %c %llu epoch %llu", m.kind, (unsigned long long)m.seq,
			(unsigned long long)m.epoch % 1000);
		plant_sender_gave(&p->sender);
		s->counts.sent++;
		if (due == DUE_FRAME && is_planted(PLANT_FREED))
			kept->seq = 0;
	}
}

static void
make(struct simulation *s, struct process *p)
{
	uint64_t seq = p->sender.next;

	p->made = (struct message){.kind = seq > s->schedule.frames ? FRAME_END : FRAME_DATA, .seq = seq};
	p->made.body = body_of(s, 0, 0, seq);
	p->sent = mix(p->sent + p->made.body);
	p->made.accounts[0] = p->sent;
	p->phase = GIVES;
	work(s, p);
}

static void
keep(struct simulation *s, struct process *p)
{
	struct message *kept = &p->kept[p->sender.next % WINDOW];

	p->phase = p->made.kind == FRAME_END ? WORKS : RECEIVES;
	if (sender_step(&p->sender) == KEEP_IT)
		*kept = p->made;
	else if (p->made.seq == p->done.seq && p->made.accounts[0] != p->done.accounts[0])
		simulation_fail(s, "source: the accounts of frame %llu are not those that were committed",
			(unsigned long long)p->made.seq);
	p->ready = s->now + STEP;
	pump(s, p);
}

/* RECEIVES: reads its input. GIVES: has made a frame. WORKS: has made all. */
static void
source_step(struct simulation *s, struct process *p)
{
	p->waits = false;
	if (p->phase == RECEIVES) {
		make(s, p);
		return;
	}
	pump(s, p);
	if (p->phase == GIVES && plant_sender_has_credit(&p->sender))
		keep(s, p);
	else
		wait_at_most(s, p, WAKE);
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
	if (p->index)
		return;
	for (unsigned i = 0; i < WINDOW; i++)
		p->kept[i].seq = 0;
	sender_start(&p->sender, draw(s) >> 1 | 1);
	sender_begin(&p->sender);
	pump(s, p);
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
