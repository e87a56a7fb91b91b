/*
 * Art. 4, 8, annexe 1.1: the acts are taken as the nomenclature takes them: COE three times, once in
 * each window of age (NGAP art. 14.9), CCP once (config/frequences.yaml). What was billed before this
 * ledger began, or by others, is not seen.
 *
 * domain facts: R017, R027, R041, R057; R227
 */
#include "rule.h"

bool
frequence_names(const struct frequence *f, struct text acte_code)
{
	for (size_t i = 0; i < f->code_count; i++)
		if (text_equal(f->codes[i], acte_code))
			return true;
	return false;
}

/* From the first day of a life to the last one that a date can be. */
static const struct span always = {INT32_MIN + 1, INT32_MAX};

static bool
in_force(const struct frequence *f, day_t day)
{
	return day != DAY_NONE && (f->du == DAY_NONE || day >= f->du)
		&& (f->au == DAY_NONE || day <= f->au);
}

static bool
window_span(const struct acte *acte, const struct patient_facts *facts, struct span *span)
{
	const struct acte_fenetre *f =
		acte ? acte_fenetre_at(acte, facts->naissance, facts->date_soins) : NULL;

	if (!f)
		return false;
	*span = (struct span){acte_day_of_age(facts->naissance, f->unite, f->de),
		acte_day_of_age(facts->naissance, f->unite, f->a)};
	return true;
}

static bool
age_span(const struct frequence *f, const struct patient_facts *facts, struct span *span)
{
	if (facts->naissance == DAY_NONE)
		return false;
	*span = (struct span){facts->naissance,
		acte_day_of_age(facts->naissance, ACTE_MOIS, f->mois)};
	return facts->date_soins < span->to;
}

bool
frequence_span(const struct frequence *f, const struct acte *acte,
	const struct patient_facts *facts, struct span *span)
{
	*span = always;
	if (!in_force(f, facts->date_soins))
		return false;
	switch (f->par) {
	case PAR_FENETRE:
		return window_span(acte, facts, span);
	case PAR_AGE:
		return age_span(f, facts, span);
	case PAR_GROSSESSE:
		span->from = facts->grossesse_debut;
		return facts->grossesse_debut != DAY_NONE;
	case PAR_JOUR:
		*span = (struct span){facts->date_soins, facts->date_soins + 1};
		return true;
	default:
		return true;
	}
}

static void
too_many(const struct frequence *f, struct defects *d)
{
	if (!f->ferme)
		defect(d, "frequence-avis", F_ACTE_CODE);
	else if (f->par == PAR_JOUR)
		defect(d, "frequence-jour", F_ACTE_CODE);
	else if (f->par == PAR_FENETRE)
		defect(d, "frequence-fenetre", F_ACTE_CODE);
	else
		defect(d, "frequence-vie", F_ACTE_CODE);
}

void
art04_frequences(const struct question *q, struct defects *d)
{
	rule(d, "R227");
	if (!concerns(d, is_counted(q) && q->compte_count, "compte"))
		return;
	for (unsigned i = 0; i < q->compte_count; i++)
		if (q->comptes[i].deja + q->quantite > q->comptes[i].frequence->nombre)
			too_many(q->comptes[i].frequence, d);
}
