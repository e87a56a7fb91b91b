/*
 * Art. 10.3.1: anonymity of the adult who asks and of the minor without parental consent (C18).
 * The sheet is of paper, where no channel is given too (pmi-route-to-cpam), and goes to the caisse
 * with NIR 2 55 55 55, code of the caisse, 030; the caisse is that of the site's territory or a chosen one (C20),
 * and the key follows the ordinary rule (C19).
 */
#include "rule.h"

#include "nir.h"

#include <stdio.h>

static const struct payeur *
payeur_of(const struct question *q, const struct params *params)
{
	const struct site *site = sites_at(&params->sites, q->site, q->date_soins);

	if (params->anonymes)
		return params->anonymes;
	return site ? site->payeur : NULL;
}

void
nir_fictif(const struct question *q, const struct params *params, struct text ending,
	char nir[NIR_SIZE], struct defects *d)
{
	const struct payeur *payeur = payeur_of(q, params);
	struct text caisse = payeur ? payeur->code_caisse : TEXT_ABSENT;
	int len;

	nir[0] = '\0';
	if (payeur)
		takes(d, payeur->where);
	if (!text_given(caisse)) {
		defect(d, "anonymat-caisse", F_SITE);
		return;
	}
	len = snprintf(nir, NIR_SIZE, "%.*s%.*s%.*s", TEXT_ARG(params->fictif_prefixe),
		TEXT_ARG(caisse), TEXT_ARG(ending));
	if (len == NIR_SIZE - 3) /* 13 characters: room for the key and the NUL */
		snprintf(nir + len, 3, "%02u", nir_key(text_of(nir)) % 100);
}

static bool
is_ivg(const struct acte *acte)
{
	return acte && acte->famille == ACTE_IVG;
}

void
art10_3_1_ivg(const struct question *q, const struct params *params, const struct acte *acte,
	struct answer *answer, struct defects *d)
{
	rule(d, "R063");
	rule(d, "R064");
	if (q->electronique)
		defect(d, "anonymat-electronique", F_CANAL);
	rule(d, "R068");
	if (!is_ivg(acte))
		defect(d, "anonymat-acte", F_ACTE_CODE);
	rule(d, "R065");
	nir_fictif(q, params, params->fictif_ivg, answer->nir, d);
}

/* An identified sheet would tell the parents: silence is not consent. An adult is anonymous when she asks,
 * or always (C18). */
void
art10_3_1_required(const struct question *q, const struct params *params,
	const struct acte *acte, struct defects *d)
{
	rule(d, "R067");
	if (!concerns(d, is_ivg(acte), "ivg"))
		return;
	if (!is_minor(q, params) && params->ivg_toujours_anonyme)
		defect(d, "anonymat-required", F_ANONYMAT);
	rule(d, "R063");
	takes(d, params->majorite);
	if (!concerns(d, is_minor(q, params), "ivg-mineure"))
		return;
	switch (q->consentement) {
	case CONSENTEMENT_NON:
		defect(d, "anonymat-required", F_ANONYMAT);
		break;
	case CONSENTEMENT_UNKNOWN:
		defect(d, "consentement-unknown", F_CONSENTEMENT_PARENTAL);
		break;
	case CONSENTEMENT_OUI:
		break;
	}
}
