/* What one seed may be: how long the line, how fast each process, which faults and how often. */
#include "simulate.h"

/* About as many small ones as large ones: 1 … 2^bits. */
static int64_t
draw_scale(struct simulation *s, unsigned bits)
{
	return 1 + draw_below(s, (int64_t)1 << draw_below(s, bits + 1));
}

static void
draw_speeds(struct simulation *s, struct schedule *schedule)
{
	for (unsigned i = 0; i < schedule->stages + 2; i++)
		schedule->work[i] = 20 + draw_scale(s, 15);
	if (draw_chance(s, 80)) /* one that is slower than any timer, but for frames that are few */
		schedule->work[draw_below(s, schedule->stages + 1)] = 100 * MS + draw_below(s, 8 * SECOND);
	schedule->delay = 20 + draw_scale(s, 11);
	schedule->sync = 50 + draw_scale(s, 14);
	schedule->room = 2 + (unsigned)draw_below(s, 22);
}

static void
draw_faults(struct simulation *s, struct schedule *schedule)
{
	schedule->fault_every = 2 * MS + MS * draw_scale(s, 10);
	schedule->faults_until = SECOND + draw_below(s, 40 * schedule->fault_every);
	schedule->restart = 2 * MS + draw_below(s, 60 * MS);
	schedule->restart_long = schedule->restart + draw_below(s, 3 * SECOND);
	schedule->stalls = draw_chance(s, 512);
	schedule->disconnects = draw_chance(s, 256);
	schedule->network = draw_chance(s, 256);
	schedule->lose = (unsigned)draw_below(s, 100);
	schedule->twice = (unsigned)draw_below(s, 100);
	schedule->late = (unsigned)draw_below(s, 100);
	schedule->diskless = draw_chance(s, 128);
}

/* How long may it take once the faults are over? */
static int64_t
patience(const struct schedule *schedule)
{
	int64_t each = schedule->sync + 2 * schedule->delay, slowest = 0;

	for (unsigned i = 0; i < schedule->stages + 2; i++) {
		each += schedule->work[i];
		slowest = schedule->work[i] > slowest ? schedule->work[i] : slowest;
	}
	return 5 * SECOND + 4 * schedule->frames * each + 200 * slowest;
}

void
schedule_draw(struct simulation *s)
{
	struct schedule *schedule = &s->schedule;

	*schedule = (struct schedule){.stages = (unsigned)draw_below(s, 5)};
	schedule->frames = (unsigned)(draw_chance(s, 512) ? draw_scale(s, 5) : 32 + draw_below(s, 128));
	draw_speeds(s, schedule);
	draw_faults(s, schedule);
	schedule->limit = schedule->faults_until + schedule->restart_long + patience(schedule);
}

void
schedule_as_torture(struct simulation *s)
{
	struct schedule *schedule = &s->schedule;

	*schedule = (struct schedule){.stages = 6, .frames = FRAMES_MAX, .room = 16, .delay = 100,
		.sync = MS, .fault_every = s->kill_every,
		.faults_until = 2 * SECOND + draw_below(s, 60 * s->kill_every),
		.restart = 30 * MS, .restart_long = 30 * MS};
	for (unsigned i = 0; i < PROCESSES_MAX; i++)
		schedule->work[i] = MS;
	schedule->limit = schedule->faults_until + patience(schedule);
}
