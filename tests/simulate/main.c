/*
 * simulate - does the protocol of a line hold, whatever happens? And would it be seen if it did not?
 *
 *	simulate [--seeds 1000000] [--first 1] [--jobs N] [--plant NAME | --no-plants]
 *	simulate --seed N [--plant NAME] [--trace]
 *	simulate --recovery [--every 60] [--seeds 200]
 *
 * Runs so many schedules, which must all be clean; then each planted bug (plants.c), which must be found
 * in 1 000. What fails is shown with its seed. --recovery: processes are killed every so many ms, on
 * average, as scripts/torture does it; how long does it take to the next frame on the disk?
 */
#include "plants.h"
#include "simulate.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define JOBS_MAX 64
#define PLANT_SEEDS 1000
#define LAST_STEPS 100
#define RECOVERY_MAX 60000 /* ms */

/* What one child found, in memory that it shares. */
struct share {
	struct counts counts;
	uint64_t failed; /* a seed; 0: none */
};

static struct share *shares;
static uint32_t *recoveries; /* how many took so many ms */
static unsigned jobs;
static int64_t kill_every = 60 * MS;

static const struct option options[] = {
	{"seeds", required_argument, NULL, 'n'}, {"first", required_argument, NULL, 'f'},
	{"jobs", required_argument, NULL, 'j'}, {"plant", required_argument, NULL, 'p'},
	{"no-plants", no_argument, NULL, 'P'}, {"seed", required_argument, NULL, 's'},
	{"every", required_argument, NULL, 'e'}, {"trace", no_argument, NULL, 't'}, {"recovery", no_argument, NULL, 'r'}, {0},
};

static void
add(struct counts *sum, const struct counts *more)
{
	uint64_t *to = (uint64_t *)sum;
	const uint64_t *from = (const uint64_t *)more;

	for (size_t i = 0; i < sizeof(*sum) / sizeof(*to); i++)
		to[i] += from[i];
}

static void
note_recovery(int64_t us)
{
	int64_t ms = us / MS < RECOVERY_MAX ? us / MS : RECOVERY_MAX - 1;

	__atomic_add_fetch(&recoveries[ms], 1, __ATOMIC_RELAXED);
}

static void
work(unsigned job, uint64_t first, uint64_t seeds, bool recovery)
{
	static struct simulation s;
	struct share *share = &shares[job];

	s.recovered = recovery ? note_recovery : NULL;
	s.kill_every = kill_every;
	for (uint64_t i = job; i < seeds && !share->failed; i += jobs) {
		if (!simulation_run(&s, first + i))
			share->failed = first + i;
		add(&share->counts, &s.counts);
	}
}

/* The first seed that fails, as far as it was looked for; 0: none does. */
static uint64_t
run(uint64_t first, uint64_t seeds, bool recovery, struct counts *sum)
{
	uint64_t failed = 0;

	memset(shares, 0, JOBS_MAX * sizeof(*shares));
	for (unsigned job = 0; job < jobs; job++) {
		pid_t pid = fork();

		if (pid < 0) {
			perror("simulate: fork");
			exit(71);
		}
		if (!pid) {
			work(job, first, seeds, recovery);
			_exit(0);
		}
	}
	for (unsigned job = 0; job < jobs; job++) {
		int code;

		if (wait(&code) > 0 && code) {
			fprintf(stderr, "simulate: a process of its own failed\n");
			exit(70);
		}
	}
	*sum = (struct counts){.seeds = 0};
	for (unsigned job = 0; job < jobs; job++) {
		add(sum, &shares[job].counts);
		if (shares[job].failed && (!failed || shares[job].failed < failed))
			failed = shares[job].failed;
	}
	return failed;
}

