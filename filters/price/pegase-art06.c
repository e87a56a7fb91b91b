/*
 * Convention 2026-49, art. 6: one price for each bilan, whatever the source software calls it, paid
 * by the EPDEF: the act that the convention names. It has no nature d'assurance. Art. 2: care and
 * consultations are no check-ups: an act of annexe 1.1 is not billed as one.
 */
#include "rule.h"

static struct text
code_of(const struct price_question *q, const struct price_params *p)
{
	const struct convention *c = conventions_find(&p->conventions, q->convention);

	if (!c)
		conventions_at(&p->conventions, ACTIVITE_PEGASE, q->date_soins, &c);
	return c ? c->tarif_unique : TEXT_ABSENT;
}

static bool
other_acte(const struct price_question *q, const struct price_params *p)
{
	const struct acte *acte;

	return actes_find(&p->actes, q->acte_code, q->date_soins, &acte) != ACTE_UNKNOWN
		&& !(acte->activites & ACTIVITE_PEGASE);
}

void
pegase_price(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d)
{
	struct tarif_key key = {code_of(q, p), q->date_soins, q->profession, q->semaines};
	const struct acte *acte;

	rule(d, "R154");
	if (other_acte(q, p))
		defect(d, "acte-activite", F_ACTIVITE);
	rule(d, "R216");
	if (q->coefficient_hundredths != 100)
		defect(d, "coefficient-unexpected", F_COEFFICIENT);
	rule(d, "R188");
	rule(d, "R165");
	if (tarif_price(&p->tarifs, &key, 100, q->quantite, a, d))
		montant_compare(q, a, d);
	if (actes_find(&p->actes, key.code, q->date_soins, &acte) != ACTE_FOUND) {
		defect(d, "acte-unknown", F_ACTE_CODE);
		return;
	}
	a->taux_bp = acte->taux_bp;
}
