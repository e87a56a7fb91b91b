/*
 * Art. 5: a vaccine is charged at the price of the Département's marché, within 65 % of it; a
 * product of a lower rate keeps its own (C23). In full: ROR of a child under 6, and seasonal flu of the
 * children and pregnant women whom the recommendations name. AME and exonerations do not lift the
 * 65 %.
 */
#include "rule.h"

static bool
under(const struct price_question *q, int64_t age)
{
	return q->naissance != DAY_NONE && day_age(q->naissance, q->date_soins) < age;
}

static unsigned
public_of(const struct price_question *q, const struct price_params *p)
{
	if (q->situation == SITUATION_ENCEINTE)
		return VACCIN_ENCEINTE;
	if (q->situation == SITUATION_POSTNATALE)
		return VACCIN_POSTNATALE;
	return under(q, p->publics.titre_1_age) ? VACCIN_ENFANT : VACCIN_AUTRE;
}

static int64_t
vaccin_taux(const struct price_question *q, const struct vaccin *v, unsigned patient,
	const struct price_taux *taux, struct defects *d)
{
	bool ror = v->classe == VACCIN_ROR && under(q, taux->ror_age_max);
	bool grippe = v->classe == VACCIN_GRIPPE && q->grippe_ciblee
		&& (patient & (VACCIN_ENFANT | VACCIN_ENCEINTE));

	rule(d, "R024");
	takes(d, taux->where.ror);
	if (concerns(d, ror, "ror-enfant"))
		return taux->ror_bp;
	rule(d, "R025");
	takes(d, taux->where.grippe);
	if (concerns(d, grippe, "grippe-ciblee"))
		return taux->grippe_bp;
	rule(d, "R023");
	takes(d, taux->where.vaccin);
	takes(d, v->where);
	return v->taux_bp < taux->vaccin_plafond_bp && !taux->vaccin_au_plafond ? v->taux_bp : taux->vaccin_plafond_bp;
}

void
vaccin_price(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d)
{
	const struct vaccin *v = vaccins_find(&p->vaccins, q->cip13);
	const struct tarif_key key = {q->cip13, q->date_soins, q->profession, q->semaines};
	unsigned patient = public_of(q, p);

	nature_maladie_only(q, d);
	rule(d, "R216");
	if (q->coefficient_hundredths != 100)
		defect(d, "coefficient-unexpected", F_COEFFICIENT);
	rule(d, "R032");
	if (!v) {
		defect(d, "vaccin-unknown", F_CIP13);
		return;
	}
	takes(d, v->where);
	if (!(v->publics & patient))
		defect(d, "vaccin-public", F_CIP13);
	rule(d, "R225");
	if (tarif_price(&p->marche, &key, 100, q->quantite, a, d))
		montant_compare(q, a, d);
	a->nature = nature_text(NATURE_MALADIE);
	a->taux_bp = vaccin_taux(q, v, patient, &p->taux, d);
}
