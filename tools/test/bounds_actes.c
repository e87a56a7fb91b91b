/* Tariffs and acts: the eve, the day and the day after of every `du` and `au`; age windows to the day. */
#include "bounds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TITRE_SIZE 160

/* ---- Looking rows up, from the first to the last */

const struct config_node *
acte_any(const struct book *book, struct text code)
{
	for (size_t i = 0; i < config_count(book->actes); i++)
		if (text_equal(text_at(config_item(book->actes, i), "code"), code))
			return config_item(book->actes, i);
	return NULL;
}

const struct config_node *
acte_at(const struct book *book, struct text code, day_t day)
{
	for (size_t i = 0; i < config_count(book->actes); i++) {
		const struct config_node *row = config_item(book->actes, i);

		if (text_equal(text_at(row, "code"), code) && in_force(row, day))
			return row;
	}
	return NULL;
}

const struct config_node *
tarif_at(const struct book *book, const struct profile *who, day_t day)
{
	for (size_t i = 0; i < config_count(book->tarifs); i++) {
		const struct config_node *row = config_item(book->tarifs, i);

		if (text_equal(text_at(row, "code"), who->code) && in_force(row, day)
			&& (!node_at(row, "professions") || lists_at(row, "professions", who->profession))
			&& int_at(row, "semaines_min", 0) <= who->semaines
			&& who->semaines <= int_at(row, "semaines_max", INT32_MAX))
			return row;
	}
	return NULL;
}

/* ---- Somebody who may have the act */

static const struct config_node *
last_fenetre(const struct config_node *acte)
{
	const struct config_node *list = node_at(acte, "fenetres");

	return list ? config_item(list, config_count(list) - 1) : NULL;
}

struct profile
profile_of(const struct config_node *acte, const struct config_node *tarif)
{
	struct profile who = {.acte = acte, .code = text_at(acte, "code"),
		.activite = first_at(acte, "activites"), .profession = first_at(acte, "professions"),
		.semaines = -1, .fenetre = last_fenetre(acte)};

	if (tarif && node_at(tarif, "professions"))
		who.profession = first_at(tarif, "professions");
	if (!text_given(who.profession))
		who.profession = TEXT("medecin");
	who.semaines = tarif ? int_at(tarif, "semaines_max", 1) : 1;
	return who;
}

day_t
day_of_age(day_t birth, struct text unite, int64_t age)
{
	return text_is(unite, "jours") ? birth + (day_t)age : day_add_months(birth, (int)age);
}

/* The birth of who is this old on `day`, to the day. */
static day_t
birth_of_age(day_t day, struct text unite, int64_t age)
{
	return day_of_age(day, unite, -age);
}

day_t
birth_within(const struct profile *who, day_t day)
{
	const struct config_node *f = who->fenetre;

	if (!f)
		return day_add_months(day, -360);
	return birth_of_age(day, text_at(f, "unite"), (int_at(f, "de", 0) + int_at(f, "a", 0)) / 2);
}

void
given_of(const struct profile *who, day_t day, day_t birth, char given[GIVEN_SIZE])
{
	char d[DAY_SIZE], b[DAY_SIZE], more[80] = "";

	if (text_is(text_at(who->acte, "semaines"), "oui"))
		snprintf(more, sizeof(more), ", semaines_grossesse: %" PRId64, who->semaines);
	if (text_is(text_at(who->acte, "medicaments"), "oui"))
		strcat(more, ", medicaments_remis: oui");
	snprintf(given, GIVEN_SIZE, "activite: %.*s, acte_code: %.*s, date_soins: %s, "
		"executant_profession: %.*s, assure_naissance: %s%s", TEXT_ARG(who->activite),
		TEXT_ARG(who->code), day_format(day, d), TEXT_ARG(who->profession), day_format(birth, b), more);
}

/* ---- What must come out */

int64_t
share(int64_t cents, int64_t bp)
{
	return (cents * bp + 5000) / 10000;
}

static struct text
nature_of(const struct profile *who, const struct config_node *fenetre)
{
	struct text nature = fenetre ? text_at(fenetre, "nature") : TEXT_ABSENT;

	if (!text_given(nature))
		nature = text_at(who->acte, "nature");
	if (text_is(who->activite, "cpef") || text_is(nature, "selon-situation"))
		return TEXT("maladie");
	return nature;
}

