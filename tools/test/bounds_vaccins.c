/* Vaccines: price of the day, the ceiling against the rate of each product, the two cases in full. */
#include "bounds.h"

#include <inttypes.h>
#include <stdio.h>

#define TITRE_SIZE 200

struct dose {
	const struct config_node *vaccin, *prix; /* prix NULL: the marché has none */
	struct text cip13, code;                 /* the code of the act */
};

/* Who the first of the product's publics is. */
static void
given_dose(const struct dose *dose, day_t day, char given[GIVEN_SIZE])
{
	struct text who = first_at(dose->vaccin, "public");
	bool child = text_is(who, "enfant");
	char d[DAY_SIZE], b[DAY_SIZE], situation[40] = "";

	if (text_is(who, "enceinte") || text_is(who, "postnatale"))
		snprintf(situation, sizeof(situation), ", situation: %.*s", TEXT_ARG(who));
	snprintf(given, GIVEN_SIZE, "acte_code: %.*s, cip13: \"%.*s\", date_soins: %s, assure_naissance: %s%s",
		TEXT_ARG(dose->code), TEXT_ARG(dose->cip13), day_format(day, d),
		day_format(day_add_months(day, child ? -36 : -360), b), situation);
}

static int64_t
ceiling(const struct book *book, const struct dose *dose)
{
	int64_t own = bp_at(dose->vaccin, "taux"), most = bp_at(node_at(book->taux, "vaccin"), "plafond");

	return own < most ? own : most;
}

static int64_t
rate(const struct book *book, const struct dose *dose, bool child_under, bool targeted)
{
	const struct config_node *taux = node_at(book->taux, "vaccin");
	struct text classe = text_at(dose->vaccin, "classe");

	if (text_is(classe, "ror") && child_under)
		return bp_at(node_at(taux, "ror"), "taux");
	if (text_is(classe, "grippe") && targeted)
		return bp_at(node_at(taux, "grippe"), "taux");
	return ceiling(book, dose);
}

static void
dose_cas(struct sheet *sheet, const struct dose *dose, day_t day, const char *which)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE] = "statut: hold, motifs: [tarif-absent]";
	char titre[TITRE_SIZE], d[DAY_SIZE];
	bool child = text_is(first_at(dose->vaccin, "public"), "enfant");
	int64_t base, bp = rate(sheet->book, dose, child, false);

	given_dose(dose, day, given);
	if (dose->prix && in_force(dose->prix, day)) {
		base = cents_at(dose->prix, "euros");
		snprintf(wanted, sizeof(wanted), "base_cents: %" PRId64 ", taux_bp: %" PRId64 ", amo_cents: %"
			PRId64 ", avis: []", base, bp, share(base, bp));
	}
	snprintf(titre, sizeof(titre), "%.*s, %s %s", TEXT_ARG(text_at(dose->vaccin, "denomination")),
		day_format(day, d), which);
	sheet_cas(sheet, titre, given, wanted);
}

/* Under the age of the full charge, and on the birthday: the patient is no child of titre I any more. */
static void
ror_cas(struct sheet *sheet, const struct dose *dose, day_t day, bool under)
{
	const struct config_node *ror = node_at(node_at(sheet->book->taux, "vaccin"), "ror");
	int64_t age = int_at(ror, "age_max", 0), bp = rate(sheet->book, dose, under, false);
	char given[GIVEN_SIZE], wanted[WANTED_SIZE], titre[TITRE_SIZE], d[DAY_SIZE], b[DAY_SIZE];

	snprintf(given, sizeof(given), "acte_code: %.*s, cip13: \"%.*s\", date_soins: %s, assure_naissance: %s",
		TEXT_ARG(dose->code), TEXT_ARG(dose->cip13), day_format(day, d),
		day_format(day_add_months(day, (int)(-12 * age)) + under, b));
	snprintf(wanted, sizeof(wanted), "taux_bp: %" PRId64 ", amo_cents: %" PRId64, bp,
		share(cents_at(dose->prix, "euros"), bp));
	snprintf(titre, sizeof(titre), "%.*s, %s", TEXT_ARG(text_at(dose->vaccin, "denomination")),
		under ? "la veille de l'anniversaire" : "le jour de l'anniversaire");
	sheet_cas(sheet, titre, given, wanted);
}

