/*
 * recount - the same events, added up: no ledger, no code of the project
 */
#include "scenarios.h"

#include <string.h>

static void
count_move(struct recount *r, const struct event *e)
{
	r->moves[e->move].counts = true;
	r->moves[e->move].cents = e->cents;
}

void
recount(struct recount *r, const struct history *h)
{
	memset(r, 0, sizeof(*r));
	for (int i = 0; i < h->count; i++) {
		const struct event *e = &h->events[i];

		switch (e->kind) {
		case EMIT:
			r->lots[e->lot].payer = e->payer;
			r->lots[e->lot].amo = e->cents;
			break;
		case MOVE:
		case REPEAT:
			count_move(r, e);
			break;
		case MIRROR:
			r->moves[e->move].cents = e->cents;
			break;
		case SAME:
			r->moves[e->move].counts = false;
			break;
		case ATTRIBUTE:
			r->lots[e->lot].paye += e->cents;
			r->moves[e->move].affecte += e->cents;
			break;
		case REJECT:
			r->lots[e->lot].rejete += e->cents;
			break;
		case VOID:
			r->lots[e->lot].annule += e->cents;
			break;
		case NOBODY:
			r->moves[e->move].nobody += e->cents;
			break;
		case KINDS:
			break;
		}
	}
	for (int lot = 1; lot <= h->lots; lot++)
		r->produit[r->lots[lot].payer] -= r->lots[lot].amo - r->lots[lot].annule;
	for (int move = 1; move <= h->moves; move++)
		r->banque += r->moves[move].counts ? r->moves[move].cents : 0;
}
