/*
 * art. 6.3 and 10.3.3 - acts delegated to libéraux and structures: refunded to the Département once
 * it has paid them, with the performer's FINESS géographique, name and RPPS
 */
#include "rule.h"

/* Paid means: on a day, and that day has come. A date that is no date is said by valeurs.c. */
static bool
unpaid(const struct question *act)
{
	const struct mention *regle = &act->at[F_DELEGUE_REGLE_LE];

	return !regle->given || (regle->day != DAY_NONE && regle->day > act->as_of);
}

void
check_delegue(const struct question *act, struct defects *d)
{
	rule(d, "R046");
	if (!concerns(d, act_delegated(act), "delegue"))
		return;
	if (!act_given(act, F_DELEGUE_FINESS))
		defect(d, "delegue-finess-missing", F_DELEGUE_FINESS);
	rule(d, "R047");
	if (!act_given(act, F_DELEGUE_RPPS))
		defect(d, "delegue-rpps-missing", F_DELEGUE_RPPS);
	if (!act_given(act, F_DELEGUE_NOM))
		defect(d, "delegue-nom-missing", F_DELEGUE_NOM);
	rule(d, act_is(act, F_ACTIVITE, "cpef") ? "R077" : "R044");
	if (unpaid(act))
		defect(d, "delegue-unpaid", F_DELEGUE_REGLE_LE);
}
