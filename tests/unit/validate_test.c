/*
 * validate - each row is a sentence, the motifs that must come out, what it changes of a good act.
 * The people, the structures and their numbers are invented.
 */
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CHANGES_MAX 12

struct change {
	enum field champ;
	const char *value; /* "" takes the field away */
};

struct row {
	const char *sentence;
	const char *motifs; /* "code champ, code champ": in order; "" for a good act */
	struct change changes[CHANGES_MAX];
};

static const struct borne bornes[] = {
	{F_QUANTITE, 1, 99},
	{F_COEFFICIENT, 1, 9999},
	{F_BENEFICIAIRE_RANG, 1, 9},
	{F_MONTANT_CENTS, 0, 9999999},
};

static const struct acte actes[] = { /* sorted by code */
	{.code = {"FERME", 5}, .famille = ACTE_CONSULTATION, .du = DAY_NONE, .au = 0},
	{.code = {"PH7", 3}, .famille = ACTE_VACCIN, .du = DAY_NONE, .au = DAY_NONE},
};

static const struct params params = {
	.actes = {.at = actes, .count = sizeof(actes) / sizeof(actes[0]), .as_of = DAY_MAX},
	.premiers = {
		[1] = NIR_ORDINAIRE, [2] = NIR_ORDINAIRE, [5] = NIR_PASSAGE, [7] = NIR_PROVISOIRE,
	},
	.mois_normal_max = 12,
	.mois_incomplet_min = 20,
	.papier_motive = ACTIVITE_PMI,
	.fictif_prefixe = {"2555555", 7},
	.bornes = bornes,
	.borne_count = sizeof(bornes) / sizeof(bornes[0]),
};

/* A woman seen in PMI on 2 March 2026, judged on the 31st. */
static const struct change good[] = {
	{F_ACTE_REF, "A1"},
	{F_ACTIVITE, "pmi"},
	{F_STRUCTURE_FINESS, "620000018"},
	{F_EXECUTANT_RPPS, "10100000008"},
	{F_EXECUTANT_NOM, "EXEMPLE"},
	{F_ASSURE_NIR, "290036204112377"},
	{F_ASSURE_NOM, "ESSAI"},
	{F_ASSURE_PRENOM, "ANNE"},
	{F_ASSURE_NAISSANCE, "1990-03-04"},
	{F_ORGANISME, "016240000"},
	{F_DATE_SOINS, "2026-03-02"},
	{F_ACTE_CODE, "G"},
};

#define NO_IDENTITY \
	{F_ASSURE_NIR, ""}, {F_ASSURE_NOM, ""}, {F_ASSURE_PRENOM, ""}, {F_ASSURE_NAISSANCE, ""}
#define CHILD \
	{F_BENEFICIAIRE_NOM, "ESSAI"}, {F_BENEFICIAIRE_PRENOM, "LOU"}, \
		{F_BENEFICIAIRE_NAISSANCE, "2025-05-06"}
#define DELEGATED \
	{F_DELEGUE_FINESS, "620999003"}, {F_DELEGUE_RPPS, "10100000016"}, \
		{F_DELEGUE_NOM, "LABO"}, {F_DELEGUE_REGLE_LE, "2026-03-20"}

