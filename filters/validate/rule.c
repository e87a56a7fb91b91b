#include "rule.h"

void
question_start(struct question *act, day_t as_of)
{
	act->as_of = as_of;
	act->given_count = 0;
	for (enum field field = 0; field < FIELD_COUNT; field++)
		act->at[field] = (struct mention){.day = DAY_NONE};
}

bool
act_anonymous(const struct question *act)
{
	return act_is(act, F_ANONYMAT, "ivg") || act_is(act, F_ANONYMAT, "ist")
		|| act_is(act, F_ANONYMAT, "contraception");
}

/* Annexe 1.3: a vaccine is billed by its CIP, whatever the code; pharmacy of an IST act is 709. */
bool
act_vaccine(const struct question *act)
{
	return act_given(act, F_CIP13) && !act_is(act, F_ANONYMAT, "ist");
}

bool
act_beneficiaire(const struct question *act)
{
	return act_given_any(act, fields_beneficiaire, FIELDS_BENEFICIAIRE);
}

void
require(const struct question *act, enum field field, struct defects *d)
{
	if (!act_given(act, field))
		defect(d, "field-missing", field);
}

/* An act is original, correction or void, never two at once. */
static void
check_correction(const struct question *act, struct defects *d)
{
	rule(d, "R213");
	if (act_given(act, F_CORRIGE) && act_given(act, F_ANNULE))
		defect(d, "correction-ambiguous", F_CORRIGE);
}

void
validate_rule(const struct question *act, const struct params *params, struct defects *d)
{
	check_valeurs(act, params, d);
	check_identifiants(act, params, d);
	check_dates(act, d);
	check_mentions(act, d);
	check_codification(act, params, d);
	check_papier(act, params, d);
	check_pieces(act, d);
	check_delegue(act, d);
	check_tiers_payant(act, d);
	check_correction(act, d);
}
