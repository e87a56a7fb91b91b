/*
 * price - what an act is worth on its day of care. The tables are a few rows of the rule book as
 * the cases quote them; vaccines, marché and people are invented where the cases do not say.
 */
#include "params.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define T(literal) {literal, sizeof(literal) - 1}
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ROR "3400935137340"
#define BEXSERO "3400926863036"
#define ABRYSVO "3400930275573"
#define GRIPPE "3400930306000"
#define SANS_PRIX "3400930304686"
#define INCONNU "3400930000000"

enum { MEDECINS = PROFESSION_GENERALISTE | PROFESSION_PEDIATRE | PROFESSION_MEDECIN };

static const struct acte_fenetre coe_fenetres[] = {
	{ACTE_JOURS, 0, 9, NATURE_MATERNITE},
	{ACTE_MOIS, 8, 10, NATURE_MALADIE},
	{ACTE_MOIS, 23, 25, NATURE_MALADIE},
};

#define ACTE(c, f, act, prof, nat, bp, ...) \
	{.code = T(c), .libelle = T("libelle " c), .famille = f, .activites = act, .professions = prof, \
		.nature = nat, .taux_bp = bp, .du = DAY_NONE, .au = DAY_NONE, .ref = T("actes.yaml " c), \
		__VA_ARGS__}
#define BOTH (ACTIVITE_PMI | ACTIVITE_CPEF)

static struct acte actes[] = { /* sorted by code; days are set by setup() */
	ACTE("ANAPATH", ACTE_SOIN, BOTH, 0, NATURE_MALADIE, 7000, .tarif = ACTE_TARIF_TABLE),
	ACTE("B", ACTE_IST, ACTIVITE_CPEF, 0, NATURE_MALADIE, 10000, .tarif = ACTE_TARIF_LIBRE),
	ACTE("BILAN", ACTE_EXAMEN, ACTIVITE_PEGASE, 0, NATURE_MALADIE, 10000,
		.libelle_neutre = T("Bilan")),
	ACTE("CCP", ACTE_CONTRACEPTION, ACTIVITE_CPEF, PROFESSION_MEDECIN | PROFESSION_SAGE_FEMME,
		NATURE_MALADIE, 10000, .tarif = ACTE_TARIF_TABLE),
	ACTE("COE", ACTE_EXAMEN, ACTIVITE_PMI, MEDECINS, NATURE_MALADIE, 10000,
		.fenetres = coe_fenetres, .fenetre_count = COUNT(coe_fenetres)),
	ACTE("ECHO", ACTE_IVG, ACTIVITE_CPEF, 0, NATURE_MALADIE, 10000, .tarif = ACTE_TARIF_TABLE),
	ACTE("FHV", ACTE_IVG, ACTIVITE_CPEF, 0, NATURE_MALADIE, 10000,
		.libelle_neutre = T("Forfait médical")),
	ACTE("FMV", ACTE_IVG, ACTIVITE_CPEF, 0, NATURE_MALADIE, 10000, .semaines = true,
		.medicaments = true, .libelle_neutre = T("Forfait médical")),
	ACTE("G", ACTE_CONSULTATION, BOTH, MEDECINS, NATURE_SELON_SITUATION, 7000,
		.tarif = ACTE_TARIF_TABLE),
	ACTE("LIBRE", ACTE_SOIN, BOTH, 0, NATURE_MALADIE, 7000, .tarif = ACTE_TARIF_LIBRE),
	ACTE("MGE", ACTE_MAJORATION, ACTIVITE_PMI, MEDECINS, NATURE_MALADIE, 7000,
		.tarif = ACTE_TARIF_TABLE),
	ACTE("SF", ACTE_SOIN, ACTIVITE_PMI, PROFESSION_SAGE_FEMME, NATURE_MATERNITE, 10000,
		.coefficient = true),
	ACTE("VAGUE", ACTE_SOIN, BOTH, 0, NATURE_MALADIE, 7000, .tarif = ACTE_TARIF_TABLE),
};

static const struct dated {
	const char *code, *du, *au; /* au NULL: open */
	int64_t cents;
	unsigned professions;
	int64_t semaines_min, semaines_max; /* 0: no bound */
	const char *ref;
} tarif_rows[] = {
	{"BILAN", "2026-01-01", "2026-12-31", 9200, 0, 0, 0, "tarifs BILAN"},
	{"CCP", "2023-11-01", NULL, 4750, PROFESSION_MEDECIN, 0, 0, "tarifs CCP"},
	{"CCP", "2023-11-01", NULL, 4600, PROFESSION_SAGE_FEMME, 0, 0, "tarifs CCP"},
	{"COE", "2024-12-22", "2025-12-31", 5400, 0, 0, 0, "tarifs COE 2024"},
	{"COE", "2026-01-01", NULL, 6000, 0, 0, 0, "tarifs COE 2026"},
	{"ECHO", "2025-01-01", NULL, 4750, PROFESSION_MEDECIN, 0, 0, "tarifs ECHO"},
	{"ECHO", "2025-01-01", NULL, 4600, PROFESSION_SAGE_FEMME, 0, 5, "tarifs ECHO"},
	{"ECHO", "2035-01-01", NULL, 4800, 0, 0, 0, "tarifs ECHO"},
	{"FHV", "2016-04-01", "2024-03-02", 5000, 0, 0, 0, "tarifs FHV"},
	{"FHV", "2024-03-03", NULL, 7400, 0, 0, 0, "tarifs FHV"},
	{"FMV", "2019-12-18", NULL, 8357, 0, 0, 5, "tarifs FMV 5"},
	{"FMV", "2020-04-15", NULL, 9653, 0, 6, 7, "tarifs FMV 6"},
	{"G", "2017-05-01", "2023-10-31", 2500, 0, 0, 0, "tarifs G 2017"},
	{"G", "2023-11-01", "2024-12-21", 2650, 0, 0, 0, "tarifs G 2023"},
	{"G", "2024-12-22", "2030-12-31", 3000, 0, 0, 0, "tarifs G 2024"},
	{"SF", "2025-01-01", NULL, 320, 0, 0, 0, "tarifs SF"},
	{"VAGUE", "2025-01-01", NULL, 100, 0, 0, 0, "one"},
	{"VAGUE", "2025-01-01", NULL, 200, 0, 0, 0, "two"},
};

