/*
 * Art. 2, annexe 1: only sites listed on the day of care. The bilans of convention 2026-49 take
 * place in the premises of the EPDEF (its art. 4), which annexe 1 does not list.
 */
#include "rule.h"

/* Annexe 1 is the list of a convention: it says nothing of a day that this one does not cover. */
static bool
list_applies(const struct question *q, const struct params *params)
{
	const struct convention *convention;

	switch (conventions_at(&params->conventions, q->activite, q->date_soins, &convention)) {
	case CONVENTION_IN_FORCE:
	case CONVENTION_UNSIGNED:
		return true;
	case CONVENTION_EARLIER:
	case CONVENTION_NONE:
		break;
	}
	return false;
}

void
art02_sites(const struct question *q, const struct params *params, struct defects *d)
{
	const struct site *site = sites_find(&params->sites, q->site);

	rule(d, "R144");
	if (!concerns(d, q->activite != ACTIVITE_PEGASE, "cpam"))
		return;
	if (!site) {
		defect(d, "site-unlisted", F_SITE);
		return;
	}
	takes(d, site->where);
	rule(d, "R009");
	if (!site_is_listed(site, q->date_soins) && list_applies(q, params))
		defect(d, "site-unlisted", F_SITE);
}
