#include "rule.h"

/* Annexe 3: no Vitale card in a PEGASE bilan, since the health insurance pays it once already. */
static void
check_vitale(const struct question *bilan, struct defects *d)
{
	rule(d, "R181");
	if (bilan->carte_vitale)
		defect(d, "pegase-vitale", F_CARTE_VITALE);
}

static bool
named(const struct medecin *medecin, const struct question *bilan)
{
	return text_equal(medecin->rpps, bilan->executant_rpps) && bilan->date_soins >= medecin->du
		&& (medecin->au == DAY_NONE || bilan->date_soins <= medecin->au);
}

/* Art. 2, annexe 3: only the bilans of the Département's named doctors are reversed. */
static void
check_medecin(const struct question *bilan, const struct params *params, struct defects *d)
{
	rule(d, "R156");
	for (size_t i = 0; i < params->medecin_count; i++)
		if (text_given(bilan->executant_rpps) && named(&params->medecins[i], bilan)) {
			takes(d, params->medecins[i].where);
			return;
		}
	defect(d, "pegase-medecin", F_EXECUTANT_RPPS);
}

/* Art. 2: a child-protection measure before 5 years. */
static void
check_mesure(const struct question *bilan, const struct params *params, struct defects *d)
{
	rule(d, "R152");
	takes(d, params->where.mesure);
	if (bilan->mesure_le == DAY_NONE)
		defect(d, "pegase-mesure-missing", F_PEGASE_MESURE_LE);
	else if (bilan->naissance != DAY_NONE
		&& day_age(bilan->naissance, bilan->mesure_le) >= params->mesure_avant_ans)
		defect(d, "pegase-mesure-age", F_PEGASE_MESURE_LE);
}

/*
 * Art. 2: followed « jusqu'à 7 ans », the birthday included: who had that age on the eve is past.
 * A child without a birth date, or a bilan without a day, is not shown to be of age.
 */
static void
check_age(const struct question *bilan, const struct params *params, struct defects *d)
{
	if (bilan->naissance == DAY_NONE || bilan->date_soins == DAY_NONE
		|| day_age(bilan->naissance, bilan->date_soins - 1) >= params->suivi_jusqu_a_ans)
		defect(d, "pegase-age", F_DATE_SOINS);
}

/* Art. 2, 4: 20 bilans, each with its rank. */
static void
check_rang(const struct question *bilan, const struct params *params, struct defects *d)
{
	if (bilan->rang < 1 || bilan->rang > params->rangs)
		defect(d, "pegase-rang", F_PEGASE_RANG);
}

static void
check_suivi(const struct question *bilan, const struct params *params, struct defects *d)
{
	rule(d, "R153");
	takes(d, params->where.suivi);
	takes(d, params->where.rangs);
	check_age(bilan, params, d);
	check_rang(bilan, params, d);
}

/* Annexe 3: the fiche d'intervention is the trigger of the payment and its proof. Art. 6: it is one
 * bilan, at one price. */
static void
check_fiche(const struct question *bilan, struct defects *d)
{
	rule(d, "R182");
	if (!text_given(bilan->fiche))
		defect(d, "pegase-fiche", F_PEGASE_FICHE);
	if (bilan->quantite != 1)
		defect(d, "pegase-quantite", F_QUANTITE);
}

/* Art. 2, 7: who pays, known by its SIRET (caisses.yaml), and whom: the Département (C6). */
static const char *
payeur(struct defects *d)
{
	rule(d, "R151");
	rule(d, "R189");
	return "epdef";
}

/* Art. 6: firm until the experiment ends (art. 2), then by the ARS's funding, whose amount is not known (C4). */
static const char *
prix_statut(const struct question *bilan, const struct params *params, struct defects *d)
{
	bool ferme = bilan->date_soins <= params->ferme_jusqu_au;

	rule(d, "R155");
	concerns(d, ferme, "experimentation");
	rule(d, "R166");
	takes(d, params->where.ferme);
	if (!ferme && params->conditionnel_retenu)
		defect(d, "pegase-conditionnel", F_DATE_SOINS);
	return ferme ? "ferme" : "conditionnel";
}

void
pegase_rule(const struct question *bilan, const struct params *params, struct answer *answer,
	struct defects *d)
{
	check_vitale(bilan, d);
	check_medecin(bilan, params, d);
	check_mesure(bilan, params, d);
	check_suivi(bilan, params, d);
	art04_lieux(bilan, params, d);
	annexe1_calendrier(bilan, params, d);
	check_fiche(bilan, d);
	answer->payeur = payeur(d);
	answer->prix_statut = prix_statut(bilan, params, d);
}
