/*
 * route-to-cpam - payer, support, period, budget line, and a sending that is late. Caisses and
 * sites are invented.
 */
#include "params.h"

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
	const char *motifs; /* "code:field", a blank between; "" for none */
	/* the answer; NULL: not asked */
	const char *payeur, *support, *periode, *imputation, *ref;
	/* what differs from an electronic act of titre II; NULL: nothing, "": absent */
	unsigned activite;
	const char *date_soins, *as_of, *organisme, *site, *convention, *pegase_payeur;
	bool ivg, ist, contraception, vaccin, delegue, papier;
};

#define PEGASE .activite = ACTIVITE_PEGASE, .convention = "2026-49", .pegase_payeur = "epdef"

static const struct row rows[] = {
	{"an electronic act of titre II", "", "cpam-a", "b2", "2026-03", "D01 7512",
		.ref = "affiliation 01624"},
	{"titre I has its own line", "", "cpam-a", "b2", NULL, "C03 7512",
		.activite = ACTIVITE_PMI},

	{"case 16: 621 and 624 have one payer", "", "cpam-a", .ref = "affiliation 01621",
		.organisme = "016210000"},
	{"case 16: 622 and 623 have the other", "", "cpam-o", .ref = "affiliation 01623",
		.organisme = "016230000"},
	{"case 17: the MSA did not sign", "hors-convention:organisme", .organisme = "02A591000"},
	{"case 17: the next département did not either", "hors-convention:organisme",
		.organisme = "015910000"},
	{"case 17: no organisme, no default caisse", "hors-convention:organisme", .organisme = ""},
	{"case 18: a section locale mutualiste", "", "cpam-a", .ref = "affiliation 01M624",
		.organisme = "01M624500"},
	{"case 19: by the patient, not by the site", "", "cpam-o", .organisme = "016230000",
		.site = "mds-a"},
	{"C20: an anonymous act goes by the territory of the site", "", "cpam-o", "feuille",
		"2026-03", "D01 7512", "site mds-o", .ivg = true, .organisme = "", .site = "mds-o"},
	{"art. 10.3: no anonymous act is sent electronically, contraception neither", "", NULL, "feuille",
		.contraception = true},
	{"C20: even where an organisme is left", "", "cpam-o", .contraception = true,
		.site = "mds-o", .organisme = "016240000"},
	{"C20: no site, no default caisse", "hors-convention:site", .ivg = true, .site = ""},
	{"2026-49 art. 7: the payer is the one that pegase wrote", "periode-en-cours:date_soins", "epdef", "pegase", "2026-S1",
		"C03 7518", "convention 2026-49", PEGASE},
	{"2026-49: a bilan that pegase has not judged", "hors-convention:payeur periode-en-cours:date_soins",
		.activite = ACTIVITE_PEGASE, .convention = "2026-49"},
	{"a payer that came with an ordinary act is not believed", "", "cpam-a",
		.pegase_payeur = "cpam-o"},

	{"art. 10.3.2: IST on 709, by quarter", "", "cpam-a", "709", "2026-T1", .ist = true,
		.organisme = ""},
	{"art. 10.3.2: IST with a CIP stays on 709", "", NULL, "709", .ist = true, .vaccin = true},
	{"C12: a vaccine on 708, though electronic is the rule", "", NULL, "708", "2026-03",
		.vaccin = true},
	{"art. 6.3: a delegated act in the table", "", NULL, "recapitulatif", "2026-03",
		.delegue = true},
	{"art. 6.3: a delegated vaccine too", "", NULL, "recapitulatif", .vaccin = true,
		.delegue = true},
	{"art. 6.3, 10.3.3: a delegated IST, by its site and by month", "", "cpam-o",
		"recapitulatif", "2026-03", .ref = "site mds-o", .ist = true, .delegue = true,
		.organisme = "", .site = "mds-o"},
	{"art. 6.3, 10.3.3: a delegated anonymous IVG, though it is on paper", "", NULL,
		"recapitulatif", .ivg = true, .delegue = true, .papier = true},
	{"2026-49: a bilan goes to no CPAM, delegated or not", "periode-en-cours:date_soins", NULL, "pegase", PEGASE,
		.delegue = true},
	{"art. 6.2: paper", "", NULL, "feuille", .papier = true},
	{"art. 10.3.1: an anonymous IVG without a channel is on paper", "", NULL, "feuille",
		.ivg = true},

	{"the last day of a quarter", "", .periode = "2026-T1", .ist = true,
		.date_soins = "2026-03-31"},
	{"the first day of a quarter", "", .periode = "2026-T2", .ist = true,
		.date_soins = "2026-04-01"},
	{"the last quarter", "", .periode = "2025-T4", .ist = true, .date_soins = "2025-12-31"},
	{"case 25: the last day of a half-year", "periode-en-cours:date_soins", .periode = "2026-S1", PEGASE,
		.date_soins = "2026-06-30"},
	{"the first day of the other", "periode-en-cours:date_soins", .periode = "2026-S2", PEGASE,
		.date_soins = "2026-07-01"},
	{"December", "", .periode = "2025-12", .date_soins = "2025-12-01", .as_of = "2025-12-02"},

	{"an activity without a budget line", "imputation-absent:convention",
		.convention = "2026-49"},
	{"no convention", "imputation-absent:convention", .convention = ""},

	{"annexe 1.2: the 8th calendar day", "", .date_soins = "2026-03-06", .as_of = "2026-03-14"},
	{"annexe 1.2: the 9th calendar day", "envoi-8-jours:date_soins",
		.date_soins = "2026-03-06", .as_of = "2026-03-15"},
	{"case 21: Monday 16 March, 6 working days", "envoi-8-jours:date_soins",
		.date_soins = "2026-03-06", .as_of = "2026-03-16"},
	{"R161-47: Wednesday 18 March, the 8th working day", "envoi-8-jours:date_soins",
		.date_soins = "2026-03-06", .as_of = "2026-03-18"},
	{"case 21: Thursday 19 March, 9 working days", "envoi-8-jours-ouvres:date_soins",
		.date_soins = "2026-03-06", .as_of = "2026-03-19"},
	{"care of 1 January 2024 lives 27 months: 1 March 2026, a month to go", "",
		.papier = true, .date_soins = "2024-01-01", .as_of = "2026-03-01"},
	{"nearer than that it is held", "forclusion-proche:date_soins", .papier = true,
		.date_soins = "2024-01-01", .as_of = "2026-03-02"},
	{"on the last day too", "forclusion-proche:date_soins", .papier = true,
		.date_soins = "2024-01-01", .as_of = "2026-03-31"},
	{"barred from 1 April 2026", "forclose:date_soins", .papier = true,
		.date_soins = "2024-01-01", .as_of = "2026-04-01"},
	{"care of 31 March 2024 lives 24 months and a day", "forclusion-proche:date_soins",
		.papier = true, .date_soins = "2024-03-31", .as_of = "2026-03-31"},
	{"and is barred the same day", "forclose:date_soins", .papier = true,
		.date_soins = "2024-03-31", .as_of = "2026-04-01"},
	{"care of 1 April 2024 has another quarter", "", .papier = true,
		.date_soins = "2024-04-01", .as_of = "2026-04-01"},
	{"care of the end of a year counts from January", "forclose:date_soins", .papier = true,
		.date_soins = "2023-12-31", .as_of = "2026-01-01"},
	{"before 2016, by the article of then", "forclose:date_soins", .papier = true,
		.date_soins = "2015-12-31", .as_of = "2026-01-01"},
	{"the EPDEF is no caisse", "", PEGASE, .date_soins = "2023-12-31", .as_of = "2026-01-01"},
	{"art. 7, à terme échu: on the last day of the half-year", "periode-en-cours:date_soins",
		PEGASE, .date_soins = "2026-01-01", .as_of = "2026-06-30"},
	{"and on the day after it", "", PEGASE, .date_soins = "2026-06-30", .as_of = "2026-07-01"},
	{"paper has the rhythm of the convention, not the 8 days", "", .papier = true,
		.date_soins = "2026-03-06", .as_of = "2026-05-19"},
	{"sent on the day of care", "", .date_soins = "2026-03-06", .as_of = "2026-03-06"},
};

