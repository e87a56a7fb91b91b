/*
 * Art. 6.3: what the Département paid a delegated performer is refunded, within the tariff of the
 * act where it has one.
 */
#include "rule.h"

void
delegue_price(const struct price_question *q, const struct price_params *p,
	const struct acte *acte, struct price_answer *a, struct defects *d)
{
	const struct tarif_key key = {q->acte_code, q->date_soins, q->profession, q->semaines};

	if (!tarif_exists(&p->tarifs, q->acte_code)) {
		montant_price(q, acte->ref, a, d);
		return;
	}
	if (!tarif_price(&p->tarifs, &key, q->coefficient_hundredths, q->quantite, a, d))
		return;
	if (q->montant_given && q->montant_cents <= 0)
		defect(d, "montant-missing", F_MONTANT_CENTS);
	else if (q->montant_given && q->montant_cents > a->base_cents)
		defect(d, "montant-differs", F_MONTANT_CENTS);
	else if (q->montant_given)
		a->base_cents = q->montant_cents;
}
