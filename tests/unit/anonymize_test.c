/*
 * anonymize - what art. 10.3 forbids, and what is written in place of the person. All is invented.
 */
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "motifs.h"

/* A text in a table that is made before the program runs. */
#define T(literal) {"" literal, sizeof(literal) - 1}

struct row {
	const char *sentence;
	const char *motifs;  /* "code:field", a blank between; "" for a good act */
	const char *nir;     /* NULL: not asked; "": none */
	const char *libelle; /* the same */
	enum anonymat anonymat;
	/* what differs from an IVG act of an adult without a channel; NULL: nothing, "": absent */
	const char *acte, *cip13, *naissance, *site, *numero, *convention;
	unsigned activite, profession;
	bool electronique, vitale;
	enum consentement consentement;
};

#define IVG .anonymat = ANONYMAT_IVG
#define IST .anonymat = ANONYMAT_IST, .acte = "B", .numero = "F1"
#define CONTRACEPTION .anonymat = ANONYMAT_CONTRACEPTION, .acte = "CCP", .naissance = "2010-05-05"
#define MINOR .naissance = "2008-03-03"    /* 18 on the morrow of the care */
#define OF_AGE .naissance = "2008-03-02"   /* 18 on the day of the care */

static const struct row rows[] = {
	{"case 11: prefix, caisse, 030, key 63", "", "255555562403063", "Forfait médical", IVG},
	{"case 11: another caisse has another key", "", "255555562303093", "Forfait médical", IVG,
		.site = "site-623"},
	{"case 11: a minor without consent", "", "255555562403063", NULL, IVG, MINOR,
		.consentement = CONSENTEMENT_NON},
	{"case 12: electronic", "anonymat-electronique:canal", NULL, NULL, IVG,
		.electronique = true},
	{"art. 10.3.1: the Vitale card was read", "anonymat-vitale:carte_vitale", NULL, NULL, IVG,
		.vitale = true},
	{"art. 10.3.1: not an act of this family", "anonymat-acte:acte_code", NULL, NULL, IVG,
		.acte = "G"},
	{"art. 10.3.1: a code that annexe 1.1 does not know", "anonymat-acte:acte_code", NULL, NULL,
		IVG, .acte = "XYZ"},
	{"art. 10.3.1: a vaccine, whatever its code", "anonymat-acte:acte_code", NULL, "VACCIN V",
		IVG, .cip13 = "3400935137340"},
	{"C19: the caisse of the site has no code", "anonymat-caisse:site", "", NULL, IVG,
		.site = "site-sans"},
	{"C20: no site to name the caisse", "anonymat-caisse:site", "", NULL, IVG, .site = ""},

	{"case 13: an identified act has the neutral label", "", "", .libelle = "Forfait médical"},
	{"case 13: an adult decides, whatever the box says", "", "", NULL, OF_AGE,
		.consentement = CONSENTEMENT_NON},
	{"C18: a minor without consent cannot be named", "anonymat-required:anonymat", "", NULL,
		MINOR, .consentement = CONSENTEMENT_NON},
	{"C18: a minor with consent may be", "", "", NULL, MINOR,
		.consentement = CONSENTEMENT_OUI},
	{"C18: a minor of whom nobody knows is held", "consentement-unknown:consentement_parental",
		"", NULL, MINOR},
	{"C18: on the day of the majority nobody asks", "", "", NULL, OF_AGE},
	{"C18: anonymous, a minor needs no consent", "", "255555562403063", NULL, IVG, MINOR},
	{"C18: any other act of a minor", "", "", "Consultation", MINOR, .acte = "G",
		.consentement = CONSENTEMENT_NON},
	{"C18: nor is consent asked for it", "", "", "Consultation", MINOR, .acte = "G"},
	{"an identified act may be electronic and by card", "", "", NULL, .electronique = true,
		.vitale = true},

	{"case 14: a line of form 709", "", "", "Examen de biologie", IST},
	{"case 15: without the number that the CPAM gives", "numero-fictif-missing:numero_fictif",
		"", NULL, .anonymat = ANONYMAT_IST, .acte = "B"},
	{"art. 10.3.2: a code of annexe 1.1 that is no cost of IST", "ist-acte:acte_code", "", NULL,
		.anonymat = ANONYMAT_IST, .acte = "G", .numero = "F1"},
	{"art. 10.3.2: a free cotation", "", "", "", .anonymat = ANONYMAT_IST, .acte = "B0322",
		.numero = "F1"},
	{"C35: a midwife does not sign 709", "ist-profession:executant_profession", "", NULL, IST,
		.profession = PROFESSION_SAGE_FEMME},
	{"C35: nor does a nurse", "ist-profession:executant_profession", "", NULL, IST,
		.profession = PROFESSION_INFIRMIER},
	{"C35: a gynaecologist does", "", "", NULL, IST, .profession = PROFESSION_GYNECOLOGUE},
	{"art. 10.3.2: the Vitale card was read", "anonymat-vitale:carte_vitale", "", NULL, IST,
		.vitale = true},
	{"art. 10.3.2: the number is the CPAM's: no caisse is needed", "", "", NULL, IST,
		.site = "site-sans"},

	{"contraception: prefix, caisse, 042, key 51", "", "255555562404251", "Contraception",
		CONTRACEPTION},
	{"contraception: electronic is allowed", "", NULL, NULL, CONTRACEPTION,
		.electronique = true},
	{"contraception: not with the card", "anonymat-vitale:carte_vitale", NULL, NULL,
		CONTRACEPTION, .vitale = true},
	{"contraception: a consultation", "", NULL, NULL, .anonymat = ANONYMAT_CONTRACEPTION,
		.acte = "G", .naissance = "2010-05-05"},
	{"contraception: another act", "anonymat-acte:acte_code", NULL, NULL,
		.anonymat = ANONYMAT_CONTRACEPTION, .naissance = "2010-05-05"},
	{"contraception: the eve of the majority", "", NULL, NULL,
		.anonymat = ANONYMAT_CONTRACEPTION, .acte = "CCP", MINOR},
	{"contraception: the day of the majority", "anonymat-acte:assure_naissance", NULL, NULL,
		.anonymat = ANONYMAT_CONTRACEPTION, .acte = "CCP", OF_AGE},
	{"contraception: without the birth date", "anonymat-acte:assure_naissance", NULL, NULL,
		.anonymat = ANONYMAT_CONTRACEPTION, .acte = "CCP", .naissance = ""},
	{"contraception: no site to name the caisse", "anonymat-caisse:site", "", NULL,
		CONTRACEPTION, .site = ""},

	{"a vaccine is printed under its name", "", "", "VACCIN V", .cip13 = "3400935137340"},
	{"a vaccine that nobody knows", "", "", "", .cip13 = "3400926863036"},
	{"2026-49: one act, whatever the source calls it", "", "", "Bilan",
		.activite = ACTIVITE_PEGASE, .convention = "2026-49", .acte = "G"},

	{"all at once", "anonymat-vitale:carte_vitale anonymat-electronique:canal "
		"anonymat-acte:acte_code anonymat-caisse:site", "", NULL, IVG, .vitale = true,
		.electronique = true, .acte = "G", .site = ""},
};