static const struct dated marche_rows[] = {
	{BEXSERO, "2023-05-15", NULL, 7001, 0, 0, 0, "marche BEXSERO"},
	{ABRYSVO, "2023-05-15", NULL, 19000, 0, 0, 0, "marche ABRYSVO"},
	{GRIPPE, "2023-05-15", NULL, 1000, 0, 0, 0, "marche GRIPPE"},
	{ROR, "2023-05-15", NULL, 1120, 0, 0, 0, "marche ROR"},
};

static const struct vaccin vaccins[] = {
	{T(BEXSERO), T("BEXSERO"), T("MenB"), VACCIN_ORDINAIRE, VACCIN_ENFANT, 6500, {0}, {0}},
	{T(ABRYSVO), T("ABRYSVO"), T("VRS"), VACCIN_ORDINAIRE, VACCIN_ENCEINTE, 3000, {0}, {0}},
	{T(SANS_PRIX), T("FLUCELVAX"), T("grippe"), VACCIN_GRIPPE, VACCIN_AUTRE, 6500, {0}, {0}},
	{T(GRIPPE), T("VAXIGRIP"), T("grippe"), VACCIN_GRIPPE,
		VACCIN_ENFANT | VACCIN_ENCEINTE | VACCIN_POSTNATALE, 6500, {0}, {0}},
	{T(ROR), T("PRIORIX"), T("ROR"), VACCIN_ROR, VACCIN_ENFANT, 6500, {0}, {0}},
};

static const struct exoneration exonerations[] = {{T("3"), 10000, {0}}, {T("4"), 9000, {0}}};

static struct convention conventions[] = {
	{.id = T("2026-49"), .activites = ACTIVITE_PEGASE, .duree_annees = 1, .regles = true,
		.tarif_unique = T("BILAN")},
};

struct row {
	const char *sentence;
	const char *motifs; /* codes, a blank between; "" for a good act */
	/* what comes out; NULL and 0: not asked */
	const char *nature, *ref;
	int64_t base, taux, amo;
	/* what differs from a child of 3 who sees a généraliste of PMI: NULL: nothing, "": absent */
	const char *date, *code, *cip13, *naissance, *grossesse, *accouchement, *exoneration, *convention;
	char activite;                   /* 'p', 'c' cpef, 'g' pegase */
	unsigned profession;
	bool sans_profession;
	char situation;                  /* 'e', 'p' */
	char given;                      /* nature as given: 'a' maladie, 'm' maternite */
	int64_t quantite, coefficient;   /* 0: 1 and 1.00 */
	int64_t semaines;                /* 0: absent */
	int64_t montant;                 /* 0: absent */
	bool ame, ist, delegue, ciblee, pharmacie;
	bool zero;                       /* an amount of 0 */
	const char *champ;               /* of what stops the act; NULL: not asked */
};

