/*
 * Annexe 1, annexe 3: each rank at its age (config/pegase-calendrier.yaml, a placeholder: the annexe was
 * not read). A notice, since the fiche is what is paid (annexe 3).
 *
 * domain facts: R163, R177, R178
 */
#include "rule.h"

static const struct calendrier *
in_force(const struct params *params, day_t day)
{
	for (size_t i = 0; i < params->calendrier_count; i++) {
		const struct calendrier *c = &params->calendriers[i];

		if (day >= c->du && (c->au == DAY_NONE || day <= c->au))
			return c;
	}
	return NULL;
}

void
annexe1_calendrier(const struct question *bilan, const struct params *params, struct defects *d)
{
	const struct calendrier *c = in_force(params, bilan->date_soins);

	rule(d, "R178");
	if (!c || bilan->naissance == DAY_NONE || bilan->rang < 1 || bilan->rang > RANGS_MAX
		|| !c->rangs[bilan->rang].a)
		return;
	if (bilan->date_soins < acte_day_of_age(bilan->naissance, ACTE_MOIS, c->rangs[bilan->rang].de)
		|| bilan->date_soins >= acte_day_of_age(bilan->naissance, ACTE_MOIS,
			c->rangs[bilan->rang].a))
		defect(d, "pegase-calendrier", F_PEGASE_RANG);
}
