/*
 * art. 6.2 and 10.2 - what a bill must say: the SDPMI and its FINESS, the professional's name and
 * RPPS, the insured and the beneficiary (NIR, names, birth dates), the codes
 *
 * The date of care is not in that list but in those of art. 6.3 and of the forms, and prices the
 * act: required of all (domain facts, C36). Art. 10.2 asks for the identity « en l'absence de
 * procédure de respect de l'anonymat ». Convention 2026-49 (PEGASE) asks for an age and a rank.
 */
#include "rule.h"

static void
require_identity(const struct question *act, struct defects *d)
{
	require(act, F_ASSURE_NIR, d);
	require(act, F_ASSURE_NOM, d);
	require(act, F_ASSURE_PRENOM, d);
	require(act, F_ASSURE_NAISSANCE, d);
	if (act_beneficiaire(act)) {
		require(act, F_BENEFICIAIRE_NOM, d);
		require(act, F_BENEFICIAIRE_PRENOM, d);
		require(act, F_BENEFICIAIRE_NAISSANCE, d);
	}
}

static enum field
patient_birth(const struct question *act)
{
	return act_beneficiaire(act) ? F_BENEFICIAIRE_NAISSANCE : F_ASSURE_NAISSANCE;
}

/* Which article asks who the person is: of delegated acts 6.3, of titre II 10.2, else 6.2. */
static const char *
identity_rule(const struct question *act)
{
	if (act_delegated(act))
		return "R048";
	return act_is(act, F_ACTIVITE, "cpef") ? "R040" : "R039";
}

/*
 * Contraception of a minor is anonymous but carries the exact date of birth (domain facts 3.2). Under
 * an `anonymat` that is no value nothing is asked either: pmi-ingest has removed it (rule.h there).
 */
static void
check_person(const struct question *act, struct defects *d)
{
	rule(d, "R219");
	if (concerns(d, act_is(act, F_ANONYMAT, "contraception"), "contraception-anonyme"))
		require(act, patient_birth(act), d);
	rule(d, identity_rule(act));
	if (concerns(d, !act_given(act, F_ANONYMAT), "identifie"))
		require_identity(act, d);
}

/* The performer of a delegated act is the delegue: art06-3-delegues.c asks for it. */
static void
check_executant(const struct question *act, struct defects *d)
{
	rule(d, "R038");
	if (!concerns(d, !act_delegated(act), "non-delegue"))
		return;
	require(act, F_EXECUTANT_RPPS, d);
	require(act, F_EXECUTANT_NOM, d);
}

/* 2026-49 art. 2, annexe 3: a named doctor; a child under 7, who may stand as the insured. */
static void
check_pegase(const struct question *act, struct defects *d)
{
	rule(d, "R156");
	require(act, F_EXECUTANT_RPPS, d);
	rule(d, "R153");
	if (act_beneficiaire(act) || !act_given(act, F_ASSURE_NAISSANCE))
		require(act, F_BENEFICIAIRE_NAISSANCE, d);
}

void
check_mentions(const struct question *act, struct defects *d)
{
	rule(d, "R096");
	require(act, F_ACTE_REF, d);
	rule(d, "R006");
	require(act, F_ACTIVITE, d);
	rule(d, act_delegated(act) ? "R049" : "R206");
	require(act, F_DATE_SOINS, d);
	rule(d, act_delegated(act) ? "R049" : "R041");
	require(act, F_ACTE_CODE, d);
	if (act_is(act, F_ACTIVITE, "pegase")) {
		check_pegase(act, d);
		return;
	}
	rule(d, "R037");
	require(act, F_STRUCTURE_FINESS, d);
	check_executant(act, d);
	check_person(act, d);
}
