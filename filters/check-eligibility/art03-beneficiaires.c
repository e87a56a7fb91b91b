/*
 * Titre I and art. 3: future parents and children under 6, affiliated to one of the two CPAMs (SLM
 * included), with rights open on the day of care. Art. 7: the same for titre II, without the
 * public. An anonymous act is paid for all schemes (art. 10.3.1, 10.3.2); a PEGASE bilan by the
 * EPDEF.
 */
#include "rule.h"

bool
is_child(const struct question *q, int64_t age)
{
	return q->naissance != DAY_NONE && q->naissance <= q->date_soins
		&& day_age(q->naissance, q->date_soins) < age;
}

/* Titre II has no bound of age. */
void
art03_public(const struct question *q, const struct params *params, struct defects *d)
{
	rule(d, "R055");
	concerns(d, q->activite == ACTIVITE_CPEF, "cpef");
	rule(d, "R011");
	takes(d, params->publics.where.titre_1);
	if (concerns(d, q->activite == ACTIVITE_PMI, "pmi") && !q->enceinte && !q->postnatale
		&& !is_child(q, params->publics.titre_1_age))
		defect(d, "public-titre1", q->champ_naissance);
}

static bool
is_affiliated(const struct question *q)
{
	return !q->anonyme && q->activite != ACTIVITE_PEGASE;
}

void
art03_affiliation(const struct question *q, const struct params *params, struct defects *d)
{
	const struct affiliation *affiliation;

	rule(d, q->activite == ACTIVITE_CPEF ? "R056" : "R013");
	if (!concerns(d, is_affiliated(q), "affilie"))
		return;
	if (!text_given(q->organisme)) {
		defect(d, "organisme-missing", F_ORGANISME);
		return;
	}
	rule(d, "R015");
	affiliation = payeurs_affiliation(&params->payeurs, q->organisme, q->date_soins);
	if (affiliation)
		takes(d, affiliation->where);
	else
		defect(d, "hors-convention", F_ORGANISME); /* never a default caisse */
}

void
art03_droits(const struct question *q, struct defects *d)
{
	rule(d, "R087");
	if (concerns(d, is_affiliated(q), "affilie") && q->droits_du == DAY_NONE
		&& q->droits_au == DAY_NONE)
		defect(d, "droits-unverified", F_DROITS_DU);
	rule(d, "R016");
	if (!concerns(d, is_affiliated(q), "affilie"))
		return;
	if (q->droits_du != DAY_NONE && q->date_soins < q->droits_du)
		defect(d, "droits-closed", F_DROITS_DU);
	if (q->droits_au != DAY_NONE && q->droits_au < q->date_soins)
		defect(d, "droits-closed", F_DROITS_AU);
}