static const struct row rows[] = {
	/* the tariff of the day of care, to the day (art. 5) */
	{"case 1: G on 31 October 2023", "", "maladie", "tarifs G 2017", 2500, 7000, 1750,
		.date = "2023-10-31"},
	{"case 1: G on 1 November 2023", "", "maladie", "tarifs G 2023", 2650, 7000, 1855,
		.date = "2023-11-01"},
	{"G on the eve of the step of December 2024", "", NULL, NULL, 2650, 7000, 1855,
		.date = "2024-12-21"},
	{"case 1: G on 22 December 2024", "", "maladie", "tarifs G 2024", 3000, 7000, 2100,
		.date = "2024-12-22"},
	{"case 2: COE at 9 months on 31 December 2025", "", "maladie", "tarifs COE 2024",
		5400, 10000, 5400, .code = "COE", .date = "2025-12-31", .naissance = "2025-03-31"},
	{"case 2: COE at 9 months on 1 January 2026", "", "maladie", "tarifs COE 2026",
		6000, 10000, 6000, .code = "COE", .date = "2026-01-01", .naissance = "2025-03-31"},
	{"case 3: FHV on 2 March 2024", "", "maladie", NULL, 5000, 10000, 5000,
		.code = "FHV", .activite = 'c', .date = "2024-03-02"},
	{"case 3: FHV on 3 March 2024", "", "maladie", NULL, 7400, 10000, 7400, .code = "FHV",
		.activite = 'c', .date = "2024-03-03"},
	{"case 23: the day before the first tariff", "tarif-absent", .date = "2017-04-30",
		.champ = "date_soins"},
	{"the first day of the first tariff", "", NULL, NULL, 2500, 7000, 1750,
		.date = "2017-05-01"},
	{"case 23: the last day of the last tariff", "", NULL, NULL, 3000, 7000, 2100,
		.date = "2030-12-31"},
	{"case 23: the day after the last tariff", "tarif-absent", .date = "2031-01-01",
		.champ = "date_soins"},
	{"an act of the table whose tariff nobody found", "tarif-absent", .code = "ANAPATH",
		.champ = "acte_code"},
	{"a tariff for other professions only", "tarif-absent", .code = "ECHO", .activite = 'c',
		.champ = "executant_profession"},
	{"a tariff for other professions, for other weeks and on other days: the nearest gap",
		"tarif-absent", .code = "ECHO", .activite = 'c', .champ = "semaines_grossesse",
		.profession = PROFESSION_SAGE_FEMME, .semaines = 8},
	{"and the day before all of them", "tarif-absent", .code = "ECHO", .activite = 'c',
		.date = "2024-12-31", .champ = "date_soins"},
	{"two tariffs that could both apply", "tarif-ambiguous", .code = "VAGUE"},
	{"a tariff for doctors", "", NULL, NULL, 4750, 10000, 4750, .code = "CCP",
		.activite = 'c', .profession = PROFESSION_MEDECIN},
	{"another one for midwives", "", NULL, NULL, 4600, 10000, 4600, .code = "CCP",
		.activite = 'c', .profession = PROFESSION_SAGE_FEMME},
	{"quantity and coefficient multiply", "", "maternite", NULL, 9600, 10000, 9600,
		.code = "SF", .profession = PROFESSION_SAGE_FEMME, .quantite = 2, .coefficient = 1500},

	/* FMV (art. 9) */
	{"case 4: FMV at 5 weeks", "", "maladie", "tarifs FMV 5", 8357, 10000, 8357,
		.code = "FMV", .activite = 'c', .date = "2025-05-01", .semaines = 5},
	{"FMV at 6 weeks", "", NULL, "tarifs FMV 6", 9653, 10000, 9653, .code = "FMV",
		.activite = 'c', .date = "2025-05-01", .semaines = 6},
	{"case 4: FMV at 7 weeks", "", NULL, "tarifs FMV 6", 9653, 10000, 9653, .code = "FMV",
		.activite = 'c', .date = "2025-05-01", .semaines = 7},
	{"FMV at 8 weeks has no tariff", "tarif-absent", .code = "FMV", .activite = 'c',
		.semaines = 8, .champ = "semaines_grossesse"},
	{"FMV without weeks", "semaines-missing", .code = "FMV", .activite = 'c'},
	{"case 4: no FMV when the pharmacy delivers", "medicaments-not-given", .code = "FMV",
		.activite = 'c', .semaines = 5, .pharmacie = true},
	{"FHV is due even then", "", NULL, NULL, 7400, 10000, 7400, .code = "FHV",
		.activite = 'c', .pharmacie = true},

	/* vaccines (art. 5) */
	{"case 5: PRIORIX at 18 months, in full", "", "maladie", "marche ROR", 1120, 10000,
		1120, .cip13 = ROR, .date = "2025-06-10", .naissance = "2023-12-10"},
	{"PRIORIX on the eve of the 6th birthday", "", NULL, NULL, 1120, 10000, 1120,
		.cip13 = ROR, .date = "2025-06-10", .naissance = "2019-06-11"},
	{"PRIORIX on the 6th birthday, were it billed", "vaccin-public", NULL, NULL, 1120, 6500,
		728, .cip13 = ROR, .date = "2025-06-10", .naissance = "2019-06-10"},
	{"PRIORIX of a child without birth date", "vaccin-public", NULL, NULL, 1120, 6500, 728,
		.cip13 = ROR, .naissance = ""},
	{"case 6: BEXSERO at 5 months, 45.5065 rounded half up", "", "maladie", NULL, 7001,
		6500, 4551, .cip13 = BEXSERO, .date = "2025-06-10", .naissance = "2025-01-10"},
	{"two doses", "", NULL, NULL, 14002, 6500, 9101, .cip13 = BEXSERO, .quantite = 2},
	{"case 7: ABRYSVO keeps its 30 %", "", "maladie", NULL, 19000, 3000, 5700,
		.cip13 = ABRYSVO, .naissance = "1995-01-01", .situation = 'e'},
	{"the code of the act does not matter for a vaccine", "", NULL, NULL, 1120, 10000, 1120,
		.cip13 = ROR, .code = "VACC"},
	{"flu of a child whom the recommendations name", "", NULL, NULL, 1000, 10000, 1000,
		.cip13 = GRIPPE, .ciblee = true},
	{"flu of a pregnant woman whom they name", "", NULL, NULL, 1000, 10000, 1000,
		.cip13 = GRIPPE, .ciblee = true, .situation = 'e', .naissance = "1995-01-01"},
	{"flu of a woman after birth: 65 %", "", NULL, NULL, 1000, 6500, 650, .cip13 = GRIPPE,
		.ciblee = true, .situation = 'p', .naissance = "1995-01-01"},
	{"flu of a child whom they do not name: 65 %", "", NULL, NULL, 1000, 6500, 650,
		.cip13 = GRIPPE},
	{"AME and exonerations do not lift the 65 %", "", NULL, NULL, 7001, 6500, 4551,
		.cip13 = BEXSERO, .ame = true, .exoneration = "3"},
	{"a vaccine for another public: said, not refused", "vaccin-public", NULL, NULL, 19000,
		3000, 5700, .cip13 = ABRYSVO},
	{"a vaccine that the rule book does not know", "vaccin-unknown", .cip13 = INCONNU},
	{"a vaccine of no price in the marché", "vaccin-public tarif-absent", .cip13 = SANS_PRIX,
		.champ = "cip13"},
	{"a vaccine before the marché", "tarif-absent", .cip13 = ROR, .date = "2023-05-14",
		.champ = "date_soins"},
	{"a vaccine charged to maternité", "nature-mismatch", .cip13 = ROR, .given = 'm'},
	{"a vaccine with a coefficient", "coefficient-unexpected", .cip13 = ROR, .coefficient = 200},
	{"a vaccine at another amount: said", "montant-differs", .cip13 = ROR, .montant = 1289},

	/* maladie or maternité (art. 5, 9) */
	{"case 9: the eve of the 6th month", "", "maladie", NULL, 3000, 7000, 2100,
		.date = "2025-05-31", .situation = 'e', .grossesse = "2025-01-01"},
	{"case 9: the first day of the 6th month", "", "maternite", NULL, 3000, 10000, 3000,
		.date = "2025-06-01", .situation = 'e', .grossesse = "2025-01-01"},
	{"the 12th day after the birth", "", "maternite", NULL, 3000, 10000, 3000,
		.date = "2025-06-13", .situation = 'p', .accouchement = "2025-06-01"},
	{"the 13th day after the birth", "", "maladie", NULL, 3000, 7000, 2100,
		.date = "2025-06-14", .situation = 'p', .accouchement = "2025-06-01"},
	{"the day of the birth", "", "maternite", .date = "2025-06-01", .situation = 'e',
		.grossesse = "2024-09-10", .accouchement = "2025-06-01"},
	{"pregnant, and nobody says since when", "grossesse-missing", .situation = 'e'},
	{"after birth, and nobody says when", "accouchement-missing", .situation = 'p'},
	{"pregnant without date, but the nature is given: maternité", "", "maternite", NULL, 3000,
		10000, 3000, .situation = 'e', .given = 'm'},
	{"pregnant without date, but the nature is given: maladie", "", "maladie", NULL, 3000,
		7000, 2100, .situation = 'e', .given = 'a'},
	{"an exam before the 6th month is maternité when given so", "", "maternite", NULL, 3000,
		10000, 3000, .date = "2025-03-01", .situation = 'e', .grossesse = "2025-01-01",
		.given = 'm'},
	{"maternité of who is neither pregnant nor after birth", "nature-mismatch", .given = 'm'},
	{"maladie in the 6th month", "nature-mismatch", .date = "2025-06-01", .situation = 'e',
		.grossesse = "2025-01-01", .given = 'a'},
	{"maladie on the eve of it", "", "maladie", .date = "2025-05-31", .situation = 'e',
		.grossesse = "2025-01-01", .given = 'a'},
	{"titre II is maladie in the 6th month too", "", "maladie", NULL, 3000, 7000, 2100,
		.activite = 'c', .date = "2025-06-01", .situation = 'e', .grossesse = "2025-01-01"},
	{"case 10: titre II given as maternité", "nature-mismatch", .activite = 'c', .situation = 'e',
		.grossesse = "2025-01-01", .given = 'm'},
	{"an act that is maternité, given as maladie", "nature-mismatch", .code = "SF",
		.profession = PROFESSION_SAGE_FEMME, .given = 'a'},
	{"COE on the 8th day of life is maternité", "", "maternite", .code = "COE",
		.date = "2025-06-09", .naissance = "2025-06-01"},
	{"COE on the 8th day, given as maladie", "nature-mismatch", .code = "COE", .given = 'a',
		.date = "2025-06-09", .naissance = "2025-06-01"},

	/* rates */
	{"exoneration 3", "", NULL, NULL, 3000, 10000, 3000, .exoneration = "3"},
	{"exoneration 4 has its own rate", "", NULL, NULL, 3000, 9000, 2700, .exoneration = "4"},
	{"exoneration 0 is none", "", NULL, NULL, 3000, 7000, 2100, .exoneration = "0"},
	{"AME in full", "", NULL, NULL, 3000, 10000, 3000, .ame = true},
	{"an exoneration lowers no rate", "", NULL, NULL, 5400, 10000, 5400, .code = "COE",
		.naissance = "2024-09-10", .exoneration = "4"},

	/* annexe 1.1 (art. 4, 8) */
	{"an act that annexe 1.1 does not have", "acte-unknown", .code = "XYZ"},
	{"case 22: MGE is closed in June 2018", "acte-closed", .code = "MGE", .date = "2018-06-01"},
	{"MGE on the day after its last", "acte-closed", .code = "MGE", .date = "2018-01-01"},
	{"MGE on its last day has no tariff any more", "tarif-absent", .code = "MGE",
		.date = "2017-12-31"},
	{"an act of the other titre", "acte-activite", .code = "FHV"},
	{"nobody says who did it", "profession-missing", .sans_profession = true},
	{"a midwife bills no G", "acte-profession", .profession = PROFESSION_SAGE_FEMME},
	{"an act that anybody may do asks no profession", "", NULL, NULL, 7400, 10000, 7400,
		.code = "FHV", .activite = 'c', .sans_profession = true},
	{"COE on the 9th day", "acte-age", .code = "COE", .date = "2025-06-10",
		.naissance = "2025-06-01"},
	{"COE on the eve of 8 months", "acte-age", .code = "COE", .date = "2025-05-29",
		.naissance = "2024-09-30"},
	{"COE on the day of 8 months", "", .code = "COE", .date = "2025-05-30",
		.naissance = "2024-09-30", .montant = 5400},
	{"COE on the eve of 10 months", "", .code = "COE", .date = "2025-07-29",
		.naissance = "2024-09-30"},
	{"COE on the day of 10 months", "acte-age", .code = "COE", .date = "2025-07-30",
		.naissance = "2024-09-30"},
	{"COE of a child without birth date", "acte-age", .code = "COE", .naissance = ""},
	{"a coefficient where there is none", "coefficient-unexpected", .coefficient = 250},
	{"an amount that is not the tariff's: said", "montant-differs", "maladie", NULL, 3000,
		7000, 2100, .montant = 2650},
	{"all at once",
		"acte-activite acte-profession nature-mismatch tarif-absent",
		.code = "SF", .activite = 'c', .profession = PROFESSION_PEDIATRE, .given = 'm',
		.date = "2024-06-01"},
	{"FMV with nothing right", "acte-activite coefficient-unexpected semaines-missing "
		"medicaments-not-given nature-mismatch", .code = "FMV", .coefficient = 200,
		.pharmacie = true, .given = 'm'},

	/* free prices, delegated acts (art. 6.3), anonymous IST (art. 10.3.2) */
	{"a free-priced act", "", "maladie", "actes.yaml LIBRE", 1234, 7000, 864,
		.code = "LIBRE", .montant = 1234},
	{"a free-priced act without amount", "montant-missing", .code = "LIBRE"},
	{"an amount of nothing is none", "montant-missing", .code = "LIBRE", .zero = true},
	{"nor is one below it", "montant-missing", .code = "LIBRE", .montant = -1},
	{"a delegated act that cost less than the tariff", "", NULL, "tarifs G 2024", 2500, 7000,
		1750, .delegue = true, .montant = 2500},
	{"a delegated act at the tariff", "", NULL, NULL, 3000, 7000, 2100, .delegue = true,
		.montant = 3000},
	{"a delegated act that cost more: the tariff, and it is said", "montant-differs", NULL, NULL, 3000, 7000, 2100, .delegue = true, .montant = 4500},
	{"a delegated act without amount: the tariff", "", NULL, NULL, 3000, 7000, 2100,
		.delegue = true},
	{"a delegated act whose code has no tariff", "", NULL, "actes.yaml ANAPATH", 2800, 7000,
		1960, .code = "ANAPATH", .delegue = true, .montant = 2800},
	{"and none without its amount", "montant-missing", .code = "ANAPATH", .delegue = true},
	{"a delegated act that cost nothing", "montant-missing", .delegue = true, .zero = true},
	{"a delegated act in a gap of its tariffs", "tarif-absent", .delegue = true, .montant = 3000,
		.date = "2031-01-01"},
	{"an anonymous IST line is paid in full", "", "maladie", "taux.yaml ist", 4210,
		10000, 4210, .ist = true, .activite = 'c', .code = "B", .montant = 4210},
	{"whatever its code", "", "maladie", "taux.yaml ist", 4210, 10000, 4210, .ist = true,
		.activite = 'c', .code = "CHLAMYDIA", .montant = 4210},
	{"an anonymous IST line without amount", "montant-missing", .ist = true, .activite = 'c',
		.code = "B"},
	{"nor one of nothing", "montant-missing", .ist = true, .activite = 'c', .code = "B",
		.zero = true},

	/* convention 2026-49, art. 6 */
	{"case 25: a bilan on 2 February 2026", "", "", "tarifs BILAN", 9200, 10000,
		9200, .activite = 'g', .date = "2026-02-02", .convention = "2026-49", .code = "BILAN"},
	{"case 25: a bilan on 3 February 2026", "", "", "tarifs BILAN", 9200, 10000, 9200,
		.activite = 'g', .date = "2026-02-03", .convention = "2026-49", .code = "BILAN-1"},
	{"a bilan before its convention", "tarif-absent", .activite = 'g', .date = "2025-12-31",
		.convention = "2026-49", .code = "BILAN", .champ = "date_soins"},
	{"rule 154: a consultation is no bilan", "acte-activite", .activite = 'g',
		.date = "2026-02-02", .convention = "2026-49", .code = "G", .champ = "activite"},
	{"nor is an act of a code that was closed", "acte-activite", .activite = 'g',
		.date = "2026-02-02", .convention = "2026-49", .code = "MGE"},
	{"a bilan of a convention that has no price", "tarif-absent acte-unknown", .activite = 'g',
		.convention = "2099-1", .date = "2040-01-01", .code = "BILAN"},
};

