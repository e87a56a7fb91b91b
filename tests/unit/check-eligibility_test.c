/*
 * check-eligibility - the acts that no convention in force takes (art. 1, 2, 3, 6.2, 7, 9, 19, 20,
 * annexe 1.3). Sites, caisses and patients are invented.
 */
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A text in a table that is made before the program runs. */
#define T(literal) {"" literal, sizeof(literal) - 1}

struct row {
	const char *sentence;
	const char *motifs;     /* "code:field", a blank between; "" for a good act */
	const char *convention; /* NULL: not asked */
	/* what differs from a good act of titre I; NULL: nothing, "": absent */
	unsigned activite;
	const char *date_soins, *naissance, *site, *organisme, *droits_du, *droits_au;
	unsigned profession;
	bool enceinte, postnatale, anonyme, vaccin, delegue, maternite, autre_financement;
};

#define TITRE_2 .activite = ACTIVITE_CPEF
#define PEGASE .activite = ACTIVITE_PEGASE
#define ADULT .naissance = "1990-01-01"

static const struct row rows[] = {
	{"a child of 3 on a listed site", "", .convention = "2023-212"},

	{"art. 1: another body pays already", "double-financement:autre_financement",
		.autre_financement = true},

	{"art. 2: a site that is not listed", "site-unlisted:site", .site = "mds-z"},
	{"art. 2: no site", "site-unlisted:site", .site = ""},
	{"art. 2: a site on its last day", "", .site = "cpef-clos", .date_soins = "2025-12-31",
		.droits_du = "2025-01-01"},
	{"art. 2: a site on the morrow of its last day", "site-unlisted:site",
		.site = "cpef-clos", .date_soins = "2026-01-01"},
	{"art. 2: annexe 1 does not say which sites an earlier convention had",
		"convention-earlier:date_soins", .site = "mds-2023", .date_soins = "2023-05-14",
		.naissance = "2022-01-01", .droits_du = "2023-01-01"},
	{"art. 2: a site on its first day", "", .site = "mds-2023", .date_soins = "2023-05-15",
		.naissance = "2022-01-01", .droits_du = "2023-01-01"},
	{"2026-49 art. 4: a bilan is done elsewhere than on the sites", "", "2026-49", PEGASE,
		.site = ""},

	{"titre I: the eve of the 6th birthday", "", .naissance = "2020-03-03"},
	{"titre I: the 6th birthday itself is outside", "public-titre1:beneficiaire_naissance",
		.naissance = "2020-03-02"},
	{"titre I: born on 29 February, the birthday is 1 March",
		"public-titre1:beneficiaire_naissance", .naissance = "2020-02-29",
		.date_soins = "2026-03-01"},
	{"titre I: born on 29 February, 28 February is its eve", "", .naissance = "2020-02-29",
		.date_soins = "2026-02-28"},
	{"titre I: born on the day of care", "", .naissance = "2026-03-02"},
	{"titre I: a pregnant woman", "", ADULT, .enceinte = true},
	{"titre I: a woman after birth", "", ADULT, .postnatale = true},
	{"titre I: an adult who is neither", "public-titre1:beneficiaire_naissance", ADULT},
	{"titre I: no birth date", "public-titre1:beneficiaire_naissance", .naissance = ""},
	{"titre II: no bound of age", "", "2023-212", TITRE_2, ADULT},
	{"2026-49: the public is judged by pegase", "", "2026-49", PEGASE,
		.naissance = "2019-06-01"},

	{"art. 3: no organisme", "organisme-missing:organisme", .organisme = ""},
	{"art. 7: no organisme under titre II", "organisme-missing:organisme", TITRE_2,
		.organisme = ""},
	{"case 17: an organisme outside the two caisses is held, without a default",
		"hors-convention:organisme", .organisme = "02A591000"},
	{"case 17: the next département", "hors-convention:organisme", .organisme = "015910000"},
	{"case 18: a section locale mutualiste is in the convention", "", .organisme = "01M624500"},
	{"art. 10.3: nobody to be affiliated, nor with rights", "", "2023-212", TITRE_2,
		.anonyme = true, .organisme = "", .droits_du = "", .droits_au = "",
		.naissance = ""},
	{"2026-49: the EPDEF pays, whatever the organisme and the rights", "", "2026-49", PEGASE,
		.organisme = "", .droits_du = "", .droits_au = ""},

	{"art. 3: the first day of the rights", "", .droits_du = "2026-03-02"},
	{"art. 3: the eve of the rights", "droits-closed:droits_du", .droits_du = "2026-03-03"},
	{"art. 3: the last day of the rights", "", .droits_au = "2026-03-02"},
	{"art. 3: the morrow of the rights", "droits-closed:droits_au", .droits_au = "2026-03-01"},
	{"art. 7: the same under titre II", "droits-closed:droits_au", TITRE_2,
		.droits_au = "2026-03-01"},
	{"one bound alone is enough to be verified", "", .droits_du = ""},
	{"art. 12: rights that nobody looked at", "droits-unverified:droits_du", .droits_du = "",
		.droits_au = ""},

	{"case 8: a vaccine on the 6th birthday is outside titre I and form 708",
		"public-titre1:beneficiaire_naissance public-708:beneficiaire_naissance",
		.vaccin = true, .naissance = "2020-03-02"},
	{"a vaccine on the eve of the 6th birthday", "", .vaccin = true,
		.naissance = "2020-03-03"},
	{"art. 6.2: a vaccine of an adult under titre II", "public-708:beneficiaire_naissance",
		TITRE_2, ADULT, .vaccin = true},
	{"art. 6.2: a vaccine of a pregnant woman under titre II", "", TITRE_2, ADULT,
		.vaccin = true, .enceinte = true},

	{"C13: a vaccine after birth, which the form does not print, is told", "vaccin-postnatal:situation",
		ADULT, .vaccin = true, .postnatale = true},

	{"C35: a nurse does not sign form 708", "vaccin-profession:executant_profession",
		.vaccin = true, .profession = PROFESSION_INFIRMIER},
	{"C35: a midwife does", "", .vaccin = true, .profession = PROFESSION_SAGE_FEMME},
	{"C35: a doctor of any kind does", "", .vaccin = true, .profession = PROFESSION_PEDIATRE},
	{"C35: a profession that is not given is not refused", "", .vaccin = true},
	{"C35: a nurse and an act that is no vaccine", "", .profession = PROFESSION_INFIRMIER},
	{"art. 6.3: a delegated vaccine is not on form 708", "", .vaccin = true, .delegue = true,
		.profession = PROFESSION_INFIRMIER},

	{"case 10: titre II is maladie only", "nature-titre2:nature_assurance", TITRE_2,
		.maternite = true},
	{"art. 5: titre I may be maternité", "", .maternite = true},

	{"art. 19: the day of the signature", "", "2023-212", .date_soins = "2023-05-15",
		.naissance = "2022-01-01", .droits_du = "2023-01-01"},
	{"art. 19: the eve falls under the former convention", "convention-earlier:date_soins",
		.date_soins = "2023-05-14", .naissance = "2022-01-01", .droits_du = "2023-01-01"},
	{"art. 19: before every convention", "convention-none:date_soins",
		.date_soins = "2015-11-24", .naissance = "2014-01-01", .droits_du = "2015-01-01"},
	{"art. 19: renewed tacitly past three years", "", "2023-212", .date_soins = "2026-05-15"},
	{"2026-49 art. 3: the morrow of its last day", "convention-none:date_soins", PEGASE,
		.date_soins = "2027-01-01"},

	{"all at once, in the order of the articles",
		"double-financement:autre_financement site-unlisted:site "
		"organisme-missing:organisme droits-closed:droits_au "
		"public-708:beneficiaire_naissance vaccin-profession:executant_profession "
		"nature-titre2:nature_assurance convention-none:date_soins",
		TITRE_2, ADULT, .autre_financement = true, .site = "", .organisme = "",
		.droits_du = "", .droits_au = "2015-01-01", .vaccin = true, .maternite = true,
		.date_soins = "2015-02-01", .profession = PROFESSION_INFIRMIER},
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
		.activite = row->activite ? row->activite : ACTIVITE_PMI,
		.date_soins = day_parse(or(row->date_soins, "2026-03-02")),
		.naissance = day_parse(or(row->naissance, "2023-01-10")),
		.champ_naissance = F_BENEFICIAIRE_NAISSANCE,
		.site = or(row->site, "mds-essai"),
		.organisme = or(row->organisme, "016240000"),
		.droits_du = day_parse(or(row->droits_du, "2026-01-01")),
		.droits_au = day_parse(or(row->droits_au, "2026-12-31")),
		.enceinte = row->enceinte,
		.postnatale = row->postnatale,
		.anonyme = row->anonyme,
		.vaccin = row->vaccin,
		.delegue = row->delegue,
		.profession = row->profession,
		.maternite = row->maternite,
		.autre_financement = row->autre_financement,
	};
}

