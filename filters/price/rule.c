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
	takes(d, t->where);
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

/* Art. 5; art. 9 for titre II, and the arrêté of its forfaits. */
static const char *
tarif_rule(const struct price_question *q, const struct acte *acte)
{
	if (acte->famille == ACTE_IVG)
		return "R061";
	return q->activite == ACTIVITE_CPEF ? "R060" : "R021";
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

	rule(d, "R220");
	if (concerns(d, acte->tarif == ACTE_TARIF_LIBRE, "sans-tarif")) {
		montant_price(q, acte->ref, a, d);
		return;
	}
	if (!tarif_askable(q, acte))
		return;
	rule(d, "R044");
	if (concerns(d, q->delegue, "delegue")) {
		delegue_price(q, p, acte, a, d);
		return;
	}
	rule(d, tarif_rule(q, acte));
	if (!tarif_price(&p->tarifs, &key, q->coefficient_hundredths, q->quantite, a, d))
		return;
	rule(d, "R131");
	montant_compare(q, a, d);
}

/* The table of annexe 1.1 is that of art. 4; of art. 8 for titre II, of art. 6.3 for what is delegated. */
static const char *
table_rule(const struct price_question *q)
{
	if (q->delegue)
		return "R045";
	return q->activite == ACTIVITE_CPEF ? "R057" : "R017";
}

/* Art. 4, 8: an act of annexe 1.1, by the version of the table that is in force; NULL: it is none. */
static const struct acte *
acte_of(const struct price_question *q, const struct price_params *p, struct defects *d)
{
	const struct acte *acte;
	enum acte_found found = actes_find(&p->actes, q->acte_code, q->date_soins, &acte);

	rule(d, table_rule(q));
	if (found == ACTE_UNKNOWN) {
		defect(d, "acte-unknown", F_ACTE_CODE);
		return NULL;
	}
	rule(d, "R027");
	if (found == ACTE_CLOSED) {
		takes(d, acte->where);
		defect(d, "acte-closed", F_ACTE_CODE);
		return NULL;
	}
	rule(d, "R018");
	takes(d, acte->where);
	rule(d, "R076");
	concerns(d, acte->famille == ACTE_IST, "acte-ist");
	return acte;
}

/* Of a closed row the other conditions do not matter any more. */
static void
acte_price(const struct price_question *q, const struct price_params *p, struct price_answer *a,
	struct defects *d)
{
	const struct acte *acte = acte_of(q, p, d);
	enum acte_nature nature;

	if (!acte)
		return;
	acte_conditions(q, acte, d);
	forfait_conditions(q, acte, d);
	nature = nature_assurance(q, acte, &p->taux, d);
	base_price(q, p, acte, a, d);
	a->nature = nature_text(nature);
	a->taux_bp = taux_of(q, acte, nature, &p->taux, d);
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
	rule(d, "R114");
	concerns(d, q->activite != ACTIVITE_PEGASE, "cpam");
	a->amo_cents = money_share(a->base_cents, a->taux_bp);
}