static day_t
day(const char *value)
{
	return value ? day_parse(text_of(value)) : DAY_NONE;
}

static struct text
or(const char *value, const char *otherwise)
{
	return text_of(value ? value : otherwise);
}

static unsigned
activite(char letter)
{
	return letter == 'c' ? ACTIVITE_CPEF : letter == 'g' ? ACTIVITE_PEGASE : ACTIVITE_PMI;
}

static struct price_question
question(const struct row *r)
{
	unsigned profession = r->profession ? r->profession : PROFESSION_GENERALISTE;

	return (struct price_question){
		.acte_code = or(r->code, "G"),
		.cip13 = text_of(r->cip13),
		.convention = text_of(r->convention),
		.exoneration = text_of(r->exoneration),
		.activite = activite(r->activite),
		.profession = r->sans_profession ? 0 : profession,
		.date_soins = day_parse(or(r->date, "2025-06-10")),
		.naissance = day_parse(or(r->naissance, "2022-05-03")),
		.grossesse_debut = day(r->grossesse),
		.accouchement_le = day(r->accouchement),
		.situation = r->situation == 'e' ? SITUATION_ENCEINTE
			: r->situation == 'p' ? SITUATION_POSTNATALE : SITUATION_NONE,
		.nature_given = r->given,
		.nature = r->given == 'm' ? NATURE_MATERNITE : NATURE_MALADIE,
		.quantite = r->quantite ? r->quantite : 1,
		.coefficient_hundredths = r->coefficient ? r->coefficient : 100,
		.semaines = r->semaines ? r->semaines : -1,
		.montant_given = r->montant || r->zero,
		.montant_cents = r->montant,
		.ame = r->ame,
		.ist = r->ist,
		.delegue = r->delegue,
		.grippe_ciblee = r->ciblee,
		.medicaments_remis = !r->pharmacie,
	};
}