static const struct payeur payeurs[] = {{.key = T("cpam-essai")}};

static const struct affiliation affiliations[] = {
	{T("01624"), &payeurs[0], DAY_NONE, DAY_NONE, {0}, {0}, {0}},
	{T("01M624"), &payeurs[0], DAY_NONE, DAY_NONE, {0}, {0}, {0}},
};

static struct site
site(struct text key, day_t du)
{
	return (struct site){.key = key, .payeur = payeurs, .du = du, .au = DAY_NONE};
}

static struct params
make_params(void)
{
	static struct site sites[3];
	static struct convention conventions[3];

	sites[0] = site(TEXT("cpef-clos"), day_of(2010, 1, 1));
	sites[1] = site(TEXT("mds-2023"), day_of(2023, 5, 15));
	sites[2] = site(TEXT("mds-essai"), day_of(2010, 1, 1));
	sites[0].au = day_of(2025, 12, 31);
	conventions[0] = (struct convention){.id = TEXT("2023-212"),
		.activites = ACTIVITE_PMI | ACTIVITE_CPEF, .du = day_of(2023, 5, 15),
		.au = DAY_NONE, .duree_annees = 3, .reconduction_annees = 3,
		.denoncee_le = DAY_NONE, .regles = true};
	conventions[1] = (struct convention){.id = TEXT("2026-49"), .activites = ACTIVITE_PEGASE,
		.du = day_of(2026, 1, 1), .au = DAY_NONE, .duree_annees = 1,
		.denoncee_le = DAY_NONE, .regles = true};
	conventions[2] = (struct convention){.id = TEXT("2015"),
		.activites = ACTIVITE_PMI | ACTIVITE_CPEF, .du = day_of(2015, 11, 25),
		.au = day_of(2023, 5, 14), .duree_annees = 3, .denoncee_le = DAY_NONE};
	return (struct params){
		.payeurs = {payeurs, 1, affiliations, 2},
		.sites = {sites, 3},
		.conventions = {.at = conventions, .count = 3},
		.publics = {.titre_1_age = 6, .forme_708_age = 6, .majorite_ans = 18,
			.forme_708_professions = PROFESSION_PEDIATRE | PROFESSION_SAGE_FEMME},
	};
}