static void
grippe_cas(struct sheet *sheet, const struct dose *dose, day_t day, const char *ciblee)
{
	char given[GIVEN_SIZE], all[GIVEN_SIZE + 40], wanted[WANTED_SIZE], titre[TITRE_SIZE];
	int64_t bp = rate(sheet->book, dose, true, ciblee[0] == 'o');

	given_dose(dose, day, given);
	snprintf(all, sizeof(all), "%s, grippe_ciblee: %s", given, ciblee);
	snprintf(wanted, sizeof(wanted), "taux_bp: %" PRId64 ", amo_cents: %" PRId64, bp,
		share(cents_at(dose->prix, "euros"), bp));
	snprintf(titre, sizeof(titre), "%.*s, concerné par les recommandations : %s",
		TEXT_ARG(text_at(dose->vaccin, "denomination")), ciblee);
	sheet_cas(sheet, titre, all, wanted);
}

static void
cases_of(struct sheet *sheet, const struct dose *dose)
{
	struct text classe = text_at(dose->vaccin, "classe");
	day_t du = dose->prix ? day_at(dose->prix, "du") : DAY_NONE, au, day;
	struct civil c;

	if (du == DAY_NONE)
		return;
	c = day_civil(du);
	day = day_add_months(day_of(c.year, c.month, 15), 1);
	au = day_at(dose->prix, "au");
	dose_cas(sheet, dose, du - 1, "la veille du prix");
	dose_cas(sheet, dose, du, "le premier jour du prix");
	if (au != DAY_NONE) {
		dose_cas(sheet, dose, au, "le dernier jour du prix");
		dose_cas(sheet, dose, au + 1, "le lendemain du dernier jour");
	}
	if (text_is(classe, "ror")) {
		ror_cas(sheet, dose, day, true);
		ror_cas(sheet, dose, day, false);
	}
	if (text_is(classe, "grippe")) {
		grippe_cas(sheet, dose, day, "oui");
		grippe_cas(sheet, dose, day, "non");
	}
}

/* Several prices of one product are looked at one by one: those of a day do not overlap (the book is
 * refused), but the eve of one may be the last day of another. */
static bool
alone(const struct book *book, const struct dose *dose)
{
	unsigned count = 0;

	for (size_t i = 0; i < config_count(book->prix); i++)
		count += text_equal(text_at(config_item(book->prix, i), "cip13"), dose->cip13);
	return count == 1;
}

static struct text
vaccin_code(const struct book *book)
{
	for (size_t i = 0; i < config_count(book->actes); i++)
		if (text_is(text_at(config_item(book->actes, i), "famille"), "vaccin"))
			return text_at(config_item(book->actes, i), "code");
	return TEXT("VACCIN");
}

static const struct config_node *
prix_of(const struct book *book, struct text cip13)
{
	for (size_t i = 0; i < config_count(book->prix); i++)
		if (text_equal(text_at(config_item(book->prix, i), "cip13"), cip13))
			return config_item(book->prix, i);
	return NULL;
}

void
bounds_vaccins(struct book *book)
{
	const struct heading heading = {"vaccins", "Vaccins, prix du jour et plafond", "2023-212 art. 5, 6.2",
		"[R023, R024, R025]", "price", day_of(2026, 3, 31),
		"{activite: pmi, executant_profession: medecin, assure_nom: ESSAI}"};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->vaccins); i++) {
		struct dose dose = {.vaccin = config_item(book->vaccins, i), .code = vaccin_code(book)};

		dose.cip13 = text_at(dose.vaccin, "cip13");
		dose.prix = prix_of(book, dose.cip13);
		if (!dose.prix)
			dose_cas(&sheet, &dose, heading.quand, "sans prix au marché");
		else if (alone(book, &dose))
			cases_of(&sheet, &dose);
	}
	sheet_end(&sheet);
}
