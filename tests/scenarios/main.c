/*
 * scenarios - does the ledger hold what its events add up to? And would it be seen if it did not?
 *
 *	scenarios [--seeds 10000] [--first 1] [--plant NAME | --no-plants]
 *	scenarios --seed N [--plant NAME]
 *
 * Each seed is one history, told twice: in its order and in another one. Then each planted mistake (plants.c)
 * must be found. What fails is shown with its seed. --seed: the events of one, and what comes of it.
 */
#include "scenarios.h"

#include "../../lib/ledger.h"
#include "../../tools/ledger/checks.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLANT_SEEDS 200

struct counts {
	uint64_t seeds, events, lots, moves, entries;
	bool verify; /* of the last one */
};

static const struct option options[] = {
	{"seeds", required_argument, NULL, 'n'}, {"first", required_argument, NULL, 'f'},
	{"plant", required_argument, NULL, 'p'}, {"no-plants", no_argument, NULL, 'P'},
	{"seed", required_argument, NULL, 's'}, {0},
};

static void
ignore(void *arg, const char *controle, struct text ou, const char *says)
{
	(void)arg, (void)controle, (void)ou, (void)says;
}

/* A movement behind a closing is named where its month is closed, by both of its entries. */
static const char *
compare_late(struct db *db, const struct history *h, uint64_t seed)
{
	uint64_t state = seed ^ 77;
	int closed = 3 + (int)draw(&state, 4), month = 3 + (int)draw(&state, 4);
	int64_t wanted = month <= closed ? 2 : 0;

	apply_late(db, h, closed, month);
	return checks_late(db, ignore, NULL) == wanted ? "" : "what was added to a closed month is not what is named";
}

/* One history in one order, in a transaction that is undone. */
static const char *
tell(struct db *db, const struct history *h, uint64_t seed, struct counts *sum)
{
	static struct recount r;
	const char *why;

	recount(&r, h);
	db_exec(db, "BEGIN");
	apply(db, h);
	why = compare(db, h, &r, &sum->verify);
	sum->entries += (uint64_t)db_number(db, "SELECT count(*) FROM ecriture", 0);
	if (!*why)
		why = compare_late(db, h, seed);
	db_exec(db, "ROLLBACK");
	return why;
}

static const char *
run_seed(struct db *db, uint64_t seed, struct counts *sum)
{
	static struct history h;
	const char *why;

	history_make(&h, seed);
	sum->seeds++;
	sum->events += (uint64_t)h.count;
	sum->lots += (uint64_t)h.lots;
	sum->moves += (uint64_t)h.moves;
	why = tell(db, &h, seed, sum);
	history_shuffle(&h, seed);
	return *why ? why : tell(db, &h, seed, sum);
}

static int
show(struct db *db, uint64_t seed)
{
	struct history h;
	struct counts sum = {0};
	const char *why;

	history_make(&h, seed);
	history_print(&h);
	why = run_seed(db, seed, &sum);
	printf("seed %llu: %s\n", (unsigned long long)seed, *why ? why : "agrees");
	return *why ? 1 : 0;
}

static int
run_clean(struct db *db, uint64_t first, uint64_t seeds)
{
	struct counts sum = {0};

	for (uint64_t seed = first; seed < first + seeds; seed++) {
		const char *why = run_seed(db, seed, &sum);

		if (*why) {
			printf("FAILED: seed %llu: %s\nits events: scenarios --seed %llu\n", (unsigned long long)seed, why,
				(unsigned long long)seed);
			return 1;
		}
	}
	printf("%llu scenarios in two orders, %llu events, %llu lots, %llu movements, %llu entries: each as recounted, "
	       "nothing lost\n", (unsigned long long)sum.seeds, (unsigned long long)sum.events,
		(unsigned long long)sum.lots, (unsigned long long)sum.moves, (unsigned long long)sum.entries);
	return 0;
}

/* A mistake that is not found is a hole in the recount. */
static int
run_plant(struct db *db, enum plant plant, uint64_t first)
{
	struct counts sum = {0};
	const char *why = "";
	uint64_t seed = first;

	planted = plant;
	for (; !*why && seed < first + PLANT_SEEDS; seed++)
		why = run_seed(db, seed, &sum);
	planted = PLANT_NONE;
	if (!*why)
		printf("NOT FOUND in %d seeds: %s (%s)\n", PLANT_SEEDS, plants[plant].name, plants[plant].what);
	else
		printf("found at seed %3llu by %s: %-8s %s: %s\n", (unsigned long long)(seed - first),
			sum.verify ? "the recount alone" : "recount and verify", plants[plant].name, plants[plant].what, why);
	return !*why;
}

static int
run_plants(struct db *db, uint64_t first)
{
	int missed = 0;

	for (unsigned plant = 1; plant < PLANT_COUNT; plant++)
		missed += run_plant(db, (enum plant)plant, first);
	printf("%d planted mistakes, %d not found\n", PLANT_COUNT - 1, missed);
	return missed ? 1 : 0;
}

static enum plant
plant_named(const char *name)
{
	for (unsigned i = 1; i < PLANT_COUNT; i++)
		if (!strcmp(plants[i].name, name))
			return (enum plant)i;
	fprintf(stderr, "scenarios: no planted mistake %s; there are:\n", name);
	for (unsigned i = 1; i < PLANT_COUNT; i++)
		fprintf(stderr, "  %-8s %s\n", plants[i].name, plants[i].what);
	exit(64);
}

static uint64_t
number(const char *text)
{
	char *end;
	unsigned long long n = strtoull(text, &end, 10);

	if (*end || end == text || !n) {
		fprintf(stderr, "scenarios: %s is no number from 1 on\n", text);
		exit(64);
	}
	return n;
}

/* Where a ledger of its own stands; gone with the process. */
static char dir[] = "/tmp/pmi-scenarios-XXXXXX";

static void
remove_dir(void)
{
	static const char *const names[] = {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite-lock"};
	char path[sizeof(dir) + 32];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
}

int
main(int argc, char *argv[])
{
	uint64_t seeds = 10000, first = 1, seed = 0;
	enum plant plant = PLANT_NONE;
	bool without_plants = false;
	static char path[LEDGER_PATH_SIZE];
	struct ledger ledger;
	int letter, code;

	while ((letter = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (letter) {
		case 'n': seeds = number(optarg); break;
		case 'f': first = number(optarg); break;
		case 'p': plant = plant_named(optarg); break;
		case 'P': without_plants = true; break;
		case 's': seed = number(optarg); break;
		default: return 64;
		}
	if (!mkdtemp(dir))
		return 73;
	atexit(remove_dir);
	ledger_open(&ledger, ledger_path(path, dir, NULL));
	apply_base(ledger.db);
	if (seed) {
		planted = plant;
		code = show(ledger.db, seed);
	} else if (plant) {
		code = run_plant(ledger.db, plant, first);
	} else {
		code = run_clean(ledger.db, first, seeds);
		if (!code && !without_plants)
			code = run_plants(ledger.db, first);
	}
	ledger_close(&ledger);
	return code;
}
