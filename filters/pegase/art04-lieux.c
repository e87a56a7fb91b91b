/*
 * Art. 4: the bilans take place in the premises of the EPDEF (config/pegase.yaml, lieux). A notice, since
 * the fiche is what is paid (annexe 3), and since neither the article nor an annexe lists the premises: the
 * list is the service's. Where it is empty, or the act names no place, nothing is known and nothing is said.
 *
 * domain facts: R160
 */
#include "rule.h"

static bool
is_there(const struct lieu *lieu, const struct question *bilan)
{
	return text_equal(lieu->site, bilan->site) && bilan->date_soins >= lieu->du
		&& (lieu->au == DAY_NONE || bilan->date_soins <= lieu->au);
}

void
art04_lieux(const struct question *bilan, const struct params *params, struct defects *d)
{
	rule(d, "R160");
	if (!concerns(d, params->lieu_count && text_given(bilan->site), "lieu-dit"))
		return;
	for (size_t i = 0; i < params->lieu_count; i++)
		if (is_there(&params->lieux[i], bilan)) {
			takes(d, params->lieux[i].where);
			return;
		}
	defect(d, "pegase-lieu", F_SITE);
}