static const struct row rows[] = {
	{"a good act has no motif", "", {{0}}},

	/* values and bounds */
	{"an unknown activity is no value", "value-unknown activite", {{F_ACTIVITE, "pmii"}}},
	{"an unknown profession is no value", "value-unknown executant_profession",
		{{F_EXECUTANT_PROFESSION, "puericultrice"}}},
	{"a known profession passes", "", {{F_EXECUTANT_PROFESSION, "sage-femme"}}},
	{"two values out of their lists are both said",
		"value-unknown ame, value-unknown exoneration",
		{{F_AME, "yes"}, {F_EXONERATION, "9"}}},
	{"a day that does not exist is no value", "value-unknown droits_du",
		{{F_DROITS_DU, "2026-02-31"}}},
	{"a date of care that is no date is said once", "value-unknown date_soins",
		{{F_DATE_SOINS, "02/03/2026"}}},
	{"a coefficient that is no number is no value", "value-unknown coefficient",
		{{F_COEFFICIENT, "2,50"}}},
	{"a coefficient of 2.50 passes", "", {{F_COEFFICIENT, "2.50"}}},
	{"the least coefficient is one hundredth", "", {{F_COEFFICIENT, "0.01"}}},
	{"a coefficient of nothing is out of bounds", "value-range coefficient",
		{{F_COEFFICIENT, "0.00"}}},
	{"the greatest coefficient passes", "", {{F_COEFFICIENT, "99.99"}}},
	{"a coefficient of 100 is out of bounds", "value-range coefficient",
		{{F_COEFFICIENT, "100.00"}}},
	{"a quantity of 1 passes", "", {{F_QUANTITE, "1"}}},
	{"a quantity of 99 passes", "", {{F_QUANTITE, "99"}}},
	{"a quantity of 0 is out of bounds", "value-range quantite", {{F_QUANTITE, "0"}}},
	{"a quantity of 100 is out of bounds", "value-range quantite", {{F_QUANTITE, "100"}}},
	{"a negative amount is out of bounds", "value-range montant_cents",
		{{F_MONTANT_CENTS, "-1"}}},
	{"a rank of 10 is out of bounds", "value-range beneficiaire_rang",
		{{F_BENEFICIAIRE_RANG, "10"}}},

	/* mentions: art. 6.2, 10.2 */
	{"an act needs its reference, its date and its code",
		"field-missing acte_ref, field-missing date_soins, field-missing acte_code",
		{{F_ACTE_REF, ""}, {F_DATE_SOINS, ""}, {F_ACTE_CODE, ""}}},
	{"an act needs its activity", "field-missing activite", {{F_ACTIVITE, ""}}},
	{"the structure's FINESS is required", "field-missing structure_finess",
		{{F_STRUCTURE_FINESS, ""}}},
	{"the professional's RPPS and name are required",
		"field-missing executant_rpps, field-missing executant_nom",
		{{F_EXECUTANT_RPPS, ""}, {F_EXECUTANT_NOM, ""}}},
	{"the insured is named in full",
		"field-missing assure_nir, field-missing assure_nom, field-missing assure_prenom, "
		"field-missing assure_naissance",
		{NO_IDENTITY}},
	{"a child is named in full", "", {CHILD}},
	{"a child needs no NIR of its own, but names and birth",
		"field-missing beneficiaire_prenom, field-missing beneficiaire_naissance",
		{{F_BENEFICIAIRE_NOM, "ESSAI"}}},
	{"a beneficiary's NIR alone asks for the rest",
		"field-missing beneficiaire_nom, field-missing beneficiaire_prenom, "
		"field-missing beneficiaire_naissance",
		{{F_BENEFICIAIRE_NIR, "1230162041055"}}},
	{"an anonymous forfait needs no identity", "",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "ivg"}, {F_CANAL, "papier"}, NO_IDENTITY}},
	{"an anonymous IST act needs no identity", "",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "ist"}, {F_CANAL, "papier"}, NO_IDENTITY}},
	{"anonymous contraception keeps the birth date", "field-missing assure_naissance",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "contraception"}, NO_IDENTITY}},
	{"anonymous contraception needs nothing but the birth date", "",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "contraception"}, NO_IDENTITY,
			{F_ASSURE_NAISSANCE, "2010-01-02"}}},
	{"anonymous contraception takes the birth date of the beneficiary, if that is the patient",
		"field-missing beneficiaire_naissance",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "contraception"},
			{F_BENEFICIAIRE_PRENOM, "LOU"}}},
	{"an anonymous act still says who did it and where",
		"field-missing structure_finess, field-missing executant_rpps",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "ivg"}, {F_STRUCTURE_FINESS, ""},
			{F_EXECUTANT_RPPS, ""}}},
	{"under an anonymity that is no value the identity is gone, and not asked for",
		"value-unknown anonymat",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "istt"}, {F_CANAL, "papier"}, NO_IDENTITY}},
	{"nor is the reason for paper", "value-unknown anonymat",
		{{F_ANONYMAT, "istt"}, {F_CANAL, "papier"}, NO_IDENTITY}},
	{"a PEGASE bilan needs the child's birth date and the doctor's RPPS",
		"field-missing executant_rpps, field-missing beneficiaire_naissance",
		{{F_ACTIVITE, "pegase"}, NO_IDENTITY, {F_EXECUTANT_RPPS, ""},
			{F_EXECUTANT_NOM, ""}}},
	{"a PEGASE bilan may name the child as the insured", "", {{F_ACTIVITE, "pegase"}}},
	{"a PEGASE bilan whose child is named as beneficiary needs that child's birth date",
		"field-missing beneficiaire_naissance",
		{{F_ACTIVITE, "pegase"}, {F_BENEFICIAIRE_NOM, "ESSAI"}}},
	{"a PEGASE bilan needs no NIR, no site, no name", "",
		{{F_ACTIVITE, "pegase"}, NO_IDENTITY, {F_STRUCTURE_FINESS, ""},
			{F_EXECUTANT_NOM, ""},
			{F_BENEFICIAIRE_NAISSANCE, "2022-05-06"}}},

	/* NIR */
	{"a NIR of 13 characters passes", "", {{F_ASSURE_NIR, "2900362041123"}}},
	{"case 20: Corsica 2A with the right key", "", {{F_ASSURE_NIR, "190062A00412321"}}},
	{"case 20: Corsica 2B with the right key", "", {{F_ASSURE_NIR, "290062B00412395"}}},
	{"2A with the key of 2B is wrong", "nir-key assure_nir",
		{{F_ASSURE_NIR, "290062A00412395"}}},
	{"a wrong key is refused", "nir-key assure_nir", {{F_ASSURE_NIR, "290036204112378"}}},
	{"14 characters are no NIR", "nir-shape assure_nir", {{F_ASSURE_NIR, "29003620411237"}}},
	{"a letter elsewhere than in the département is no NIR", "nir-shape assure_nir",
		{{F_ASSURE_NIR, "29003620A112377"}}},
	{"2C is no département", "nir-shape assure_nir", {{F_ASSURE_NIR, "190062C004123"}}},
	{"case 20: first digit 7 is provisional, and passes", "nir-provisional assure_nir",
		{{F_ASSURE_NIR, "790039935112304"}}},
	{"first digit 5 is provisional too", "nir-provisional assure_nir",
		{{F_ASSURE_NIR, "590039935112307"}}},
	{"a first digit that the rule book does not list is refused", "nir-first-digit assure_nir",
		{{F_ASSURE_NIR, "390036204112327"}}},
	{"a NIR cannot begin with 0", "nir-first-digit assure_nir",
		{{F_ASSURE_NIR, "090036204112380"}}},
	{"month 12 is a month", "", {{F_ASSURE_NIR, "290126204112327"}}},
	{"month 13 is none", "nir-month assure_nir", {{F_ASSURE_NIR, "290136204112343"}}},
	{"month 19 is none", "nir-month assure_nir", {{F_ASSURE_NIR, "290196204112342"}}},
	{"month 00 is none", "nir-month assure_nir", {{F_ASSURE_NIR, "290006204112329"}}},
	{"month 20 is an incomplete certificate, and passes", "nir-incomplete assure_nir",
		{{F_ASSURE_NIR, "290206204112358"}}},
	{"month 99 is an incomplete certificate, and passes", "nir-incomplete assure_nir",
		{{F_ASSURE_NIR, "290996204112361"}}},
	{"born abroad, département 99, passes", "", {{F_ASSURE_NIR, "290039935112360"}}},
	{"there is no département 00", "nir-departement assure_nir",
		{{F_ASSURE_NIR, "290030004112305"}}},
	{"all that is wrong with one NIR is said",
		"nir-key assure_nir, nir-first-digit assure_nir, nir-month assure_nir, "
		"nir-departement assure_nir",
		{{F_ASSURE_NIR, "090130004112300"}}},
	{"the beneficiary's NIR is judged alike", "nir-key beneficiaire_nir",
		{CHILD, {F_BENEFICIAIRE_NIR, "123016204105552"}}},
	{"the beneficiary's right NIR passes", "",
		{CHILD, {F_BENEFICIAIRE_NIR, "123016204105551"}}},
	{"case 20: a fictitious number on an ordinary act is refused, key or not",
		"nir-fictif assure_nir", {{F_ASSURE_NIR, "255555562403063"}}},
	{"a fictitious number of 13 characters is refused", "nir-fictif assure_nir",
		{{F_ASSURE_NIR, "2555555624030"}}},
	{"a fictitious beneficiary is refused", "nir-fictif beneficiaire_nir",
		{CHILD, {F_BENEFICIAIRE_NIR, "255555562404251"}}},
	{"a number of an anonymous act is not judged: it will be replaced", "",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "ivg"}, {F_ASSURE_NIR, "255555562403063"}}},
	{"a fictitious number under an unknown anonymity is refused",
		"value-unknown anonymat, nir-fictif assure_nir",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "oui"}, {F_ASSURE_NIR, "255555562403063"}}},

	/* the other identifiers */
	{"a FINESS with a wrong key is refused", "finess-key structure_finess",
		{{F_STRUCTURE_FINESS, "620000019"}}},
	{"a FINESS of 8 characters is refused", "finess-key structure_finess",
		{{F_STRUCTURE_FINESS, "62000001"}}},
	{"an RPPS with a wrong key is refused", "rpps-key executant_rpps",
		{{F_EXECUTANT_RPPS, "10100000009"}}},
	{"an RPPS of 10 digits is refused", "rpps-key executant_rpps",
		{{F_EXECUTANT_RPPS, "1010000000"}}},
	{"a CIP13 with the right key passes", "", {CHILD, {F_CIP13, "3400935137340"}}},
	{"a CIP13 with a wrong key is refused", "cip13-key cip13",
		{CHILD, {F_CIP13, "3400935137341"}}},
	{"a CIP7 is no CIP13", "cip13-key cip13", {CHILD, {F_CIP13, "3513734"}}},
	{"an organisme of 8 characters is refused", "organisme-shape organisme",
		{{F_ORGANISME, "01624000"}}},
	{"an organisme holds no sign", "organisme-shape organisme", {{F_ORGANISME, "01-624000"}}},
	{"case 18: an organisme of a section locale mutualiste passes", "",
		{{F_ORGANISME, "01M624500"}}},
	{"an organisme is not asked for here", "", {{F_ORGANISME, ""}}},

	/* dates */
	{"care on the day of the run passes", "", {{F_DATE_SOINS, "2026-03-31"}}},
	{"care on the morrow of the run is refused", "date-future date_soins",
		{{F_DATE_SOINS, "2026-04-01"}}},
	{"care on the day of birth passes", "",
		{CHILD, {F_BENEFICIAIRE_NAISSANCE, "2026-03-02"}}},
	{"care before birth is refused", "dates-order beneficiaire_naissance",
		{CHILD, {F_BENEFICIAIRE_NAISSANCE, "2026-03-03"}}},
	{"care before the birth of the insured is refused", "dates-order assure_naissance",
		{{F_ASSURE_NAISSANCE, "2090-03-04"}}},
	{"rights of one day are in order", "",
		{{F_DROITS_DU, "2026-03-02"}, {F_DROITS_AU, "2026-03-02"}}},
	{"rights that end before they begin are refused", "dates-order droits_au",
		{{F_DROITS_DU, "2026-03-02"}, {F_DROITS_AU, "2026-03-01"}}},
	{"a birth after the pregnancy began is in order", "",
		{{F_GROSSESSE_DEBUT, "2025-06-01"}, {F_ACCOUCHEMENT_LE, "2026-02-20"}}},
	{"a birth before the pregnancy began is refused", "dates-order accouchement_le",
		{{F_GROSSESSE_DEBUT, "2025-06-01"}, {F_ACCOUCHEMENT_LE, "2025-05-31"}}},

	{"a measure of protection on the day of care is in order", "",
		{{F_ACTIVITE, "pegase"}, {F_PEGASE_MESURE_LE, "2026-03-02"}}},
	{"a measure of protection after care is refused", "dates-order pegase_mesure_le",
		{{F_ACTIVITE, "pegase"}, {F_PEGASE_MESURE_LE, "2026-03-03"}}},
	{"a delegated act paid on the day of care is in order", "",
		{DELEGATED, {F_DELEGUE_REGLE_LE, "2026-03-02"}}},
	{"a delegated act paid before care is refused", "dates-order delegue_regle_le",
		{DELEGATED, {F_DELEGUE_REGLE_LE, "2026-03-01"}}},

	/* codification: art. 6.2, 10.2, annexe 1.1 */
	{"a code that is closed is refused", "acte-closed acte_code", {{F_ACTE_CODE, "FERME"}}},
	{"a vaccine goes by its CIP13", "field-missing cip13", {CHILD, {F_ACTE_CODE, "PH7"}}},
	{"a vaccine with its CIP13 passes", "",
		{CHILD, {F_ACTE_CODE, "PH7"}, {F_CIP13, "3400935137340"}}},
	{"a line of form 709 goes by no code of the table", "",
		{{F_ACTIVITE, "cpef"}, {F_ANONYMAT, "ist"}, NO_IDENTITY, {F_ACTE_CODE, "PH7"}}},

	/* paper: art. 6.2, 10.2 */
	{"paper under titre I needs a reason", "papier-unjustified motif_papier",
		{{F_CANAL, "papier"}}},
	{"a degraded sheet is electronic", "", {{F_FSE_DEGRADEE, "oui"}}},
	{"and not on paper", "degradee-papier canal",
		{{F_FSE_DEGRADEE, "oui"}, {F_CANAL, "papier"}, {F_MOTIF_PAPIER, "panne"}}},
	{"its paper twin needs no reason but that", "", {{F_CANAL, "papier"}, {F_JUMEAU_DE, "A1"}}},
	{"the twin of a sheet is on paper", "piece-electronique canal", {{F_JUMEAU_DE, "A1"}}},
	{"a duplicata is signed by both", "", {{F_CANAL, "papier"}, {F_DUPLICATA_DE, "A1"},
		{F_SIGNATURE_EXECUTANT, "oui"}, {F_SIGNATURE_ASSURE, "oui"}}},
	{"by the professional at least", "duplicata-signature signature_executant",
		{{F_CANAL, "papier"}, {F_DUPLICATA_DE, "A1"}, {F_SIGNATURE_EXECUTANT, "non"},
		{F_SIGNATURE_ASSURE, "oui"}}},
	{"where the insured cannot, the caisse may ask him", "duplicata-assure signature_assure",
		{{F_CANAL, "papier"}, {F_DUPLICATA_DE, "A1"}, {F_SIGNATURE_EXECUTANT, "oui"}}},
	{"a paper is a twin or a duplicata", "piece-ambigue duplicata_de",
		{{F_CANAL, "papier"}, {F_DUPLICATA_DE, "A1"}, {F_JUMEAU_DE, "A1"},
		{F_SIGNATURE_EXECUTANT, "oui"}, {F_SIGNATURE_ASSURE, "oui"}}},
	{"paper with a reason passes", "", {{F_CANAL, "papier"}, {F_MOTIF_PAPIER, "panne"}}},
	{"the electronic channel needs no reason", "", {{F_CANAL, "electronique"}}},
	{"paper under titre II needs no reason", "", {{F_ACTIVITE, "cpef"}, {F_CANAL, "papier"}}},
	{"paper is the rule for a vaccine", "",
		{CHILD, {F_CIP13, "3400935137340"}, {F_CANAL, "papier"}}},
	{"paper is the rule for an anonymous act", "", {{F_ANONYMAT, "ivg"}, {F_CANAL, "papier"}}},
	{"a delegated act is claimed by a table, whatever its channel", "",
		{DELEGATED, {F_CANAL, "papier"}}},

	/* delegated acts: art. 6.3 */
	{"a delegated act with its performer, paid, passes", "", {DELEGATED}},
	{"a delegated act needs no performer of the Département", "",
		{DELEGATED, {F_EXECUTANT_RPPS, ""}, {F_EXECUTANT_NOM, ""}}},
	{"a delegated act needs the structure's FINESS", "field-missing structure_finess",
		{DELEGATED, {F_STRUCTURE_FINESS, ""}}},
	{"case 28: without FINESS, without RPPS, unpaid: three motifs at once",
		"delegue-finess-missing delegue_finess, delegue-rpps-missing delegue_rpps, "
		"delegue-unpaid delegue_regle_le",
		{{F_DELEGUE_NOM, "LABO"}}},
	{"a delegated act needs its performer's name", "delegue-nom-missing delegue_nom",
		{DELEGATED, {F_DELEGUE_NOM, ""}}},
	{"a delegated act paid on the day of the run passes", "",
		{DELEGATED, {F_DELEGUE_REGLE_LE, "2026-03-31"}}},
	{"a delegated act paid on the morrow is not paid", "delegue-unpaid delegue_regle_le",
		{DELEGATED, {F_DELEGUE_REGLE_LE, "2026-04-01"}}},
	{"a day of payment that is no day is said once", "value-unknown delegue_regle_le",
		{DELEGATED, {F_DELEGUE_REGLE_LE, "2026-02-30"}}},
	{"the performer's numbers have keys", "finess-key delegue_finess, rpps-key delegue_rpps",
		{DELEGATED, {F_DELEGUE_FINESS, "620999004"}, {F_DELEGUE_RPPS, "10100000017"}}},

	/* tiers payant, corrections */
	{"case 29: the patient has paid: refused", "patient-paid paye_patient",
		{{F_PAYE_PATIENT, "750"}}},
	{"one centime is too much", "patient-paid paye_patient", {{F_PAYE_PATIENT, "1"}}},
	{"the patient has paid nothing", "", {{F_PAYE_PATIENT, "0"}}},
	{"an act cannot correct and void at once", "correction-ambiguous corrige",
		{{F_CORRIGE, "A0"}, {F_ANNULE, "A0"}}},
	{"a correction passes", "", {{F_CORRIGE, "A0"}}},
	{"a void act passes", "", {{F_ANNULE, "A0"}}},

	{"defects of all kinds are said at once",
		"value-range quantite, nir-key assure_nir, finess-key structure_finess, "
		"date-future date_soins, field-missing assure_nom, "
		"papier-unjustified motif_papier, patient-paid paye_patient",
		{{F_QUANTITE, "0"}, {F_ASSURE_NIR, "290036204112378"},
			{F_STRUCTURE_FINESS, "620000019"},
			{F_DATE_SOINS, "2026-04-01"}, {F_ASSURE_NOM, ""}, {F_CANAL, "papier"},
			{F_PAYE_PATIENT, "100"}}},
};

