/* The source: reads its input, keeps what is not committed: lib/line_out.c. */
#include "plants.h"
#include "process.h"

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
void
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

void
source_start(struct simulation *s, struct process *p)
{
	for (unsigned i = 0; i < WINDOW; i++)
		p->kept[i].seq = 0;
	sender_start(&p->sender, draw(s) >> 1 | 1);
	sender_begin(&p->sender);
	pump(s, p);
}
