#include "rule.h"

#include "money.h"

/* Art. 5, 9: the tariff applicable on the day of care. */
bool
tarif_price(const struct tarifs *tarifs, const struct tarif_key *key, int64_t coefficient,
	int64_t quantite, struct price_answer *a, struct defects *d)
{
	const struct tarif *t;

	switch (tarif_find(tarifs, key, &t)) {
	case TARIF_ABSENT:
		defect(d, "tarif-absent", tarif_gap(tarifs, key));
		return false;
	case TARIF_AMBIGUOUS:
		defect(d, "tarif-ambiguous", F_DATE_SOINS);
		return false;
	case TARIF_FOUND:
		break;
	}
	a->tarif_given = true;
	a->tarif_cents = t->cents;
	a->base_cents = money_scale(t->cents, coefficient, quantite);
	a->tarif_ref = t->ref;
	return true;
}

/* A line without tariff: the amount it came with; nothing is no amount, and nobody owes us less. */
void
montant_price(const struct price_question *q, struct text ref, struct price_answer *a,
	struct defects *d)
{
	if (!q->montant_given || q->montant_cents <= 0)
		defect(d, "montant-missing", F_MONTANT_CENTS);
	a->base_cents = q->montant_cents;
	a->tarif_ref = ref;
}

void
montant_compare(const struct price_question *q, const struct price_answer *a, struct defects *d)
{
	if (q->montant_given && q->montant_cents != a->base_cents)
		defect(d, "montant-differs", F_MONTANT_CENTS);
}

/* A tariff that hangs on what is missing is not looked for: one motif says it. */
static bool
tarif_askable(const struct price_question *q, const struct acte *acte)
{
	return !(acte->semaines && q->semaines < 0) && !(acte->professions && !q->profession);
}

static void
base_price(const struct price_question *q, const struct price_params *p, const struct acte *acte,
	struct price_answer *a, struct defects *d)
{
	const struct tarif_key key = {q->acte_code, q->date_soins, q->profession, q->semaines};

	if (acte->tarif == ACTE_TARIF_LIBRE)
		montant_price(q, acte->ref, a, d);
	else if (!tarif_askable(q, acte))
		return;
	else if (q->delegue)
		delegue_price(q, p, acte, a, d);
	else if (tarif_price(&p->tarifs, &key, q->coefficient_hundredths, q->quantite, a, d))
		montant_compare(q, a, d);
}

/* Art. 4, 8: an act of annexe 1.1. Of a closed row the other conditions do not matter any more. */
static void
acte_price(const struct price_question *q, const struct price_params *p, struct price_answer *a,
	struct defects *d)
{
	const struct acte *acte;
	enum acte_nature nature;

	switch (actes_find(&p->actes, q->acte_code, q->date_soins, &acte)) {
	case ACTE_UNKNOWN:
		defect(d, "acte-unknown", F_ACTE_CODE);
		return;
	case ACTE_CLOSED:
		defect(d, "acte-closed", F_ACTE_CODE);
		return;
	case ACTE_FOUND:
		break;
	}
	acte_conditions(q, acte, d);
	forfait_conditions(q, acte, d);
	nature = nature_assurance(q, acte, &p->taux, d);
	base_price(q, p, acte, a, d);
	a->nature = nature_text(nature);
	a->taux_bp = taux_of(q, acte, nature, &p->taux);
}

void
price_rule(const struct price_question *q, const struct price_params *p, struct price_answer *a,
	struct defects *d)
{
	*a = (struct price_answer){0};
	if (q->activite == ACTIVITE_PEGASE)
		pegase_price(q, p, a, d);
	else if (q->ist)
		ist_price(q, p, a, d);
	else if (text_given(q->cip13))
		vaccin_price(q, p, a, d);
	else
		acte_price(q, p, a, d);
	a->amo_cents = money_share(a->base_cents, a->taux_bp);
}
