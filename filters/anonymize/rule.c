#include "rule.h"

/* A line by CIP is a vaccine whatever its code (annexe 1.1 row 23), but for the IST stream. */
bool
is_vaccin(const struct question *q)
{
	return text_given(q->cip13) && q->anonymat != ANONYMAT_IST
		&& q->activite != ACTIVITE_PEGASE;
}

bool
is_minor(const struct question *q, const struct params *params)
{
	return q->naissance != DAY_NONE && q->naissance <= q->date_soins
		&& day_age(q->naissance, q->date_soins) < params->majorite_ans;
}

/* A closed code is priced nowhere, but keeps its family: what it is about stays secret. */
static const struct acte *
acte_of(const struct question *q, const struct params *params)
{
	const struct convention *convention = conventions_find(&params->conventions, q->convention);
	struct text code = q->acte_code;
	const struct acte *acte;

	if (is_vaccin(q))
		return NULL;
	if (convention && text_given(convention->tarif_unique))
		code = convention->tarif_unique; /* 2026-49: one act, whatever its code */
	actes_find(&params->actes, code, q->date_soins, &acte);
	return acte;
}

void
anonymize_rule(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d)
{
	const struct acte *acte = acte_of(q, params);

	*answer = (struct answer){.anonymise = q->anonymat};
	rule(d, "R062");
	concerns(d, q->anonymat != ANONYMAT_NONE, "anonyme");
	/* Art. 10.3.1; circulaire CIR-49/2003: the card names its holder to the caisse. */
	rule(d, "R218");
	if (concerns(d, q->anonymat != ANONYMAT_NONE, "anonyme") && q->carte_vitale)
		defect(d, "anonymat-vitale", F_CARTE_VITALE);
	switch (q->anonymat) {
	case ANONYMAT_NONE:
		art10_3_1_required(q, params, acte, d);
		break;
	case ANONYMAT_IVG:
		art10_3_1_ivg(q, params, acte, answer, d);
		break;
	case ANONYMAT_IST:
		art10_3_2_ist(q, params, acte, answer, d);
		break;
	case ANONYMAT_CONTRACEPTION:
		art10_3_contraception(q, params, acte, answer, d);
		break;
	}
	rule(d, "R069");
	concerns(d, acte && text_given(acte->libelle_neutre), "libelle-neutre");
	answer->libelle = libelle_of(q, params, acte);
}