static struct tarif tarifs[COUNT(tarif_rows)], marche[COUNT(marche_rows)];

static void
dated_fill(struct tarif *at, const struct dated *rows_of, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct dated *row = &rows_of[i];

		at[i] = (struct tarif){text_of(row->code), day(row->du), day(row->au), row->cents,
			row->professions, row->semaines_min,
			row->semaines_max ? row->semaines_max : SEMAINES_MAX, text_of(row->ref), DAY_NONE,
			TEXT_ABSENT};
	}
}

static struct price_params
book(void)
{
	return (struct price_params){
		.actes = {.at = actes, .count = COUNT(actes), .as_of = DAY_MAX},
		.tarifs = {.at = tarifs, .count = COUNT(tarifs), .champ = F_ACTE_CODE, .as_of = DAY_MAX},
		.marche = {.at = marche, .count = COUNT(marche), .champ = F_CIP13, .as_of = DAY_MAX},
		.vaccins = {.at = vaccins, .count = COUNT(vaccins)},
		.conventions = {.at = conventions, .count = COUNT(conventions)},
		.taux = {.maternite_bp = 10000, .maternite_debut_mois = 6, .maternite_jours_apres = 12,
			.exonerations = exonerations, .exoneration_count = COUNT(exonerations),
			.ame_bp = 10000, .ist_bp = 10000, .vaccin_plafond_bp = 6500, .ror_bp = 10000,
			.ror_age_max = 6, .grippe_bp = 10000, .ist_ref = T("taux.yaml ist")},
		.publics = {.titre_1_age = 6},
	};
}

