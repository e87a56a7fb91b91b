/*
 * Art. 19 and 20 (convention 2026-49: art. 3 and 11): the act is one of the convention in force
 * on the day of care, from its signature to its term or to the end of a notice.
 */
#include "rule.h"

/* Duration, renewal and notice make the last day (lib/conventions.c). */
static void
term(const struct question *q, const struct convention *convention, struct defects *d)
{
	bool renewed = convention && convention->reconduction_annees > 0;

	rule(d, "R109");
	concerns(d, renewed, "reconduction");
	rule(d, "R159");
	concerns(d, convention && !renewed, "sans-reconduction");
	rule(d, q->activite == ACTIVITE_PEGASE ? "R174" : "R111");
	concerns(d, convention && convention->denoncee_le != DAY_NONE, "denoncee");
}

/* Covered by which convention, and from which day: the former ones have rules of their own. */
static void
cover(const struct question *q, enum convention_state state, struct text where, struct defects *d)
{
	bool pegase = q->activite == ACTIVITE_PEGASE;

	rule(d, pegase ? "R150" : "R147");
	if (state == CONVENTION_EARLIER)
		defect(d, "convention-earlier", F_DATE_SOINS);
	rule(d, pegase ? "R157" : "R001");
	takes(d, where);
	if (state == CONVENTION_NONE)
		defect(d, "convention-none", F_DATE_SOINS);
	if (!pegase)
		rule(d, "R108");
	if (state == CONVENTION_UNSIGNED)
		defect(d, "convention-unsigned", F_DATE_SOINS);
}

struct text
art19_convention(const struct question *q, const struct params *params, struct defects *d)
{
	const struct convention *convention;
	enum convention_state state =
		conventions_at(&params->conventions, q->activite, q->date_soins, &convention);

	cover(q, state, convention ? convention->where : TEXT_ABSENT, d);
	term(q, convention, d);
	return state == CONVENTION_IN_FORCE ? convention->id : TEXT_ABSENT;
}
