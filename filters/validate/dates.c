/*
 * dates - the order of things: care is not in the future, nobody is treated before birth, a period
 * ends after it began
 *
 * A date that is no date is said once, by valeurs.c, and compared with nothing here.
 */
#include "rule.h"

/* Both are dates, and `first` is the later one. */
static bool
reversed(day_t first, day_t second)
{
	return first != DAY_NONE && second != DAY_NONE && first > second;
}

static void
check_order(const struct question *act, enum field first, enum field second, enum field champ,
	struct defects *d)
{
	if (reversed(act->at[first].day, act->at[second].day))
		defect(d, "dates-order", champ);
}

void
check_dates(const struct question *act, struct defects *d)
{
	rule(d, "R207");
	if (reversed(act->at[F_DATE_SOINS].day, act->as_of))
		defect(d, "date-future", F_DATE_SOINS);
	rule(d, "R208");
	check_order(act, F_ASSURE_NAISSANCE, F_DATE_SOINS, F_ASSURE_NAISSANCE, d);
	check_order(act, F_BENEFICIAIRE_NAISSANCE, F_DATE_SOINS, F_BENEFICIAIRE_NAISSANCE, d);
	check_order(act, F_DROITS_DU, F_DROITS_AU, F_DROITS_AU, d);
	check_order(act, F_GROSSESSE_DEBUT, F_ACCOUCHEMENT_LE, F_ACCOUCHEMENT_LE, d);
	/* 2026-49 art. 2: the check-ups follow the measure; art. 6.3: paid is what was done */
	rule(d, "R152");
	concerns(d, act_given(act, F_PEGASE_MESURE_LE), "mesure-donnee");
	check_order(act, F_PEGASE_MESURE_LE, F_DATE_SOINS, F_PEGASE_MESURE_LE, d);
	rule(d, "R044");
	concerns(d, act_given(act, F_DELEGUE_REGLE_LE), "delegue-regle");
	check_order(act, F_DATE_SOINS, F_DELEGUE_REGLE_LE, F_DELEGUE_REGLE_LE, d);
}
