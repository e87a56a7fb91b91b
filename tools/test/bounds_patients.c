/* Patients: the eve and the day of the birthdays that decide; maternité by its first and last day. */
#include "bounds.h"

#include "field.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TITRE_SIZE 160
#define QUAND day_of(2026, 3, 31)

static void
birthday_cas(struct sheet *sheet, day_t day, day_t birth, const char *more, const char *titre,
	const char *wanted)
{
	char given[GIVEN_SIZE], d[DAY_SIZE], b[DAY_SIZE];

	snprintf(given, sizeof(given), "date_soins: %s, assure_naissance: %s%s", day_format(day, d),
		day_format(birth, b), more);
	sheet_cas(sheet, titre, given, wanted);
}

static void
titre_1(struct sheet *sheet, day_t day)
{
	const struct config_node *titre_1 = node_at(sheet->book->publics, "titre_1");
	day_t birth = day_add_months(day, (int)(-12 * int_at(titre_1, "age_max", 0)));

	birthday_cas(sheet, day, birth + 1, "", "titre I, la veille de l'anniversaire", "statut: accepted");
	birthday_cas(sheet, day, birth, "", "titre I, le jour de l'anniversaire", "motifs: [public-titre1]");
	birthday_cas(sheet, day, birth - 1, "", "titre I, le lendemain de l'anniversaire",
		"motifs: [public-titre1]");
	birthday_cas(sheet, day, birth, ", situation: enceinte", "titre I, sans âge pour une femme enceinte",
		"statut: accepted");
	birthday_cas(sheet, day, day, "", "titre I, né le jour des soins", "statut: accepted");
	birthday_cas(sheet, day, day + 1, "", "titre I, né le lendemain des soins", "motifs: [public-titre1]");
}

/* Under titre II, whose acts have no public of their own. */
static void
forme_708(struct sheet *sheet, day_t day)
{
	const struct config_node *forme = node_at(sheet->book->publics, "forme_708");
	day_t birth = day_add_months(day, (int)(-12 * int_at(forme, "age_max", 0)));
	char more[GIVEN_SIZE];

	snprintf(more, sizeof(more), ", activite: cpef, cip13: \"%.*s\"",
		TEXT_ARG(text_at(config_item(sheet->book->vaccins, 0), "cip13")));
	birthday_cas(sheet, day, birth + 1, more, "forme 708, la veille de l'anniversaire", "statut: accepted");
	birthday_cas(sheet, day, birth, more, "forme 708, le jour de l'anniversaire", "motifs: [public-708]");
	birthday_cas(sheet, day, birth - 1, more, "forme 708, le lendemain de l'anniversaire",
		"motifs: [public-708]");
}

