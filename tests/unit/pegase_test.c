/*
 * pegase - a bilan of convention 2026-49, and what may be wrong with it. Doctors and children are
 * invented.
 */
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *sentence;
	const char *motifs;      /* codes, a blank between; "" for a good bilan */
	const char *prix_statut; /* NULL: not asked */
	/* what differs from a good bilan; NULL: nothing, "" : absent */
	const char *date_soins, *naissance, *mesure_le, *rpps, *fiche, *site;
	int64_t rang; /* 0: 7, -1: absent */
	int64_t quantite; /* 0: 1, -1: 0 */
	bool calendrier, sans_lieux;
	bool carte_vitale;
};

static const struct row rows[] = {
	{"case 25: a bilan on 2 February 2026 is firm", "", "ferme", .date_soins = "2026-02-02"},
	{"case 25: a bilan on 3 February 2026 is conditional", "", "conditionnel",
		.date_soins = "2026-02-03"},
	{"a bilan on the first day of the convention is firm", "", "ferme",
		.date_soins = "2026-01-01"},

	{"case 26: the Vitale card was read", "pegase-vitale", .carte_vitale = true},
	{"case 26: a doctor who is not on the list", "pegase-medecin", .rpps = "10100000024"},
	{"a bilan without a doctor", "pegase-medecin", .rpps = ""},
	{"a doctor on his last day", "", .rpps = "10100000016", .date_soins = "2026-03-31"},
	{"a doctor on the morrow of his last day", "pegase-medecin", .rpps = "10100000016",
		.date_soins = "2026-04-01"},
	{"a doctor on the eve of his first day", "pegase-medecin", .rpps = "10100000016",
		.date_soins = "2026-01-31"},
	{"a doctor on his first day", "", .rpps = "10100000016", .date_soins = "2026-02-01"},

	{"no measure of protection", "pegase-mesure-missing", .mesure_le = ""},
	{"a measure on the eve of the 5th birthday", "", .mesure_le = "2025-05-05"},
	{"a measure on the 5th birthday", "pegase-mesure-age", .mesure_le = "2025-05-06"},
	{"case 26: a measure at 5 years and 1 day", "pegase-mesure-age", .mesure_le = "2025-05-07"},

	{"a bilan on the 7th birthday is still inside", "", .date_soins = "2027-05-06",
		.rpps = "10100000008"},
	{"a bilan on the morrow of the 7th birthday", "pegase-age", .date_soins = "2027-05-07"},
	{"born on 29 February: the 7th birthday is 1 March", "", .naissance = "2020-02-29",
		.date_soins = "2027-03-01"},
	{"born on 29 February: 2 March is too late", "pegase-age", .naissance = "2020-02-29",
		.date_soins = "2027-03-02"},
	{"a child without a birth date is not shown to be of age", "pegase-age", .naissance = ""},
	{"a bilan without a date shows neither its doctor nor the age", "pegase-medecin pegase-age",
		.date_soins = ""},

	{"the first rank", "", .rang = 1},
	{"the last rank", "", .rang = 20},
	{"case 26: rank 21", "pegase-rang", .rang = 21},
	{"no rank", "pegase-rang", .rang = -1},

	{"case 26: without fiche d'intervention", "pegase-fiche", .fiche = ""},

	{"two bilans on one fiche", "pegase-quantite", .quantite = 2},
	{"no bilan on a fiche", "pegase-quantite", .quantite = -1},

	{"annexe 1: rank 7 from 70 months of age", "", .calendrier = true, .date_soins = "2026-03-06"},
	{"on the eve it is too early", "pegase-calendrier", .calendrier = true,
		.date_soins = "2026-03-05"},
	{"on the eve of 72 months", "", .calendrier = true, .date_soins = "2026-05-05"},
	{"on the day it is too late", "pegase-calendrier", .calendrier = true,
		.date_soins = "2026-05-06"},
	{"another calendar, since 1 July, has the rank later", "", .calendrier = true,
		.date_soins = "2026-07-01"},
	{"a rank that the calendar does not list is not judged", "", .calendrier = true, .rang = 8},

	{"art. 4, R160: in the premises of the EPDEF, since their first day", "", .site = "epdef-a",
		.date_soins = "2026-02-01"},
	{"on the eve it was not one", "pegase-lieu", .site = "epdef-a", .date_soins = "2026-01-31"},
	{"on its last day it still is", "", .site = "epdef-a", .date_soins = "2026-03-31"},
	{"on the morrow it is not", "pegase-lieu", .site = "epdef-a", .date_soins = "2026-04-01"},
	{"another of them, still open", "", .site = "epdef-b", .date_soins = "2026-04-01"},
	{"a place of the Département", "pegase-lieu", .site = "mds-arras-nord"},
	{"a book that knows none of them does not judge", "", .site = "mds-arras-nord",
		.sans_lieux = true},

	{"case 26: all at once, each with its motif",
		"pegase-vitale pegase-medecin pegase-mesure-age pegase-rang pegase-fiche",
		.carte_vitale = true, .rpps = "10100000024", .mesure_le = "2025-05-07", .rang = 21,
		.fiche = ""},
};