static void
priced(const struct book *book, const struct profile *who, const struct config_node *tarif,
	const struct config_node *fenetre, char wanted[WANTED_SIZE])
{
	struct text nature = nature_of(who, fenetre);
	int64_t base = cents_at(tarif, "euros"), bp = bp_at(who->acte, "taux");
	int64_t maternite = bp_at(node_at(book->taux, "maternite"), "taux");
	bool pegase = text_is(who->activite, "pegase");

	if (text_is(nature, "maternite") && bp < maternite)
		bp = maternite;
	snprintf(wanted, WANTED_SIZE, "base_cents: %" PRId64 ", taux_bp: %" PRId64 ", amo_cents: %" PRId64
		", nature_assurance: %.*s", base, bp, share(base, bp), pegase ? 2 : (int)nature.len,
		pegase ? "\"\"" : nature.at);
}

void
price_expected(const struct book *book, const struct profile *who, day_t day,
	char wanted[WANTED_SIZE])
{
	const struct config_node *acte = acte_at(book, who->code, day), *tarif = tarif_at(book, who, day);

	if (text_is(who->activite, "pegase") && !tarif) /* nor a convention that names its act */
		snprintf(wanted, WANTED_SIZE, "statut: hold, motifs_incluent: [tarif-absent]");
	else if (!acte)
		snprintf(wanted, WANTED_SIZE, "statut: reject, motifs: [acte-closed]");
	else if (!tarif)
		snprintf(wanted, WANTED_SIZE, "statut: hold, motifs: [tarif-absent]");
	else
		priced(book, who, tarif, who->fenetre, wanted);
}

/* ---- Days */

static void
day_cas(struct sheet *sheet, const struct profile *who, day_t day, const char *which)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE], titre[TITRE_SIZE], text[DAY_SIZE];

	given_of(who, day, birth_within(who, day), given);
	price_expected(sheet->book, who, day, wanted);
	snprintf(titre, sizeof(titre), "%.*s, %s (%.*s) %s", TEXT_ARG(who->code), day_format(day, text),
		TEXT_ARG(who->profession), which);
	sheet_cas(sheet, titre, given, wanted);
}

static void
days_around(struct sheet *sheet, const struct profile *who, const struct config_node *row)
{
	day_t du = day_at(row, "du"), au = day_at(row, "au");

	if (du != DAY_NONE) {
		day_cas(sheet, who, du - 1, "la veille");
		day_cas(sheet, who, du, "le premier jour");
		day_cas(sheet, who, du + 1, "le lendemain");
	}
	if (au != DAY_NONE) {
		day_cas(sheet, who, au, "le dernier jour");
		day_cas(sheet, who, au + 1, "le lendemain du dernier jour");
	}
}

static bool
of_an_act(const struct book *book, const struct config_node *tarif)
{
	const struct config_node *acte = acte_any(book, text_at(tarif, "code"));

	return acte && text_is(text_at(acte, "tarif"), "table");
}

void
bounds_tarifs(struct book *book)
{
	const struct heading heading = {"tarifs", "Tarifs, autour de chaque date", "2023-212 art. 5, 9",
		"[R018, R021, R022, R060, R114]", "price", day_of(2026, 3, 31), "{assure_nom: ESSAI}"};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->tarifs); i++) {
		const struct config_node *row = config_item(book->tarifs, i);
		struct profile who;

		if (!of_an_act(book, row))
			continue;
		who = profile_of(acte_any(book, text_at(row, "code")), row);
		days_around(&sheet, &who, row);
	}
	sheet_end(&sheet);
}

/* ---- Ages */

static bool
within(const struct config_node *fenetre, day_t birth, day_t day)
{
	struct text unite = text_at(fenetre, "unite");

	return day_of_age(birth, unite, int_at(fenetre, "de", 0)) <= day
		&& day < day_of_age(birth, unite, int_at(fenetre, "a", 0));
}

static void
age_cas(struct sheet *sheet, const struct profile *who, const struct config_node *tarif, day_t day,
	day_t birth, const char *which)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE] = "statut: reject, motifs: [acte-age]";
	char titre[TITRE_SIZE];
	const struct config_node *list = node_at(who->acte, "fenetres");

	for (size_t i = config_count(list); i-- > 0;)
		if (within(config_item(list, i), birth, day))
			priced(sheet->book, who, tarif, config_item(list, i), wanted);
	given_of(who, day, birth, given);
	snprintf(titre, sizeof(titre), "%.*s, %s", TEXT_ARG(who->code), which);
	sheet_cas(sheet, titre, given, wanted);
}

/* A day on the 15th on which the act has a price: that of its last tariff. */
const struct config_node *
last_tarif(const struct book *book, const struct config_node *acte, day_t *day)
{
	const struct config_node *last = NULL;

	for (size_t i = 0; i < config_count(book->tarifs); i++) {
		const struct config_node *row = config_item(book->tarifs, i);

		if (text_equal(text_at(row, "code"), text_at(acte, "code")))
			last = row;
	}
	if (last) {
		struct civil c = day_civil(day_add_months(day_at(last, "du"), 1));

		*day = day_of(c.year, c.month, 15);
	}
	return last && in_force(last, *day) && in_force(acte, *day) ? last : NULL;
}