static void
signatories(struct sheet *sheet, day_t day)
{
	const struct config_node *forme = node_at(sheet->book->publics, "forme_708");
	char all[200], more[GIVEN_SIZE], titre[TITRE_SIZE], *rest;

	snprintf(all, sizeof(all), "%s", field_infos[F_EXECUTANT_PROFESSION].values);
	for (char *one = strtok_r(all, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
		bool signs = lists_at(forme, "professions", text_of(one));

		snprintf(more, sizeof(more), ", cip13: \"%.*s\", executant_profession: %s",
			TEXT_ARG(text_at(config_item(sheet->book->vaccins, 0), "cip13")), one);
		snprintf(titre, sizeof(titre), "forme 708, signée par %s", one);
		birthday_cas(sheet, day, day_add_months(day, -24), more, titre,
			signs ? "statut: accepted" : "motifs: [vaccin-profession]");
	}
}

static void
majority(struct book *book, const struct ordinary *ord)
{
	const struct heading heading = {"majorite", "Forfait de l'art. 9, au jour de la majorité",
		"2023-212 art. 10.3.1", "[R063]", "anonymize", QUAND, ord->commun};
	struct sheet sheet = sheet_begin(book, &heading);
	day_t birth = day_add_months(ord->day,
		(int)(-12 * int_at(node_at(book->publics, "majorite"), "ans", 0)));

	for (size_t i = 0; i < config_count(book->actes); i++) {
		const struct config_node *row = config_item(book->actes, i);
		char more[80];

		if (!text_is(text_at(row, "famille"), "ivg"))
			continue;
		snprintf(more, sizeof(more), ", activite: cpef, acte_code: %.*s", TEXT_ARG(text_at(row, "code")));
		birthday_cas(&sheet, ord->day, birth + 1, more, "la veille de la majorité",
			"statut: hold, motifs: [consentement-unknown]");
		birthday_cas(&sheet, ord->day, birth, more, "le jour de la majorité", "statut: accepted");
	}
	sheet_end(&sheet);
}

void
bounds_patients(struct book *book)
{
	const struct ordinary ord = ordinary(book);
	const struct heading heading = {"publics", "Publics, au jour de l'anniversaire",
		"2023-212 titre I, art. 6.2, annexe 1.3", "[R011, R033, R132, R139]", "check-eligibility", QUAND,
		ord.commun};
	struct sheet sheet = sheet_begin(book, &heading);

	titre_1(&sheet, ord.day);
	forme_708(&sheet, ord.day);
	signatories(&sheet, ord.day);
	sheet_end(&sheet);
	majority(book, &ord);
}

/* ---- Maternité, exonerations */

/* An act that is charged by the situation, on a day on which it has a price. */
static const struct config_node *
by_situation(const struct book *book, day_t *day)
{
	for (size_t i = 0; i < config_count(book->actes); i++) {
		const struct config_node *row = config_item(book->actes, i);

		if (text_is(text_at(row, "nature"), "selon-situation") && !node_at(row, "fenetres")
			&& lists_at(row, "activites", TEXT("pmi")) && last_tarif(book, row, day))
			return row;
	}
	return NULL;
}

struct situation {
	const char *titre, *situation, *champ;
	day_t since, day;
	bool maternite;
};

static void
situation_cas(struct sheet *sheet, const struct config_node *acte, const struct situation *s)
{
	const struct profile who = profile_of(acte, NULL);
	char given[GIVEN_SIZE], all[GIVEN_SIZE + 120], wanted[WANTED_SIZE], since[DAY_SIZE];
	int64_t own = bp_at(acte, "taux"), full = bp_at(node_at(sheet->book->taux, "maternite"), "taux");

	given_of(&who, s->day, day_add_months(s->day, -360), given);
	snprintf(all, sizeof(all), "%s, situation: %s, %s: %s", given, s->situation, s->champ,
		day_format(s->since, since));
	snprintf(wanted, sizeof(wanted), "nature_assurance: %s, taux_bp: %" PRId64,
		s->maternite ? "maternite" : "maladie", s->maternite && own < full ? full : own);
	sheet_cas(sheet, s->titre, all, wanted);
}

static void
maternite(struct sheet *sheet, const struct config_node *acte, day_t day)
{
	const struct config_node *taux = node_at(sheet->book->taux, "maternite");
	int month = (int)int_at(taux, "debut_mois", 0);
	day_t last = day + (day_t)int_at(taux, "jours_apres_accouchement", 0);
	const struct situation situations[] = {
		{"la veille du premier jour du mois", "enceinte", "grossesse_debut",
			day_add_months(day, 1 - month), day - 1, false},
		{"le premier jour du mois", "enceinte", "grossesse_debut", day_add_months(day, 1 - month), day,
			true},
		{"le jour de l'accouchement", "postnatale", "accouchement_le", day, day, true},
		{"le dernier jour après l'accouchement", "postnatale", "accouchement_le", day, last, true},
		{"le lendemain du dernier jour", "postnatale", "accouchement_le", day, last + 1, false},
	};

	for (size_t i = 0; i < sizeof(situations) / sizeof(*situations); i++)
		situation_cas(sheet, acte, &situations[i]);
}

static void
raised_cas(struct sheet *sheet, const struct config_node *acte, day_t day, const char *more, int64_t bp)
{
	const struct profile who = profile_of(acte, NULL);
	char given[GIVEN_SIZE], all[GIVEN_SIZE + 60], wanted[WANTED_SIZE];
	int64_t own = bp_at(acte, "taux");

	given_of(&who, day, day_add_months(day, -360), given);
	snprintf(all, sizeof(all), "%s, %s", given, more);
	snprintf(wanted, sizeof(wanted), "taux_bp: %" PRId64, own < bp ? bp : own);
	sheet_cas(sheet, more, all, wanted);
}

void
bounds_maternite(struct book *book)
{
	const struct config_node *list = node_at(book->taux, "exonerations");
	const struct heading headings[] = {
		{"maternite", "Maternité, du premier au dernier jour", "2023-212 art. 5", "[R020]", "price", QUAND,
			"{assure_nom: ESSAI}"},
		{"exonerations", "Taux relevés", "2023-212 art. 5", "[R022, R224]", "price", QUAND,
			"{assure_nom: ESSAI}"},
	};
	day_t day = DAY_NONE;
	const struct config_node *acte = by_situation(book, &day);
	struct sheet sheet;
	char more[40];

	if (!acte)
		return;
	sheet = sheet_begin(book, &headings[0]);
	maternite(&sheet, acte, day);
	sheet_end(&sheet);
	sheet = sheet_begin(book, &headings[1]);
	raised_cas(&sheet, acte, day, "exoneration: 0", 0);
	for (size_t i = 0; i < config_count(list); i++) {
		const struct config_node *row = config_item(list, i);

		snprintf(more, sizeof(more), "exoneration: %.*s", TEXT_ARG(text_at(row, "code")));
		raised_cas(&sheet, acte, day, more, bp_at(row, "taux"));
	}
	raised_cas(&sheet, acte, day, "ame: oui", bp_at(node_at(book->taux, "ame"), "taux"));
	sheet_end(&sheet);
}