/* As the row says, or as in a good bilan. */
static struct text
or(const char *value, const char *otherwise)
{
	return text_of(value ? value : otherwise);
}

static struct question
question(const struct row *row)
{
	return (struct question){
		.date_soins = day_parse(or(row->date_soins, "2026-03-02")),
		.naissance = day_parse(or(row->naissance, "2020-05-06")),
		.mesure_le = day_parse(or(row->mesure_le, "2021-09-10")),
		.executant_rpps = or(row->rpps, "10100000008"),
		.fiche = or(row->fiche, "FI-2026-001"),
		.site = or(row->site, ""),
		.rang = row->rang == 0 ? 7 : row->rang < 0 ? 0 : row->rang,
		.quantite = row->quantite == 0 ? 1 : row->quantite < 0 ? 0 : row->quantite,
		.carte_vitale = row->carte_vitale,
	};
}

static struct params
make_params(const struct row *row)
{
	static struct medecin medecins[2];
	static struct calendrier calendriers[2];
	static struct lieu lieux[2];

	calendriers[0] = (struct calendrier){.du = day_of(2019, 7, 19), .au = day_of(2026, 6, 30),
		.rangs = {[7] = {70, 72}}};
	calendriers[1] = (struct calendrier){.du = day_of(2026, 7, 1), .au = DAY_NONE,
		.rangs = {[7] = {73, 75}}};

	lieux[0] = (struct lieu){.site = TEXT("epdef-a"), .du = day_of(2026, 2, 1),
		.au = day_of(2026, 3, 31)};
	lieux[1] = (struct lieu){.site = TEXT("epdef-b"), .du = day_of(2026, 3, 1), .au = DAY_NONE};
	medecins[0] = (struct medecin){.rpps = TEXT("10100000008"), .du = day_of(2026, 1, 1),
		.au = DAY_NONE};
	medecins[1] = (struct medecin){.rpps = TEXT("10100000016"), .du = day_of(2026, 2, 1),
		.au = day_of(2026, 3, 31)};
	return (struct params){.mesure_avant_ans = 5, .suivi_jusqu_a_ans = 7, .rangs = 20,
		.ferme_jusqu_au = day_of(2026, 2, 2), .medecins = medecins, .medecin_count = 2,
		.calendriers = calendriers, .calendrier_count = row->calendrier ? 2 : 0,
		.lieux = lieux, .lieu_count = row->sans_lieux ? 0 : 2};
}

static void
test_row(void **state)
{
	const struct row *row = *state;
	const struct question bilan = question(row);
	const struct params params = make_params(row);
	struct answer answer = {0};
	struct defects defects = {0};
	char motifs[512] = "";

	pegase_rule(&bilan, &params, &answer, &defects);
	for (unsigned i = 0; i < defects.count; i++) {
		strcat(motifs, i ? " " : "");
		strcat(motifs, defects.at[i].motif);
	}
	assert_string_equal(motifs, row->motifs);
	assert_string_equal(answer.payeur, "epdef");
	if (row->prix_statut)
		assert_string_equal(answer.prix_statut, row->prix_statut);
}

int
main(void)
{
	enum { COUNT = sizeof(rows) / sizeof(rows[0]) };
	static struct CMUnitTest tests[COUNT];

	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = rows[i].sentence, .test_func = test_row,
			.initial_state = (void *)(uintptr_t)&rows[i]};
	return cmocka_run_group_tests_name("pegase", tests, NULL, NULL);
}