static int
setup(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(actes); i++)
		if (text_is(actes[i].code, "MGE"))
			actes[i].au = day("2017-12-31");
	dated_fill(tarifs, tarif_rows, COUNT(tarif_rows));
	dated_fill(marche, marche_rows, COUNT(marche_rows));
	conventions[0].du = day("2026-01-01");
	conventions[0].au = day("2026-12-31");
	conventions[0].denoncee_le = DAY_NONE;
	return 0;
}

static void
assert_text(struct text found, const char *expected)
{
	char copy[128];

	snprintf(copy, sizeof copy, "%.*s", TEXT_ARG(found));
	assert_string_equal(copy, expected);
}

static void
test_row(void **state)
{
	const struct row *row = *state;
	struct price_params params = book();
	struct price_question q = question(row);
	struct price_answer a;
	struct defects defects = {0};
	char motifs[512] = "";

	price_rule(&q, &params, &a, &defects);
	for (unsigned i = 0; i < defects.count; i++)
		snprintf(motifs + strlen(motifs), sizeof motifs - strlen(motifs), "%s%s",
			i ? " " : "", defects.at[i].motif);
	assert_string_equal(motifs, row->motifs);
	for (unsigned i = 0; i < defects.count && row->champ; i++)
		if (strcmp(defects.at[i].motif, "vaccin-public"))
			assert_string_equal(field_infos[defects.at[i].champ].name, row->champ);
	if (row->nature)
		assert_text(a.nature, row->nature);
	if (row->ref)
		assert_text(a.tarif_ref, row->ref);
	if (!row->base)
		return;
	assert_int_equal(a.base_cents, row->base);
	assert_int_equal(a.taux_bp, row->taux);
	assert_int_equal(a.amo_cents, row->amo);
}

/* ---- What was known when: G at 30 euros from 22 December 2024, learnt on 15 January 2025; a midwife's
 * price learnt later still; NEW, of which nobody knew before 1 March 2025. */

