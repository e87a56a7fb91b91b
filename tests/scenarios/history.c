/*
 * history - a list of events, from a seed
 */
#include "scenarios.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const names[KINDS] = {"emit", "move", "repeat", "mirror", "same", "attribute", "reject", "void", "nobody"};

uint64_t
draw(uint64_t *state, uint64_t below)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (z ^ z >> 31) % below;
}

const char *
payer_name(int payer)
{
	static const char *const payers[PAYERS] = {"cpam-nord", "cpam-sud", "departement"};

	return payers[payer];
}

static void
add(struct history *h, struct event event, uint64_t *state)
{
	if (h->count == EVENTS_MAX)
		abort();
	event.month = 3 + (int)draw(state, 4);
	h->events[h->count++] = event;
}

/* Few values: amounts that are alike are what goes wrong. */
static int64_t
cents(uint64_t *state)
{
	static const int64_t usual[] = {1, 2500, 2500, 6720, 10000};

	return draw(state, 3) ? usual[draw(state, 5)] : 1 + (int64_t)draw(state, 20000);
}

static int
emit(struct history *h, uint64_t *state)
{
	int payer = (int)draw(state, PAYERS);

	add(h, (struct event){.kind = EMIT, .lot = ++h->lots, .payer = payer, .cents = draw(state, 20) ? cents(state) : 0},
		state);
	return h->lots;
}

static int
move(struct history *h, uint64_t *state, int64_t amount)
{
	add(h, (struct event){.kind = MOVE, .move = ++h->moves, .cents = amount}, state);
	return h->moves;
}

static int
any_lot(const struct history *h, uint64_t *state)
{
	return 1 + (int)draw(state, (uint64_t)h->lots);
}

static void
attribute(struct history *h, uint64_t *state, int move_, int lot, int64_t amount)
{
	add(h, (struct event){.kind = ATTRIBUTE, .move = move_, .lot = lot, .cents = amount}, state);
}

/* A credit for one lot, or for several; exact or not; a part of it may wait. */
static void
pay(struct history *h, uint64_t *state)
{
	int parts = 1 + (int)draw(state, 3);
	int64_t amounts[3], sum = 0;
	int v;

	for (int i = 0; i < parts; i++)
		sum += amounts[i] = cents(state);
	v = move(h, state, sum);
	for (int i = 0; i < parts; i++)
		if (draw(state, 8))
			attribute(h, state, v, any_lot(h, state), amounts[i]);
}

static void
pay_and_take_back(struct history *h, uint64_t *state)
{
	int64_t amount = cents(state);
	int v = move(h, state, amount), lot = any_lot(h, state);

	attribute(h, state, v, lot, amount);
	attribute(h, state, v, lot, -amount);
	if (draw(state, 2))
		attribute(h, state, v, any_lot(h, state), amount);
}

/* A debit: what was paid too much, or by mistake, goes back. */
static void
refund(struct history *h, uint64_t *state)
{
	int64_t amount = cents(state);
	int v = move(h, state, -amount);

	if (draw(state, 4))
		attribute(h, state, v, any_lot(h, state), -amount);
}

/* A caisse keeps back of one transfer what it is owed of another lot; the transfer may be 0, or a debit. */
static void
retenue(struct history *h, uint64_t *state)
{
	int64_t paid = cents(state), kept = cents(state);
	int v = move(h, state, paid - kept);

	attribute(h, state, v, any_lot(h, state), paid);
	attribute(h, state, v, any_lot(h, state), -kept);
}

static void
refuse(struct history *h, uint64_t *state)
{
	int lot = any_lot(h, state);
	int64_t amount = cents(state);

	add(h, (struct event){.kind = REJECT, .lot = lot, .cents = amount}, state);
	if (!draw(state, 3))
		add(h, (struct event){.kind = REJECT, .lot = lot, .cents = -amount}, state);
}

static void
correct(struct history *h, uint64_t *state)
{
	add(h, (struct event){.kind = VOID, .lot = any_lot(h, state), .cents = cents(state)}, state);
	if (draw(state, 2) && h->lots < LOTS_MAX)
		emit(h, state);
}

static void
stranger(struct history *h, uint64_t *state)
{
	int64_t amount = draw(state, 4) ? cents(state) : -cents(state);
	int v = move(h, state, amount);

	add(h, (struct event){.kind = NOBODY, .move = v, .cents = amount}, state);
	if (!draw(state, 3))
		add(h, (struct event){.kind = NOBODY, .move = v, .cents = -amount}, state);
}

static void
seen_again(struct history *h, uint64_t *state)
{
	int64_t amount = cents(state);
	int v = move(h, state, amount);

	add(h, (struct event){.kind = REPEAT, .move = v, .cents = amount}, state);
	if (draw(state, 2))
		add(h, (struct event){.kind = MIRROR, .move = ++h->moves, .other = v, .cents = amount}, state);
	if (draw(state, 2))
		attribute(h, state, v, any_lot(h, state), amount);
}

static void
told_later(struct history *h, uint64_t *state)
{
	int64_t amount = cents(state);
	int v = move(h, state, amount), w = move(h, state, amount);

	add(h, (struct event){.kind = SAME, .move = w, .other = v, .cents = amount}, state);
	if (draw(state, 2))
		attribute(h, state, v, any_lot(h, state), amount);
}

void
history_make(struct history *h, uint64_t seed)
{
	static void (*const stories[])(struct history *, uint64_t *) = {pay, pay, pay, pay_and_take_back, refund, retenue,
		refuse, correct, stranger, seen_again, told_later};
	uint64_t state = seed;
	int lots = 1 + (int)draw(&state, 8), count = 2 + (int)draw(&state, 18);

	h->count = h->lots = h->moves = 0;
	for (int i = 0; i < lots; i++)
		emit(h, &state);
	for (int i = 0; i < count; i++)
		stories[draw(&state, sizeof(stories) / sizeof(*stories))](h, &state);
}

/* What it is done with is there; the second statement of a movement may be read before the first. */
static bool
is_ready(const struct event *e, const bool lots[], const bool moves[])
{
	bool makes_move = e->kind == MOVE || e->kind == REPEAT || e->kind == MIRROR;

	return (e->kind == EMIT || !e->lot || lots[e->lot]) && (makes_move || !e->move || moves[e->move])
		&& (!e->other || moves[e->other]);
}

void
history_shuffle(struct history *h, uint64_t seed)
{
	bool lots[LOTS_MAX + 1] = {false}, moves[MOVES_MAX + 1] = {false};
	uint64_t state = ~seed;

	for (int done = 0; done < h->count; done++) {
		struct event next;
		int at;

		do
			at = done + (int)draw(&state, (uint64_t)(h->count - done));
		while (!is_ready(&h->events[at], lots, moves));
		next = h->events[at];
		h->events[at] = h->events[done];
		h->events[done] = next;
		lots[next.lot] |= next.kind == EMIT;
		moves[next.move] |= next.move > 0;
	}
}

void
history_print(const struct history *h)
{
	for (int i = 0; i < h->count; i++) {
		const struct event *e = &h->events[i];

		printf("%3d  2026-%02d  %-10s", i + 1, e->month, names[e->kind]);
		printf(e->lot ? "  L%06d" : "         ", e->lot);
		printf(e->move ? "  V%06d" : "         ", e->move);
		printf("  %8lld", (long long)e->cents);
		if (e->kind == EMIT)
			printf("  %s", payer_name(e->payer));
		if (e->kind == MIRROR)
			printf("  of V%06d", e->other);
		putchar('\n');
	}
}
