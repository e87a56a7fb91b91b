/*
 * art. 6 and 10 - every prestation billed is « tiers payant »: the patient has paid nothing
 */
#include "rule.h"

void
check_tiers_payant(const struct question *act, struct defects *d)
{
	rule(d, "R026");
	if (act_given(act, F_PAYE_PATIENT) && act->at[F_PAYE_PATIENT].number != 0)
		defect(d, "patient-paid", F_PAYE_PATIENT);
}
