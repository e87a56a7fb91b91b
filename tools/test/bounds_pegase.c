/* PEGASE: the firm price to the day, the two ages, the ranks, the doctors' dates; and the weeks of
 * pregnancy of the forfaits. */
#include "bounds.h"

#include <inttypes.h>
#include <stdio.h>

#define TITRE_SIZE 160
#define QUAND day_of(2026, 3, 31)

struct bilan {
	struct text rpps;
	day_t day, birth, mesure;
	int64_t rang, quantite;
};

static void
bilan_cas(struct sheet *sheet, const struct bilan *b, const char *titre, const char *wanted)
{
	char given[GIVEN_SIZE], day[DAY_SIZE], birth[DAY_SIZE], mesure[DAY_SIZE];

	snprintf(given, sizeof(given), "executant_rpps: \"%.*s\", date_soins: %s, beneficiaire_naissance: %s, "
		"pegase_mesure_le: %s, pegase_rang: %" PRId64 ", quantite: %" PRId64, TEXT_ARG(b->rpps),
		day_format(b->day, day), day_format(b->birth, birth), day_format(b->mesure, mesure), b->rang,
		b->quantite);
	sheet_cas(sheet, titre, given, wanted);
}

static void
ranks(struct sheet *sheet, struct bilan b)
{
	int64_t rangs = int_at(sheet->book->pegase, "rangs", 0);
	const int64_t tried[] = {0, 1, rangs, rangs + 1};
	char titre[TITRE_SIZE];

	for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++) {
		b.rang = tried[i];
		snprintf(titre, sizeof(titre), "rang %" PRId64, b.rang);
		bilan_cas(sheet, &b, titre, b.rang < 1 || b.rang > rangs ? "motifs: [pegase-rang]"
									  : "payeur: epdef");
	}
	b.rang = 1;
	b.quantite = 2;
	bilan_cas(sheet, &b, "deux bilans sur une fiche", "motifs: [pegase-quantite]");
}

static void
ages(struct sheet *sheet, struct bilan b)
{
	const int before = 12 * (int)int_at(sheet->book->pegase, "mesure_avant_ans", 0);
	const int until = 12 * (int)int_at(sheet->book->pegase, "suivi_jusqu_a_ans", 0);

	b.mesure = day_add_months(b.day, -6);
	b.birth = day_add_months(b.mesure, -before) + 1;
	bilan_cas(sheet, &b, "mesure la veille de l'anniversaire", "payeur: epdef");
	b.birth = day_add_months(b.mesure, -before);
	bilan_cas(sheet, &b, "mesure le jour de l'anniversaire", "motifs: [pegase-mesure-age]");
	b.birth = day_add_months(b.day, -until);
	b.mesure = b.birth + 1;
	bilan_cas(sheet, &b, "bilan le jour du dernier anniversaire", "payeur: epdef");
	b.birth--;
	bilan_cas(sheet, &b, "bilan le lendemain du dernier anniversaire", "motifs: [pegase-age]");
	b.birth += 2;
	b.mesure = b.birth;
	bilan_cas(sheet, &b, "bilan la veille du dernier anniversaire", "payeur: epdef");
}

static struct bilan
on(struct bilan b, day_t day)
{
	b.day = day;
	b.birth = day_add_months(day, -36);
	b.mesure = day_add_months(day, -12);
	return b;
}

static void
firm(struct sheet *sheet, struct bilan b)
{
	day_t last = day_at(sheet->book->pegase, "ferme_jusqu_au");

	for (int i = -1; i <= 1; i++) {
		b = on(b, last + i);
		bilan_cas(sheet, &b, i < 0 ? "la veille du dernier jour ferme" : i ? "le lendemain"
										    : "le dernier jour ferme",
			i > 0 ? "prix_statut: conditionnel" : "prix_statut: ferme");
	}
}

static void
doctors(struct sheet *sheet, struct bilan b)
{
	const struct config_node *list = node_at(sheet->book->pegase, "medecins");

	for (size_t i = 0; i < config_count(list); i++) {
		const struct config_node *row = config_item(list, i);
		day_t du = day_at(row, "du"), au = day_at(row, "au");
		const day_t days[] = {du == DAY_NONE ? DAY_NONE : du - 1, du, au,
			au == DAY_NONE ? DAY_NONE : au + 1};

		b.rpps = text_at(row, "rpps");
		for (size_t d = 0; d < sizeof(days) / sizeof(*days); d++) {
			if (days[d] == DAY_NONE)
				continue;
			b = on(b, days[d]);
			bilan_cas(sheet, &b, "médecin, autour de ses dates",
				in_force(row, days[d]) ? "payeur: epdef" : "motifs: [pegase-medecin]");
		}
	}
}

static void
pegase(struct book *book)
{
	const struct heading heading = {"pegase", "PEGASE, au jour et au rang près", "2026-49 art. 2, 4, 6",
		"[R152, R153, R155, R156, R166, R189]", "pegase", QUAND,
		"{activite: pegase, acte_code: BILAN, beneficiaire_nom: ESSAI, pegase_fiche: FI-1}"};
	const struct config_node *first = config_item(node_at(book->pegase, "medecins"), 0);
	struct civil c = day_civil(day_add_months(day_at(first, "du"), 1));
	struct bilan b = {.rpps = text_at(first, "rpps"), .rang = 1, .quantite = 1};
	struct sheet sheet = sheet_begin(book, &heading);

	b = on(b, day_of(c.year, c.month, 15));
	ranks(&sheet, b);
	ages(&sheet, b);
	firm(&sheet, b);
	doctors(&sheet, b);
	sheet_end(&sheet);
}

/* ---- Weeks of pregnancy: those before, at and behind the bounds of each row of the forfait */

static void
week_cas(struct sheet *sheet, struct profile who, day_t day, int64_t week)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE], titre[TITRE_SIZE];

	if (week < 1)
		return;
	who.semaines = week;
	given_of(&who, day, birth_within(&who, day), given);
	price_expected(sheet->book, &who, day, wanted);
	snprintf(titre, sizeof(titre), "%.*s, semaine %" PRId64, TEXT_ARG(who.code), week);
	sheet_cas(sheet, titre, given, wanted);
}

static void
weeks(struct book *book)
{
	const struct heading heading = {"semaines", "Forfait, à la semaine près", "2023-212 art. 9",
		"[R061]", "price", QUAND, "{assure_nom: ESSAI}"};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->tarifs); i++) {
		const struct config_node *row = config_item(book->tarifs, i);
		const struct config_node *acte = acte_any(book, text_at(row, "code"));
		int64_t min = int_at(row, "semaines_min", -1), max = int_at(row, "semaines_max", -1);
		struct profile who;

		if (!acte || (min < 0 && max < 0))
			continue;
		who = profile_of(acte, row);
		for (int64_t w = -1; w <= 1; w++) {
			week_cas(&sheet, who, day_at(row, "du"), min < 0 ? -1 : min + w);
			week_cas(&sheet, who, day_at(row, "du"), max < 0 ? -1 : max + w);
		}
	}
	sheet_end(&sheet);
}

void
bounds_pegase(struct book *book)
{
	pegase(book);
	weeks(book);
}
