/*
 * Annexe 1.2 art. 5: an electronic sheet is sent within 8 days; CSS art. R161-47: within 8 working
 * days (C17). Past the first it is warned of, past the second it is late, and that is said
 * instead. It is billed all the same: no sanction in law (Cass. 2e civ., 8 October 2015,
 * 14-20.252).
 */
#include "rule.h"

void
annexe12_art05_envoi(const struct question *q, const struct params *params,
	enum support support, struct defects *d)
{
	bool late, very_late;

	rule(d, "R120");
	takes(d, params->envoi);
	if (!concerns(d, support == SUPPORT_B2, "b2") || q->date_soins == DAY_NONE)
		return;
	late = q->as_of - q->date_soins > params->jours;
	very_late = late && q->date_soins < params->ouvres_depuis;
	if (late && !very_late)
		defect(d, "envoi-8-jours", F_DATE_SOINS);
	rule(d, "R221");
	takes(d, params->envoi);
	if (very_late)
		defect(d, "envoi-8-jours-ouvres", F_DATE_SOINS);
}