static const struct payeur payeurs[] = {
	{.key = T("caisse-623"), .code_caisse = T("623")},
	{.key = T("caisse-624"), .code_caisse = T("624")},
	{.key = T("caisse-sans")},
};

static const struct site sites[] = {
	{.key = T("site-623"), .payeur = &payeurs[0], .au = DAY_NONE},
	{.key = T("site-624"), .payeur = &payeurs[1], .au = DAY_NONE},
	{.key = T("site-sans"), .payeur = &payeurs[2], .au = DAY_NONE},
};

#define ACTE(c, l, neutre, f) \
	{.code = T(c), .libelle = T(l), .libelle_neutre = T(neutre), .famille = f, \
		.du = DAY_NONE, .au = DAY_NONE}

static const struct acte actes[] = {
	ACTE("B", "Examen de biologie", "", ACTE_IST),
	ACTE("BILAN", "Bilan", "", ACTE_EXAMEN),
	ACTE("CCP", "Contraception", "", ACTE_CONTRACEPTION),
	ACTE("FHV", "un libellé qui en dit trop", "Forfait médical", ACTE_IVG),
	ACTE("G", "Consultation", "", ACTE_CONSULTATION),
};

static const struct vaccin vaccins[] = {
	{.cip13 = T("3400935137340"), .denomination = T("VACCIN V")},
};

static const struct convention conventions[] = {
	{.id = T("2026-49"), .activites = ACTIVITE_PEGASE, .tarif_unique = T("BILAN")},
};

static const struct params params = {
	.actes = {.at = actes, .count = sizeof actes / sizeof *actes, .as_of = DAY_MAX},
	.vaccins = {vaccins, 1},
	.payeurs = {.at = payeurs, .count = 3},
	.sites = {sites, 3},
	.conventions = {.at = conventions, .count = 1},
	.majorite_ans = 18,
	.signataires_709 = PROFESSION_GENERALISTE | PROFESSION_PEDIATRE | PROFESSION_GYNECOLOGUE
		| PROFESSION_MEDECIN,
	.fictif_prefixe = T("2555555"),
	.fictif_ivg = T("030"),
	.fictif_contraception = T("042"),
};

static struct text
or(const char *value, const char *otherwise)
{
	return text_of(value ? value : otherwise);
}

static struct question
question(const struct row *row)
{
	return (struct question){
		.anonymat = row->anonymat,
		.date_soins = day_of(2026, 3, 2),
		.naissance = day_parse(or(row->naissance, "1990-01-01")),
		.champ_naissance = F_ASSURE_NAISSANCE,
		.acte_code = or(row->acte, "FHV"),
		.cip13 = or(row->cip13, ""),
		.convention = or(row->convention, "2023-212"),
		.site = or(row->site, "site-624"),
		.numero_fictif = or(row->numero, ""),
		.activite = row->activite ? row->activite : ACTIVITE_CPEF,
		.profession = row->profession,
		.electronique = row->electronique,
		.carte_vitale = row->vitale,
		.consentement = row->consentement,
	};
}

static void
test_row(void **state)
{
	const struct row *row = *state;
	const struct question q = question(row);
	struct answer answer;
	struct defects d = {0};
	char motifs[MOTIFS_TEXT];

	anonymize_rule(&q, &params, &answer, &d);
	assert_string_equal(motifs_text(&d, motifs), row->motifs);
	if (row->nir)
		assert_string_equal(answer.nir, row->nir);
	if (row->libelle && !(row->libelle[0] ? text_is(answer.libelle, row->libelle)
			: !text_given(answer.libelle)))
		fail_msg("printed as \"%.*s\"", TEXT_ARG(answer.libelle));
	assert_int_equal(answer.anonymise, row->anonymat);
	assert_int_equal(answer.naissance_kept, row->anonymat == ANONYMAT_CONTRACEPTION);
}

int
main(void)
{
	enum { COUNT = sizeof rows / sizeof *rows };
	static struct CMUnitTest tests[COUNT];

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = rows[i].sentence, .test_func = test_row,
			.initial_state = (void *)(uintptr_t)&rows[i]};
	return cmocka_run_group_tests_name("anonymize", tests, NULL, NULL);
}
