/*
 * identifiants - NIR, FINESS, RPPS, CIP13, organisme: form and key (domain facts, parts 3 and 4)
 *
 * Each is judged where it is given; whether it must be there is asked by the articles.
 */
#include "rule.h"

#include "luhn.h"
#include "nir.h"

static bool
begins(struct text t, struct text prefix)
{
	return t.len >= prefix.len && text_equal((struct text){t.at, prefix.len}, prefix);
}

/* Month of birth: 01-12; 20-99: an incomplete birth certificate; 00 and 13-19 do not exist. */
static void
check_month(int month, const struct params *params, enum field field, struct defects *d)
{
	if (month >= params->mois_incomplet_min)
		defect(d, "nir-incomplete", field);
	else if (month < 1 || month > params->mois_normal_max)
		defect(d, "nir-month", field);
}

static void
check_first_digit(int digit, const struct params *params, enum field field, struct defects *d)
{
	enum nir_nature nature = params->premiers[digit];

	rule(d, "R014");
	if (nature != NIR_UNLISTED && nature != NIR_ORDINAIRE)
		defect(d, "nir-provisional", field);
	rule(d, "R201");
	if (nature == NIR_UNLISTED)
		defect(d, "nir-first-digit", field);
}

/*
 * The fictitious prefix is looked for first: its "55" would pass for a month and a département
 * (domain facts 3.2; art. 10.3.1). 13 characters carry no key: record.md takes both.
 */
static void
check_nir(const struct question *act, enum field field, const struct params *params,
	struct defects *d)
{
	struct text nir = act->at[field].text;

	rule(d, "R065");
	if (!concerns(d, act->at[field].given, "nir-donne"))
		return;
	if (begins(nir, params->fictif_prefixe)) {
		defect(d, "nir-fictif", field);
		return;
	}
	rule(d, "R200");
	if (nir_shape(nir) != NIR_SHAPE_OK) {
		defect(d, "nir-shape", field);
		return;
	}
	if (nir.len == 15 && !nir_key_ok(nir))
		defect(d, "nir-key", field);
	check_first_digit(nir_first_digit(nir), params, field, d);
	check_month(nir_month(nir), params, field, d);
	if (text_is(nir_departement(nir), "00"))
		defect(d, "nir-departement", field);
}

/* Régime 2, caisse 3, centre 4 (record.md); a section locale mutualiste has a letter: 01M624500. */
static bool
organisme_ok(struct text organisme)
{
	for (size_t i = 0; i < organisme.len; i++) {
		char c = organisme.at[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z'))
			return false;
	}
	return organisme.len == 9;
}

/* The act's own number of an anonymous patient is made by pmi-anonymize, and what stands here is
 * erased by it (art. 10.3): no refusal may ask for the identity of somebody who asked for none. */
static void
check_person(const struct question *act, const struct params *params, struct defects *d)
{
	if (act_anonymous(act)) {
		rule(d, "R200");
		concerns(d, false, "identifie");
		return;
	}
	check_nir(act, F_ASSURE_NIR, params, d);
	check_nir(act, F_BENEFICIAIRE_NIR, params, d);
	rule(d, "R205");
	if (act_given(act, F_ORGANISME) && !organisme_ok(act->at[F_ORGANISME].text))
		defect(d, "organisme-shape", F_ORGANISME);
}

static void
check_finess(const struct question *act, enum field field, struct defects *d)
{
	if (act_given(act, field) && !finess_ok(act->at[field].text))
		defect(d, "finess-key", field);
}

static void
check_rpps(const struct question *act, enum field field, struct defects *d)
{
	if (act_given(act, field) && !rpps_ok(act->at[field].text))
		defect(d, "rpps-key", field);
}

void
check_identifiants(const struct question *act, const struct params *params, struct defects *d)
{
	check_person(act, params, d);
	rule(d, "R202");
	check_finess(act, F_STRUCTURE_FINESS, d);
	check_finess(act, F_DELEGUE_FINESS, d);
	rule(d, "R203");
	check_rpps(act, F_EXECUTANT_RPPS, d);
	check_rpps(act, F_DELEGUE_RPPS, d);
	rule(d, "R204");
	if (act_given(act, F_CIP13) && !cip13_ok(act->at[F_CIP13].text))
		defect(d, "cip13-key", F_CIP13);
}
