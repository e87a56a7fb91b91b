/* One seed: faults come, whoever is next does a step, what must hold is looked at. */
#include "plants.h"
#include "simulate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define STEPS_MAX 3000000

uint64_t
mix(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9;
	x ^= x >> 27;
	x *= 0x94d049bb133111eb;
	return x ^ x >> 31;
}

uint64_t
draw(struct simulation *s)
{
	return mix(s->random += 0x9e3779b97f4a7c15);
}

int64_t
draw_below(struct simulation *s, int64_t n)
{
	return (int64_t)(draw(s) % (uint64_t)n);
}

bool
draw_chance(struct simulation *s, unsigned of_1024)
{
	return draw(s) % 1024 < of_1024;
}

void
simulation_fail(struct simulation *s, const char *format, ...)
{
	va_list list;

	if (s->failure[0])
		return;
	va_start(list, format);
	vsnprintf(s->failure, sizeof(s->failure), format, list);
	va_end(list);
	s->over = true;
}

void
tell(struct simulation *s, const struct process *p, const char *format, ...)
{
	va_list list;

	if (!s->trace || s->counts.steps < s->trace_from)
		return;
	printf("%12.3f ms  ", (double)(s->now - SECOND) / (double)MS);
	printf(!p ? "        " : p->index == 0 ? "source  " : p->index == s->last ? "sink    " : "stage %u ",
		p ? p->index : 0);
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	putchar('\n');
}

/* What a process makes of a frame, a pure function of it. */
uint64_t
body_of(const struct simulation *s, unsigned process, uint64_t before, uint64_t seq)
{
	return mix(before + s->seed * 31 + seq * 1000003 + process);
}

/* The undisturbed run: what the accounts of the last process before the sink must be at each frame. */
static void
expect(struct simulation *s)
{
	uint64_t accounts[PROCESSES_MAX] = {0};

	for (uint64_t seq = 1; seq <= s->schedule.frames + 1; seq++) {
		uint64_t body = 0;

		for (unsigned i = 0; i < s->last; i++) {
			body = body_of(s, i, body, seq);
			accounts[i] = mix(accounts[i] + body);
		}
		s->expected[seq] = accounts[s->last - 1];
	}
}

/* ---- faults */

static void
kill_process(struct simulation *s, struct process *p)
{
	if (!p->alive)
		return;
	tell(s, p, "is killed");
	p->alive = false;
	p->ready = s->now + 5 * MS + draw_below(s, draw_chance(s, 50) ? s->schedule.restart_long
								     : s->schedule.restart);
	s->counts.crashes++;
	if (p->index == s->last && s->schedule.diskless) {
		s->disk = (struct disk){.reached = s->disk.reached, .replaced = true};
		tell(s, p, "had no disk");
	}
	if (!s->died) {
		s->died = s->now;
		s->died_at = s->disk.reached;
	}
}

/* What was written and not synced may be gone, or some of it. */
static void
cut_power(struct simulation *s)
{
	struct disk *disk = &s->disk;

	disk->written = disk->synced + (uint64_t)draw_below(s, (int64_t)(disk->written - disk->synced) + 1);
	s->counts.cuts++;
	tell(s, NULL, "the power is cut: %llu frames are on the disk", (unsigned long long)disk->written);
}

static void
crash(struct simulation *s)
{
	bool dies[PROCESSES_MAX] = {false};
	bool all = draw_chance(s, 100);

	for (unsigned i = 0; i <= s->last; i++)
		dies[i] = all && s->process[i].alive;
	if (!all && s->schedule.diskless && draw_chance(s, 512))
		dies[s->last] = true;
	else if (!all)
		dies[draw_below(s, s->last + 1)] = true;
	for (unsigned i = 0; i <= s->last; i++)
		if (dies[i])
			kill_process(s, &s->process[i]);
	for (unsigned i = 0; i < s->last; i++)
		if (dies[i] || dies[i + 1])
			wire_break(s, i, dies[i], dies[i + 1]);
	if (all && draw_chance(s, 512))
		cut_power(s);
}

static void
disconnect(struct simulation *s)
{
	unsigned wire = (unsigned)draw_below(s, s->last);

	if (s->wire[wire].connected > s->now)
		return;
	tell(s, &s->process[wire], "is disconnected from the next one");
	wire_break(s, wire, false, false);
	wire_connect(s, wire);
}

