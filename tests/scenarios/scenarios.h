/*
 * scenarios - small invented histories of lots and of what came back, on a ledger and in plain arithmetic
 *
 * history.c makes a list of events from a seed; apply.c puts them into a ledger through the calls that the
 * programs use (lib/attribution.h); recount.c adds the same list up and shares no code with them; compare.c
 * holds one against the other, and asks pmi-ledger's checks. plants.c are mistakes that must be found.
 */
#ifndef SCENARIOS_H
#define SCENARIOS_H

#include <stdbool.h>
#include <stdint.h>

struct db;

#define LOTS_MAX 24
#define MOVES_MAX 48
#define EVENTS_MAX 192
#define PAYERS 3

enum kind {
	EMIT,     /* lot: a lot of that payer is sent */
	MOVE,     /* move: the account moves, a credit or a debit */
	REPEAT,   /* move: the same one, in another statement */
	MIRROR,   /* move: the money of movement `other`, as the treasury tells it */
	SAME,     /* move: counted until it is told to be the money of movement `other` */
	ATTRIBUTE, /* move, lot: so much of it; below 0, taken back */
	REJECT,   /* lot: refused by the caisse; below 0, that is taken back */
	VOID,     /* lot: corrected or voided by us */
	NOBODY,   /* move: a person says that it is for no lot; the contrary, that it is not so */
	KINDS
};

/* Lots and movements are numbered from 1, whatever the order of the events. */
struct event {
	enum kind kind;
	int lot, move, other, payer;
	int64_t cents;
	int month; /* of 2026 */
};

struct history {
	struct event events[EVENTS_MAX];
	int count, lots, moves;
};

void history_make(struct history *history, uint64_t seed);

/* The same events in another order: a lot or a movement still comes before what is done with it. */
void history_shuffle(struct history *history, uint64_t seed);
void history_print(const struct history *history);

/* What the events add up to. */
struct recount {
	struct { int payer; int64_t amo, rejete, annule, paye; } lots[LOTS_MAX + 1];
	struct { bool counts; int64_t cents, affecte, nobody; } moves[MOVES_MAX + 1];
	int64_t produit[PAYERS], banque;
};
void recount(struct recount *recount, const struct history *history);

/* Rows that every history needs: once a ledger. */
void apply_base(struct db *db);

/* Within a transaction, on a ledger without lots. */
void apply(struct db *db, const struct history *history);

/* After apply(): the last month that is closed, and one movement more, of `month`. */
void apply_late(struct db *db, const struct history *history, int closed, int month);

/* "" where they agree, else the first thing that does not; *verify: is pmi-ledger verify content with it? */
const char *compare(struct db *db, const struct history *history, const struct recount *recount, bool *verify);

/* Planted mistakes: what apply() does wrong. */
enum plant {
	PLANT_NONE, PLANT_LOST, PLANT_TWICE, PLANT_MIRROR, PLANT_SAME, PLANT_LOT, PLANT_SIGN, PLANT_CENT, PLANT_INDU,
	PLANT_COLUMN, PLANT_ENTRY, PLANT_PAYER, PLANT_PAID, PLANT_BANK, PLANT_NOBODY, PLANT_CHAIN, PLANT_HALF, PLANT_COUNT
};
struct plant_info {
	const char *name, *what;
};
extern const struct plant_info plants[PLANT_COUNT];
extern enum plant planted;

uint64_t draw(uint64_t *state, uint64_t below);
const char *payer_name(int payer);

#endif
