/* The sink: its journal is all that a line has on a disk. */
#include "plants.h"
#include "process.h"

void
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

void
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

void
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

void
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
void
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
	if (is_planted(PLANT_RESUMED)) {
		note_commit(p, &s->disk.last);
		say_commit(s, p);
	}
	begin_sync(s, p, s->disk.last.kind == FRAME_END ? ENDS : SYNCS);
}

void
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