static void
ages_of(struct sheet *sheet, const struct config_node *acte)
{
	day_t day = DAY_NONE;
	const struct config_node *tarif = last_tarif(sheet->book, acte, &day);
	const struct config_node *list = node_at(acte, "fenetres");
	struct profile who = profile_of(acte, tarif);

	for (size_t i = 0; tarif && list && i < config_count(list); i++) {
		const struct config_node *f = config_item(list, i);
		struct text unite = text_at(f, "unite");
		day_t first = birth_of_age(day, unite, int_at(f, "de", 0));
		day_t past = birth_of_age(day, unite, int_at(f, "a", 0));

		if (int_at(f, "de", 0) > 0)
			age_cas(sheet, &who, tarif, day, first + 1, "la veille du premier jour de l'âge");
		age_cas(sheet, &who, tarif, day, first, "le premier jour de l'âge");
		age_cas(sheet, &who, tarif, day, past + 1, "le dernier jour de l'âge");
		age_cas(sheet, &who, tarif, day, past, "l'âge passé");
	}
}

static void
bounds_ages(struct book *book)
{
	const struct heading heading = {"ages", "Âges, au jour près", "2023-212 art. 4, 8, annexe 1.1",
		"[R017]", "price", day_of(2026, 3, 31), "{assure_nom: ESSAI}"};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->actes); i++)
		ages_of(&sheet, config_item(book->actes, i));
	sheet_end(&sheet);
}

/* Codes that open or close: the tariffs' own days do not show those that have none any more. */
void
bounds_actes(struct book *book)
{
	const struct heading heading = {"codes", "Codes, autour de leur ouverture et de leur fermeture",
		"2023-212 art. 6, 10", "[R018, R027]", "price", day_of(2026, 3, 31), "{assure_nom: ESSAI}"};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->actes); i++) {
		const struct config_node *row = config_item(book->actes, i);
		struct profile who = profile_of(row, NULL);

		if (text_is(text_at(row, "tarif"), "table"))
			days_around(&sheet, &who, row);
	}
	sheet_end(&sheet);
	bounds_ages(book);
}

/* ---- Amounts: the tariff, a centime less, a centime more; the same of a delegated act */

static void
montant_cas(struct sheet *sheet, const struct profile *who, day_t day, int64_t cents, bool delegue)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE], titre[TITRE_SIZE];
	const struct config_node *tarif = tarif_at(sheet->book, who, day);
	int64_t base = cents_at(tarif, "euros"), kept = delegue && cents < base ? cents : base;
	size_t len;

	given_of(who, day, birth_within(who, day), given);
	len = strlen(given);
	snprintf(given + len, GIVEN_SIZE - len, ", montant_cents: %" PRId64 "%s", cents,
		delegue ? ", delegue_nom: CONFRERE" : "");
	snprintf(wanted, WANTED_SIZE, "base_cents: %" PRId64 ", avis: [%s]", kept,
		cents > base || (!delegue && cents != base) ? "montant-differs" : "");
	snprintf(titre, sizeof(titre), "%.*s%s, %+" PRId64 " centime", TEXT_ARG(who->code),
		delegue ? " délégué" : "", cents - base);
	sheet_cas(sheet, titre, given, wanted);
}

static void
montants_of(struct sheet *sheet, const struct config_node *acte, bool delegue)
{
	day_t day = DAY_NONE;
	const struct config_node *tarif = last_tarif(sheet->book, acte, &day);
	struct profile who = profile_of(acte, tarif);

	if (!tarif || text_is(who.activite, "pegase"))
		return;
	for (int more = -1; more <= 1; more++)
		montant_cas(sheet, &who, day, cents_at(tarif, "euros") + more, delegue);
}

void
bounds_montants(struct book *book)
{
	const struct heading headings[] = {
		{"montants", "Montant demandé, au centime près", "2023-212 art. 5", "[R021]", "price",
			day_of(2026, 3, 31), "{assure_nom: ESSAI}"},
		{"delegues", "Acte délégué, dans la limite du tarif, au centime près", "2023-212 art. 6.3",
			"[R044, R051]", "price", day_of(2026, 3, 31), "{assure_nom: ESSAI}"},
	};

	for (int delegue = 0; delegue <= 1; delegue++) {
		struct sheet sheet = sheet_begin(book, &headings[delegue]);

		for (size_t i = 0; i < config_count(book->actes); i++)
			montants_of(&sheet, config_item(book->actes, i), delegue);
		sheet_end(&sheet);
	}
}