static const struct payeur payeurs[] = {
	{.key = T("cpam-a")}, {.key = T("cpam-o")}, {.key = T("epdef")},
};

#define AFFILIATION(prefixe, payeur) \
	{T(prefixe), &payeurs[payeur], DAY_NONE, DAY_NONE, {0}, {0}, {0}}

static const struct affiliation affiliations[] = {
	AFFILIATION("01621", 0), AFFILIATION("01622", 1), AFFILIATION("01623", 1),
	AFFILIATION("01624", 0), AFFILIATION("01M624", 0),
};

static const struct site sites[] = {
	{.key = T("mds-a"), .payeur = &payeurs[0], .au = DAY_NONE},
	{.key = T("mds-o"), .payeur = &payeurs[1], .au = DAY_NONE},
};

static const struct imputation cpam_lines[] = {
	{.activite = ACTIVITE_PMI, .texte = T("C03 7512")},
	{.activite = ACTIVITE_CPEF, .texte = T("D01 7512")},
};

static const struct imputation epdef_lines[] = {
	{.activite = ACTIVITE_PEGASE, .texte = T("C03 7518")},
};

static const struct convention conventions[] = {
	{.id = T("2023-212"), .imputations = cpam_lines, .imputation_count = 2},
	{.id = T("2026-49"), .imputations = epdef_lines, .imputation_count = 1},
};