/* It is stopped for a while, as a machine with other things to do would. */
static void
stall(struct simulation *s)
{
	struct process *p = &s->process[draw_below(s, s->last + 1)];

	if (p->alive && p->ready < s->now)
		p->ready = s->now;
	if (p->alive)
		p->ready += draw_below(s, 500 * MS);
	tell(s, p, "is stopped for a while");
}

static void
fault(struct simulation *s)
{
	if (s->schedule.stalls && draw_chance(s, 200))
		stall(s);
	else if (s->schedule.disconnects && draw_chance(s, 400))
		disconnect(s);
	else
		crash(s);
	s->next_fault = s->now + 1 + draw_below(s, 2 * s->schedule.fault_every);
	if (s->next_fault > s->schedule.faults_until)
		s->next_fault = NEVER;
}

/* ---- what must hold, whoever did a step */

static void
check(struct simulation *s)
{
	const struct sender *sender = &s->process[0].sender;

	if (sender->next > sender->done + 1 + WINDOW)
		simulation_fail(s, "credit: frame %llu was made when %llu were committed",
			(unsigned long long)sender->next - 1, (unsigned long long)sender->done);
	if (sender->done > s->disk.synced && !s->disk.replaced)
		simulation_fail(s, "%llu frames are committed, and %llu on the disk",
			(unsigned long long)sender->done, (unsigned long long)s->disk.synced);
}

static void
check_recovery(struct simulation *s)
{
	if (!s->died || s->disk.written <= s->died_at)
		return;
	if (s->recovered)
		s->recovered(s->now - s->died);
	s->died = 0;
}

static void
check_end(struct simulation *s)
{
	if (!s->failure[0] && s->process[s->last].phase == DONE && s->disk.synced != s->schedule.frames + 1)
		simulation_fail(s, "fin, and %llu frames of %u are on the disk",
			(unsigned long long)s->disk.synced, s->schedule.frames + 1);
}

/* ---- the clock */

static void
start(struct simulation *s, struct process *p)
{
	unsigned i = p->index;

	process_start(s, p);
	tell(s, p, "starts");
	if (i > 0 && s->process[i - 1].alive)
		wire_connect(s, i - 1);
	if (i < s->last && s->process[i + 1].alive)
		wire_connect(s, i);
}

static void
step(struct simulation *s)
{
	struct process *next = NULL;
	int64_t soonest = s->next_fault;

	for (unsigned i = 0; i <= s->last; i++) {
		int64_t ready = process_ready(s, &s->process[i]);

		if (ready < soonest) {
			soonest = ready;
			next = &s->process[i];
		}
	}
	if (soonest > s->now)
		s->now = soonest;
	s->counts.steps++;
	if (s->now > s->schedule.limit || s->counts.steps > STEPS_MAX)
		simulation_fail(s, "no end: %llu frames of %u at %.1f s, %.1f s after the last fault",
			(unsigned long long)s->disk.written, s->schedule.frames + 1, (double)s->now / SECOND,
			(double)(s->now - s->schedule.faults_until) / SECOND);
	else if (!next)
		fault(s);
	else if (!next->alive)
		start(s, next);
	else
		process_step(s, next);
}

static void
prepare(struct simulation *s)
{
	s->now = SECOND;
	s->last = s->schedule.stages + 1;
	s->next_fault = s->now + draw_below(s, 2 * s->schedule.fault_every);
	expect(s);
	for (unsigned i = 0; i < s->last; i++) {
		queue_clear(&s->wire[i].forward, s->schedule.room);
		queue_clear(&s->wire[i].backward, s->schedule.room);
		s->wire[i].connected = NEVER;
	}
	for (unsigned i = 0; i <= s->last; i++) {
		s->process[i] = (struct process){.index = i};
		s->process[i].ready = s->now + draw_below(s, 30 * MS);
	}
}

bool
simulation_run(struct simulation *s, uint64_t seed)
{
	void (*recovered)(int64_t) = s->recovered;

	s->seed = s->random = seed;
	s->counts = (struct counts){.seeds = 1};
	s->disk = (struct disk){.written = 0};
	s->died = 0;
	s->over = false;
	s->failure[0] = '\0';
	if (recovered)
		schedule_as_torture(s);
	else
		schedule_draw(s);
	prepare(s);
	while (!s->over) {
		step(s);
		check(s);
		check_recovery(s);
	}
	check_end(s);
	return !s->failure[0];
}