static const struct known_row {
	const char *sentence, *code, *date, *as_of;
	unsigned profession;
	enum tarif_found found;
	int64_t cents;
} known_rows[] = {
	{"a tariff that was not known is not seen", "G", "2024-12-22", "2025-01-14",
		PROFESSION_GENERALISTE, TARIF_FOUND, 2650},
	{"on the day it is learnt it prevails, in the past too", "G", "2024-12-22", "2025-01-15",
		PROFESSION_GENERALISTE, TARIF_FOUND, 3000},
	{"not on the eve of its first day", "G", "2024-12-21", "2025-01-15", PROFESSION_GENERALISTE,
		TARIF_FOUND, 2650},
	{"after its last day the former one is back", "G", "2025-07-01", "2025-07-01",
		PROFESSION_GENERALISTE, TARIF_FOUND, 2650},
	{"on its last day it is not", "G", "2025-06-30", "2025-07-01", PROFESSION_GENERALISTE,
		TARIF_FOUND, 3000},
	{"the one learnt last prevails, for those it is for", "G", "2025-01-01", "2025-02-01",
		PROFESSION_SAGE_FEMME, TARIF_FOUND, 2900},
	{"and for no others", "G", "2025-01-01", "2025-02-01", PROFESSION_GENERALISTE, TARIF_FOUND, 3000},
	{"who did it is not known, and it hangs on that", "G", "2025-01-01", "2025-02-01", 0,
		TARIF_AMBIGUOUS, 0},
	{"which was not so the day before", "G", "2025-01-01", "2025-01-31", 0, TARIF_FOUND, 3000},
	{"a code of which nothing was known has no tariff", "NEW", "2025-02-01", "2025-02-28", 0,
		TARIF_ABSENT, 0},
	{"and has one afterwards", "NEW", "2025-02-01", "2025-03-01", 0, TARIF_FOUND, 100},
};

static void
test_known(void **state)
{
	const struct known_row *row = *state;
	const struct tarif at[] = {
		{T("G"), day("2023-11-01"), DAY_NONE, 2650, 0, 0, SEMAINES_MAX, T("old"), DAY_NONE, TEXT_ABSENT},
		{T("G"), day("2024-12-22"), day("2025-06-30"), 3000, 0, 0, SEMAINES_MAX, T("new"),
			day("2025-01-15"), TEXT_ABSENT},
		{T("G"), day("2024-12-22"), DAY_NONE, 2900, PROFESSION_SAGE_FEMME, 0, SEMAINES_MAX,
			T("last"), day("2025-02-01"), TEXT_ABSENT},
		{T("NEW"), day("2025-01-01"), DAY_NONE, 100, 0, 0, SEMAINES_MAX, T("n"), day("2025-03-01"), TEXT_ABSENT},
	};
	const struct tarifs table = {.at = at, .count = COUNT(at), .champ = F_ACTE_CODE, .as_of = day(row->as_of)};
	const struct tarif_key key = {text_of(row->code), day(row->date), row->profession, -1};
	const struct tarif *tarif;

	assert_int_equal(tarif_find(&table, &key, &tarif), row->found);
	if (row->found == TARIF_FOUND)
		assert_int_equal(tarif->cents, row->cents);
	assert_int_equal(tarif_exists(&table, key.code), row->found != TARIF_ABSENT);
	if (row->found == TARIF_ABSENT)
		assert_int_equal(tarif_gap(&table, &key), F_ACTE_CODE);
}

/* ---- The rule book refused (case 24). Each loads a directory of one file in a child. */