static void
list(const struct defects *defects, char *out, size_t size)
{
	size_t len = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < defects->count && len < size; i++)
		len += (size_t)snprintf(out + len, size - len, "%s%s:%s", i ? " " : "",
			defects->at[i].motif, field_infos[defects->at[i].champ].name);
}

static void
test_row(void **state)
{
	const struct row *row = *state;
	const struct question q = question(row);
	const struct params params = make_params();
	struct answer answer = {0};
	struct defects defects = {0};
	char motifs[512];

	check_eligibility_rule(&q, &params, &answer, &defects);
	list(&defects, motifs, sizeof motifs);
	assert_string_equal(motifs, row->motifs);
	if (row->convention)
		assert_true(text_is(answer.convention, row->convention));
}

static void
an_unsigned_convention_holds_its_acts(void **state)
{
	const struct row row = {0};
	const struct question q = question(&row);
	const struct convention unsigned_one = {.id = TEXT("x"), .activites = ACTIVITE_PMI,
		.du = DAY_NONE, .au = DAY_NONE, .duree_annees = 3, .denoncee_le = DAY_NONE,
		.regles = true};
	struct params params = make_params();
	struct answer answer = {0};
	struct defects defects = {0};
	char motifs[512];

	(void)state;
	params.conventions = (struct conventions){.at = &unsigned_one, .count = 1};
	check_eligibility_rule(&q, &params, &answer, &defects);
	list(&defects, motifs, sizeof motifs);
	assert_string_equal(motifs, "convention-unsigned:date_soins");
	assert_false(text_given(answer.convention));
}

int
main(void)
{
	enum { COUNT = sizeof rows / sizeof *rows };
	static struct CMUnitTest tests[COUNT + 1];

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = rows[i].sentence, .test_func = test_row,
			.initial_state = (void *)(uintptr_t)&rows[i]};
	tests[COUNT] = (struct CMUnitTest)cmocka_unit_test(an_unsigned_convention_holds_its_acts);
	return cmocka_run_group_tests_name("check-eligibility", tests, NULL, NULL);
}
