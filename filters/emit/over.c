#include "emission.h"

static bool
find(struct emission *e, struct text run)
{
	struct query *query = query_new(e->ledger->db, "SELECT numero FROM emission WHERE run = ?1"
		" AND (?2 = 0 OR numero = ?2) ORDER BY numero DESC LIMIT 1");

	query_text(query, 1, run);
	query_int(query, 2, e->reception->numero);
	e->numero = query_row(query) ? column_int(query, 0) : 0;
	query_free(query);
	return e->numero != 0;
}

/* What was counted then. */
static void
recall(struct emission *e, struct filter *f)
{
	struct query *query = query_new(e->ledger->db, "SELECT actes, montant_cents, amo_cents"
		" FROM bilan WHERE emission = ?1 AND statut = ?2");

	f->received = (struct totals){0};
	for (int i = 0; i < STATUT_COUNT; i++) {
		query_int(query, 1, e->numero);
		query_text(query, 2, text_of(statut_name((enum statut)i)));
		if (!query_row(query))
			continue;
		e->tally[i] = (struct tally){column_int(query, 0), column_int(query, 1),
			column_int(query, 2)};
		query_reset(query);
		f->received.records += (uint64_t)e->tally[i].actes;
		f->received.by_statut[i] = (uint64_t)e->tally[i].actes;
		f->received.montant_cents += e->tally[i].montant_cents;
		f->received.amo_cents += e->tally[i].amo_cents;
	}
	query_free(query);
}

bool
emission_is_over(struct emission *e, struct filter *f, bool continued)
{
	if (!e->reception->numero && !continued && !f->frame.seq)
		return false;
	if (!find(e, f->head.run))
		return false;
	recall(e, f);
	return true;
}
