/*
 * seek_debit - what a debit may be for: a lot of which too much came in (art. 17), a credit that the bank takes back
 */
#include "cites.h"
#include "log.h"
#include "seek_private.h"

#define ALIKE_MAX 9

CITES("R097"); /* the Département gives back what an error got it */

static void
seek_indu(struct seek *s, const struct waiting *w, struct candidats *c)
{
	for (unsigned i = 0; i < w->label.references && i < REFERENCES_MAX; i++) {
		struct lot_seen seen;
		unsigned bits;

		if (!seek_lot(s, w->label.numbers[i], &seen))
			continue;
		bits = seek_named_bits(w, &seen);
		bits |= seen.reste <= w->cents ? BIT(INDU_SUFFIT) : 0; /* both below 0 */
		seek_first_payer(c, seen.payeur);
		candidat_add(c, CIBLE_LOT, w->label.numbers[i], rule_judge(s->rules, OBJET_DEBIT, CIBLE_LOT, bits));
	}
}

/* Does it name just the lots that the credit paid? */
static bool
same_lots(struct seek *s, const struct waiting *w, int64_t credit)
{
	struct label paid = {0};

	query_int(s->paid, 1, credit);
	while (query_row(s->paid)) {
		if (paid.references < REFERENCES_MAX)
			paid.numbers[paid.references] = column_int(s->paid, 0);
		paid.references++;
	}
	return label_same_lots(&paid, &w->label);
}

static unsigned
agree(struct seek *s, const struct waiting *w)
{
	const struct query *credit = s->credits;
	struct text ref = column_text(credit, 2), payeur = column_text(credit, 1);
	unsigned bits = BIT(MONTANT_OPPOSE) | BIT(JOUR_PROCHE);

	bits |= w->contrepassation ? BIT(CONTREPASSATION) : 0;
	bits |= payeur.at && text_equal(payeur, w->payeur) ? BIT(MEME_PAYEUR) : 0;
	bits |= text_given(ref) && text_equal(ref, w->retour_ref) ? BIT(MEME_REFERENCE) : 0;
	bits |= w->label.references && same_lots(s, w, column_int(credit, 0)) ? BIT(MEMES_LOTS) : 0;
	return bits;
}

static void
seek_credits(struct seek *s, const struct waiting *w, struct candidats *c)
{
	char before[DAYS_SIZE];

	query_int(s->credits, 1, -w->cents);
	query_text(s->credits, 2, w->jour);
	query_text(s->credits, 3, days_text(before, -s->rules->jours_contrepassation));
	query_int(s->credits, 4, ALIKE_MAX);
	while (query_row(s->credits))
		candidat_add(c, CIBLE_VIREMENT, column_int(s->credits, 0),
			rule_judge(s->rules, OBJET_DEBIT, CIBLE_VIREMENT, agree(s, w)));
}

void
seek_debit(struct seek *s, const struct waiting *w, struct candidats *c)
{
	seek_indu(s, w, c);
	seek_credits(s, w, c);
}
