/*
 * Art. 6.2: by the organisme of the patient, never by the site (C15: titre II alike, or by the site). Art. 10.3.1
 * and 10.3.2: the caisse pays an anonymous act for all schemes; which of the two is not said, and
 * the territory of the site tells, or the rule book (C20). 2026-49 art. 7: the EPDEF. Else held: never a default
 * caisse (art. 3).
 */
#include "rule.h"


static void
by_convention(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d)
{
	const struct payeur *payeur = payeurs_find(&params->payeurs, q->payeur);

	rule(d, "R151");
	if (!payeur) {
		defect(d, "hors-convention", F_PAYEUR);
		return;
	}
	takes(d, payeur->where);
	answer->payeur = payeur->key;
	answer->route_ref = text_join(answer->room.route_ref, ROUTE_REF_SIZE, TEXT("convention "), q->convention);
}

/* Why the site tells: the rule of each anonymity. */
static const char *
anonymity_rule(const struct question *q)
{
	if (q->ivg)
		return "R066";
	return q->ist ? "R074" : "R219";
}

static void
by_site(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d)
{
	const struct site *site = sites_at(&params->sites, q->site, q->date_soins);

	rule(d, anonymity_rule(q));
	if (!site) {
		defect(d, "hors-convention", F_SITE);
		return;
	}
	takes(d, site->where);
	answer->payeur = site->payeur->key;
	answer->route_ref = text_join(answer->room.route_ref, ROUTE_REF_SIZE, TEXT("site "), site->key);
}

static void
by_reading(const struct question *q, const struct params *params, struct answer *answer, struct defects *d)
{
	rule(d, anonymity_rule(q));
	takes(d, params->anonymes->where);
	answer->payeur = params->anonymes->key;
	answer->route_ref = text_join(answer->room.route_ref, ROUTE_REF_SIZE, TEXT("interpretations.yaml C20"), TEXT_ABSENT);
}

static void
by_affiliation(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d)
{
	const struct affiliation *affiliation =
		payeurs_affiliation(&params->payeurs, q->organisme, q->date_soins);

	rule(d, "R070");
	concerns(d, q->activite == ACTIVITE_CPEF, "cpef");
	rule(d, "R042");
	if (!affiliation) {
		defect(d, "hors-convention", F_ORGANISME);
		return;
	}
	takes(d, affiliation->where);
	answer->payeur = affiliation->payeur->key;
	answer->route_ref = text_join(answer->room.route_ref, ROUTE_REF_SIZE, TEXT("affiliation "), affiliation->prefixe);
}

void
art06_2_payeur(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d)
{
	if (q->activite == ACTIVITE_PEGASE)
		by_convention(q, params, answer, d);
	else if (q->anonyme && params->anonymes)
		by_reading(q, params, answer, d);
	else if (q->anonyme || (q->activite == ACTIVITE_CPEF && params->titre_2_par_site))
		by_site(q, params, answer, d);
	else
		by_affiliation(q, params, answer, d);
}