static const struct params book = {
	.payeurs = {payeurs, 3, affiliations, 5},
	.sites = {sites, 2},
	.conventions = {.at = conventions, .count = 2},
	.periodes = {[SUPPORT_709] = PERIODE_TRIMESTRE, [SUPPORT_PEGASE] = PERIODE_SEMESTRE},
	.terme_echu = {[SUPPORT_PEGASE] = true},
	.forclusion = {{{16801, DAY_NONE, 2}, {5844, 16800, 2}}, 2, 30}, /* care since 2016, since 1986 */
	.jours = 8,
	.jours_ouvres = 8,
};

static const char *const supports[] = {"b2", "feuille", "708", "709", "recapitulatif", "pegase"};

static struct text
or(const char *value, const char *otherwise)
{
	return text_of(value ? value : otherwise);
}

static struct question
question(const struct row *row)
{
	return (struct question){
		.activite = row->activite ? row->activite : ACTIVITE_CPEF,
		.date_soins = day_parse(or(row->date_soins, "2026-03-30")),
		.as_of = day_parse(or(row->as_of, "2026-03-31")),
		.anonyme = row->ivg || row->ist || row->contraception,
		.ivg = row->ivg,
		.ist = row->ist,
		.vaccin = row->vaccin,
		.delegue = row->delegue,
		.papier = row->papier,
		.organisme = or(row->organisme, "016240000"),
		.site = or(row->site, "mds-a"),
		.convention = or(row->convention, "2023-212"),
		.payeur = or(row->pegase_payeur, ""),
	};
}

static void
test_row(void **state)
{
	const struct row *row = *state;
	const struct question q = question(row);
	struct params params = book;
	struct answer answer;
	struct defects d = {0};
	char motifs[MOTIFS_TEXT];

	params_as_of(&params, q.as_of);
	route_rule(&q, &params, &answer, &d);
	assert_string_equal(motifs_text(&d, motifs), row->motifs);
	if (row->payeur)
		assert_true(text_is(answer.payeur, row->payeur));
	if (row->support)
		assert_string_equal(supports[answer.support], row->support);
	if (row->periode)
		assert_true(text_is(answer.periode, row->periode));
	if (row->imputation)
		assert_true(text_is(answer.imputation, row->imputation));
	if (row->ref)
		assert_true(text_is(answer.route_ref, row->ref));
}

static void
test_past_the_working_days(void **state)
{
	struct params params = book;

	(void)state;
	for (params.jours_ouvres = 0; params.jours_ouvres <= 20; params.jours_ouvres++)
		for (day_t as_of = day_parse(TEXT("2025-12-01")); as_of < day_parse(TEXT("2026-06-15")); as_of++) {
			params_as_of(&params, as_of);
			for (day_t care = as_of - 50; care <= as_of + 2; care++)
				assert_int_equal(care < params.ouvres_depuis,
					as_of > day_add_working(care, (int)params.jours_ouvres));
		}
}

int
main(void)
{
	enum { COUNT = sizeof rows / sizeof *rows };
	static struct CMUnitTest tests[COUNT + 1];

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = rows[i].sentence, .test_func = test_row,
			.initial_state = (void *)(uintptr_t)&rows[i]};
	tests[COUNT] = (struct CMUnitTest)cmocka_unit_test(test_past_the_working_days);
	return cmocka_run_group_tests_name("route-to-cpam", tests, NULL, NULL);
}