static void
set(struct question *act, struct change change)
{
	struct mention *m = &act->at[change.champ];
	enum field_type type = field_infos[change.champ].type;

	*m = (struct mention){.day = DAY_NONE};
	if (change.value[0] == '\0')
		return;
	m->given = true;
	if (type == FIELD_INT || type == FIELD_EUROS)
		m->number = strtoll(change.value, NULL, 10);
	else
		m->text = text_of(change.value);
	if (type == FIELD_DATE)
		m->day = day_parse(m->text);
}

static void
join(const struct defects *defects, char *out, size_t size)
{
	size_t len = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < defects->count; i++)
		len += (size_t)snprintf(out + len, size - len, "%s%s %s", i ? ", " : "",
			defects->at[i].motif, field_infos[defects->at[i].champ].name);
}

static void
test_row(void **state)
{
	const struct row *row = *state;
	struct question act;
	struct defects defects = {0};
	char motifs[2048];

	question_start(&act, day_parse(TEXT("2026-03-31")));
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		set(&act, good[i]);
	for (size_t i = 0; i < CHANGES_MAX && row->changes[i].value; i++)
		set(&act, row->changes[i]);
	for (enum field field = 0; field < FIELD_COUNT; field++)
		if (act.at[field].given)
			act.given[act.given_count++] = field;
	validate_rule(&act, &params, &defects);
	join(&defects, motifs, sizeof(motifs));
	assert_string_equal(motifs, row->motifs);
}

int
main(void)
{
	enum { COUNT = sizeof(rows) / sizeof(rows[0]) };
	static struct CMUnitTest tests[COUNT];

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = rows[i].sentence, .test_func = test_row,
			.initial_state = (void *)(uintptr_t)&rows[i]};
	return cmocka_run_group_tests_name("validate", tests, NULL, NULL);
}
