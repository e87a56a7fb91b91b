/*
 * Art. 6.2, 10.2: the codification in force must be used. A code that the table of acts knows, but
 * not on the day of care, is wrong as it stands; one that the table does not know may be of a newer
 * table, and is for pmi-price to hold. Vaccines go by their CIP (annexe 1.1): their code alone says
 * neither product nor price. Free cotations of form 709 and check-ups of convention 2026-49 go by no
 * code of that table.
 */
#include "rule.h"

static bool
by_annexe(const struct question *act)
{
	return !act_vaccine(act) && !act_is(act, F_ANONYMAT, "ist")
		&& !act_is(act, F_ACTIVITE, "pegase");
}

void
check_codification(const struct question *act, const struct params *params, struct defects *d)
{
	const struct acte *acte;
	enum acte_found found;
	day_t soins = act->at[F_DATE_SOINS].day;

	rule(d, "R027");
	if (!concerns(d, by_annexe(act), "acte-de-la-table") || soins == DAY_NONE)
		return;
	found = actes_find(&params->actes, act->at[F_ACTE_CODE].text, soins, &acte);
	if (found != ACTE_UNKNOWN)
		takes(d, acte->where);
	if (found == ACTE_CLOSED)
		defect(d, "acte-closed", F_ACTE_CODE);
	rule(d, "R041");
	if (found == ACTE_FOUND && acte->famille == ACTE_VACCIN)
		require(act, F_CIP13, d);
}