/* All of it, or of one that fails how it came to that. */
static int
show(uint64_t seed, bool trace)
{
	static struct simulation s;
	bool good;

	s.trace = trace;
	good = simulation_run(&s, seed);
	if (!good && !trace) {
		s.trace = true;
		s.trace_from = s.counts.steps > LAST_STEPS ? s.counts.steps - LAST_STEPS : 0;
		simulation_run(&s, seed);
	}
	printf("seed %llu%s%s: %s; %u frames, %u stages%s%s%s; %llu steps, %llu crashes, %llu lost\n",
		(unsigned long long)seed, planted ? " with " : "", planted ? plants[planted].name : "",
		good ? "clean" : s.failure, s.schedule.frames, s.schedule.stages,
		s.schedule.diskless ? ", a sink without a disk" : "",
		s.schedule.disconnects ? ", disconnections" : "",
		s.schedule.network ? ", a network that loses, doubles, reorders" : "",
		(unsigned long long)s.counts.steps, (unsigned long long)s.counts.crashes,
		(unsigned long long)s.counts.lost);
	return good ? 0 : 1;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int
run_clean(uint64_t first, uint64_t seeds)
{
	double begun = seconds(), took;
	struct counts sum;
	uint64_t failed = run(first, seeds, false, &sum);

	took = seconds() - begun;
	printf("%llu seeds, %llu steps, %llu crashes (%llu power cuts), %llu messages lost, %llu doubled, "
	       "%llu late, %llu rewinds, %llu frames sent, %llu lines to run again: %s; %.1f s, %.0f seeds/s\n",
		(unsigned long long)sum.seeds, (unsigned long long)sum.steps,
		(unsigned long long)sum.crashes, (unsigned long long)sum.cuts, (unsigned long long)sum.lost,
		(unsigned long long)sum.doubled, (unsigned long long)sum.late,
		(unsigned long long)sum.rewinds, (unsigned long long)sum.sent, (unsigned long long)sum.given_up,
		failed ? "FAILED" : "clean", took, (double)sum.seeds / took);
	if (!failed)
		return 0;
	show(failed, false);
	printf("again, step by step: simulate --seed %llu --trace\n", (unsigned long long)failed);
	return 1;
}

/* A bug that is not found is a hole in the simulation. */
static int
run_plant(enum plant plant, uint64_t first)
{
	static struct simulation s;
	uint64_t seed = first;

	planted = plant;
	while (seed < first + PLANT_SEEDS && simulation_run(&s, seed))
		seed++;
	planted = PLANT_NONE;
	if (seed == first + PLANT_SEEDS)
		printf("NOT FOUND in %d seeds: %s (%s)\n", PLANT_SEEDS, plants[plant].name, plants[plant].what);
	else
		printf("found at seed %4llu: %-14s %s: %s\n", (unsigned long long)(seed - first + 1),
			plants[plant].name, plants[plant].what, s.failure);
	return seed == first + PLANT_SEEDS;
}

static int
run_plants(uint64_t first)
{
	int missed = 0;

	for (unsigned plant = 1; plant < PLANT_COUNT; plant++)
		missed += run_plant((enum plant)plant, first);
	printf("%d planted bugs, %d not found\n", PLANT_COUNT - 1, missed);
	return missed ? 1 : 0;
}

static int
quantile(uint64_t of_1000, uint64_t count)
{
	uint64_t seen = 0;

	for (int i = 0; i < RECOVERY_MAX; i++)
		if ((seen += recoveries[i]) * 1000 >= count * of_1000 && seen)
			return i;
	return RECOVERY_MAX;
}

static int
run_recovery(uint64_t first, uint64_t seeds)
{
	struct counts sum;
	uint64_t failed = run(first, seeds, true, &sum), count = 0;

	for (int i = 0; i < RECOVERY_MAX; i++)
		count += recoveries[i];
	printf("%llu kills, %llu recoveries, from a kill to the next frame on the disk: "
	       "median %d ms, p95 %d ms, p99 %d ms, longest %d ms\n", (unsigned long long)sum.crashes,
		(unsigned long long)count, quantile(500, count), quantile(950, count),
		quantile(990, count), quantile(1000, count));
	return failed ? 1 : 0;
}

static enum plant
plant_named(const char *name)
{
	for (unsigned i = 1; i < PLANT_COUNT; i++)
		if (!strcmp(plants[i].name, name))
			return (enum plant)i;
	fprintf(stderr, "simulate: no planted bug %s; there are:\n", name);
	for (unsigned i = 1; i < PLANT_COUNT; i++)
		fprintf(stderr, "  %-14s %s\n", plants[i].name, plants[i].what);
	exit(64);
}

static void *
shared(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED) {
		perror("simulate: mmap");
		exit(71);
	}
	return at;
}

static uint64_t
number(const char *text)
{
	char *end;
	unsigned long long n = strtoull(text, &end, 10);

	if (*end || end == text || !n) {
		fprintf(stderr, "simulate: %s is no number from 1 on\n", text);
		exit(64);
	}
	return n;
}

int
main(int argc, char *argv[])
{
	uint64_t seeds = 0, first = 1, seed = 0;
	bool trace = false, recovery = false, without_plants = false;
	int letter;

	jobs = (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
	while ((letter = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (letter) {
		case 'n': seeds = number(optarg); break;
		case 'f': first = number(optarg); break;
		case 'j': jobs = (unsigned)number(optarg); break;
		case 'p': planted = plant_named(optarg); break;
		case 'P': without_plants = true; break;
		case 's': seed = number(optarg); break;
		case 'e': kill_every = (int64_t)number(optarg) * MS; break;
		case 't': trace = true; break;
		case 'r': recovery = true; break;
		default: return 64;
		}
	if (jobs > JOBS_MAX)
		jobs = JOBS_MAX;
	setvbuf(stdout, NULL, _IOLBF, 0);
	shares = shared(JOBS_MAX * sizeof(*shares));
	recoveries = shared(RECOVERY_MAX * sizeof(*recoveries));
	if (seed)
		return show(seed, trace);
	if (recovery)
		return run_recovery(first, seeds ? seeds : 200);
	if (planted)
		return run_plant(planted, first);
	if (run_clean(first, seeds ? seeds : 1000000))
		return 1;
	return without_plants ? 0 : run_plants(first);
}