static void
file_write(const char *dir, const char *name, const char *content)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* The exit code of the load, and what it said. */
static int
load_in_child(const char *yaml, bool is_marche, char *said, size_t size)
{
	char dir[] = "/tmp/price_test_XXXXXX", path[64], *name = is_marche ? "marche.yaml" : "tarifs.yaml";
	const struct vaccins known = {.at = vaccins, .count = COUNT(vaccins)};
	struct tarifs loaded;
	int pipes[2], status;
	ssize_t len;
	pid_t child;

	assert_non_null(mkdtemp(dir));
	file_write(dir, name, yaml);
	assert_int_equal(pipe(pipes), 0);
	child = fork();
	if (child == 0) {
		dup2(pipes[1], STDERR_FILENO);
		if (is_marche)
			marche_load(&loaded, dir, &known);
		else
			tarifs_load(&loaded, dir);
		_exit(0);
	}
	close(pipes[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	len = read(pipes[0], said, size - 1);
	said[len > 0 ? len : 0] = '\0';
	close(pipes[0]);
	snprintf(path, sizeof path, "%s/%s", dir, name);
	unlink(path);
	rmdir(dir);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

#define SAYS "article: \"art. 5\", source: \"[invented] test\"}\n"
#define PRIX "fournisseur: \"f\", " SAYS

static const struct book_row {
	const char *sentence;
	bool marche;
	int code;
	const char *yaml, *says[2]; /* parts of the message */
} book_rows[] = {
	{"case 24: two tariffs of one code on one day are refused with both lines", false, 78,
		"tarifs:\n"
		"  - {code: G, du: 2024-01-01, au: 2024-06-30, euros: 25.00, " SAYS
		"  - {code: C, du: 2024-01-01, euros: 23.00, " SAYS
		"  - {code: G, du: 2024-06-30, euros: 26.00, " SAYS,
		{"tarifs.yaml:2:", "tarifs.yaml:4:"}},
	{"a tariff that begins on the morrow of the former is none", false, 0,
		"tarifs:\n"
		"  - {code: G, du: 2024-01-01, au: 2024-06-30, euros: 25.00, " SAYS
		"  - {code: G, du: 2024-07-01, euros: 26.00, " SAYS,
		{NULL, NULL}},
	{"case 24: a tariff without last day overlaps all that begin later", false, 78,
		"tarifs:\n"
		"  - {code: G, du: 2026-01-01, au: 2026-01-31, euros: 26.00, " SAYS
		"  - {code: G, du: 2024-01-01, euros: 25.00, " SAYS,
		{"tarifs.yaml:2:", "tarifs.yaml:3:"}},
	{"one learnt later prevails over the former: none is closed", false, 0,
		"tarifs:\n"
		"  - {code: G, du: 2024-01-01, euros: 25.00, " SAYS
		"  - {code: G, du: 2024-06-30, euros: 26.00, connu_le: 2024-09-01, " SAYS
		"  - {code: G, du: 2024-06-30, euros: 26.50, connu_le: 2024-10-01, " SAYS,
		{NULL, NULL}},
	{"two learnt on one day are refused with both lines", false, 78,
		"tarifs:\n"
		"  - {code: G, du: 2024-01-01, euros: 25.00, " SAYS
		"  - {code: G, du: 2024-06-30, euros: 26.00, connu_le: 2024-09-01, " SAYS
		"  - {code: G, du: 2024-07-01, euros: 26.50, connu_le: 2024-09-01, " SAYS,
		{"tarifs.yaml:3:", "tarifs.yaml:4:"}},
	{"prices of the marché are learnt too", true, 0,
		"prix:\n"
		"  - {cip13: \"" ROR "\", du: 2024-01-01, euros: 11.20, " PRIX
		"  - {cip13: \"" ROR "\", du: 2024-06-01, connu_le: 2024-07-01, euros: 11.50, " PRIX,
		{NULL, NULL}},
	{"tariffs of other weeks of pregnancy live side by side", false, 0,
		"tarifs:\n"
		"  - {code: FMV, du: 2024-01-01, euros: 83.57, semaines_max: 5, " SAYS
		"  - {code: FMV, du: 2024-01-01, euros: 96.53, semaines_min: 6, " SAYS,
		{NULL, NULL}},
	{"case 24: one week in common is an overlap", false, 78,
		"tarifs:\n"
		"  - {code: FMV, du: 2024-01-01, euros: 83.57, semaines_max: 6, " SAYS
		"  - {code: FMV, du: 2024-01-01, euros: 96.53, semaines_min: 6, " SAYS,
		{"tarifs.yaml:2:", "tarifs.yaml:3:"}},
	{"tariffs of other professions live side by side", false, 0,
		"tarifs:\n"
		"  - {code: CCP, du: 2024-01-01, euros: 47.50, professions: [medecin], " SAYS
		"  - {code: CCP, du: 2024-01-01, euros: 46.00, professions: [sage-femme], " SAYS,
		{NULL, NULL}},
	{"case 24: one profession in common is an overlap, three rows away", false, 78,
		"tarifs:\n"
		"  - {code: CCP, du: 2024-01-01, euros: 47.50, professions: [medecin], " SAYS
		"  - {code: CCP, du: 2024-02-01, euros: 46.00, professions: [pediatre], " SAYS
		"  - {code: CCP, du: 2024-03-01, euros: 46.00, professions: [sage-femme], " SAYS
		"  - {code: CCP, du: 2024-04-01, euros: 46.00, professions: [medecin, infirmier], " SAYS,
		{"tarifs.yaml:2:", "tarifs.yaml:5:"}},
	{"a tariff that ends before it begins", false, 78,
		"tarifs:\n  - {code: G, du: 2024-01-02, au: 2024-01-01, euros: 25.00, " SAYS,
		{"tarifs.yaml:2:", "before it begins"}},
	{"a tariff of no week", false, 78,
		"tarifs:\n  - {code: G, du: 2024-01-02, euros: 25.00, semaines_min: 6, semaines_max: 5, "
		SAYS, {"tarifs.yaml:2:", "no week"}},
	{"case 24: two prices of one vaccine on one day", true, 78,
		"prix:\n"
		"  - {cip13: \"" ROR "\", du: 2024-01-01, euros: 11.20, " PRIX
		"  - {cip13: \"" ROR "\", du: 2025-01-01, euros: 11.30, " PRIX,
		{"marche.yaml:2:", "marche.yaml:3:"}},
	{"a price of a vaccine that is none", true, 78,
		"prix:\n  - {cip13: \"" INCONNU "\", du: 2024-01-01, euros: 11.20, " PRIX,
		{"marche.yaml:2:", "vaccins.yaml"}},
};

static void
test_book(void **state)
{
	const struct book_row *row = *state;
	char said[4096];

	assert_int_equal(load_in_child(row->yaml, row->marche, said, sizeof said), row->code);
	for (size_t i = 0; i < COUNT(row->says); i++)
		if (row->says[i])
			assert_non_null(strstr(said, row->says[i]));
}

int
main(void)
{
	static struct CMUnitTest tests[COUNT(rows) + COUNT(known_rows) + COUNT(book_rows)];
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){.name = rows[i].sentence, .test_func = test_row,
			.initial_state = (void *)(uintptr_t)&rows[i]};
	for (size_t i = 0; i < COUNT(known_rows); i++)
		tests[n++] = (struct CMUnitTest){.name = known_rows[i].sentence, .test_func = test_known,
			.initial_state = (void *)(uintptr_t)&known_rows[i]};
	for (size_t i = 0; i < COUNT(book_rows); i++)
		tests[n++] = (struct CMUnitTest){.name = book_rows[i].sentence, .test_func = test_book,
			.initial_state = (void *)(uintptr_t)&book_rows[i]};
	return cmocka_run_group_tests_name("price", tests, setup, NULL);
}
