/* Conventions, sites, rights, delays of sending: the eve, the day, the day after. */
#include "bounds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TITRE_SIZE 200
#define QUAND day_of(2026, 3, 31)

/* ---- Conventions, looked through from the first to the last */

/* Its last day, DAY_NONE: it is renewed. A notice ends it before (art. 20). */
day_t
convention_end(const struct config_node *convention)
{
	day_t du = day_at(convention, "du"), au = day_at(convention, "au");
	day_t given_up = day_at(convention, "denoncee_le"), ended;

	if (au == DAY_NONE && !node_at(convention, "reconduction_annees"))
		au = day_add_months(du, 12 * (int)int_at(convention, "duree_annees", 0)) - 1;
	if (given_up == DAY_NONE)
		return au;
	ended = day_add_months(given_up, (int)int_at(convention, "preavis_mois", 0));
	return au == DAY_NONE || ended < au ? ended : au;
}

const struct config_node *
convention_at(const struct book *book, struct text activite, day_t day)
{
	for (size_t i = 0; i < config_count(book->conventions); i++) {
		const struct config_node *row = config_item(book->conventions, i);
		day_t du = day_at(row, "du"), end = du == DAY_NONE ? DAY_NONE : convention_end(row);

		if (lists_at(row, "activites", activite) && du != DAY_NONE && du <= day
			&& (end == DAY_NONE || day <= end))
			return row;
	}
	return NULL;
}

/* A year into the newest convention of the PMI, on the 15th: away from all of its bounds. */
struct ordinary
ordinary(const struct book *book)
{
	struct ordinary ord = {.day = QUAND};
	struct civil c;

	for (size_t i = 0; i < config_count(book->conventions) && !ord.convention; i++)
		if (lists_at(config_item(book->conventions, i), "activites", TEXT("pmi"))
			&& text_is(text_at(config_item(book->conventions, i), "regles"), "oui"))
			ord.convention = config_item(book->conventions, i);
	if (ord.convention && day_at(ord.convention, "du") != DAY_NONE) {
		c = day_civil(day_add_months(day_at(ord.convention, "du"), 12));
		ord.day = day_of(c.year, c.month, 15);
	}
	ord.site = config_pair_key(book->sites, 0);
	ord.organisme = text_at(config_item(book->affiliations, 0), "prefixe");
	ord.convention_id = ord.convention ? text_at(ord.convention, "id") : TEXT("");
	snprintf(ord.commun, sizeof(ord.commun), "{activite: pmi, site: %.*s, organisme: \"%.*s%.*s\", "
		"droits_du: 1990-01-01, droits_au: 2099-12-31, executant_profession: medecin, acte_code: G}",
		TEXT_ARG(ord.site), TEXT_ARG(ord.organisme), 9 - (int)ord.organisme.len, "0000");
	return ord;
}

static void
convention_expected(const struct book *book, struct text activite, day_t day, bool listed,
	char wanted[WANTED_SIZE])
{
	const struct config_node *row = convention_at(book, activite, day);
	bool rules = row && text_is(text_at(row, "regles"), "oui");

	if (rules && !listed)
		snprintf(wanted, WANTED_SIZE, "motifs: [site-unlisted]");
	else if (rules)
		snprintf(wanted, WANTED_SIZE, "convention: \"%.*s\"", TEXT_ARG(text_at(row, "id")));
	else
		snprintf(wanted, WANTED_SIZE, "statut: hold, motifs: [%s]",
			row ? "convention-earlier" : "convention-none");
}

static void
dated_cas(struct sheet *sheet, struct text activite, struct text site, day_t day, const char *titre)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE], all[TITRE_SIZE], d[DAY_SIZE], b[DAY_SIZE];
	bool listed = text_is(activite, "pegase");

	for (size_t i = 0; i < config_pairs(sheet->book->sites); i++)
		listed |= text_equal(config_pair_key(sheet->book->sites, i), site)
			&& in_force(config_pair_value(sheet->book->sites, i), day);
	snprintf(given, sizeof(given), "activite: %.*s, site: %.*s, date_soins: %s, assure_naissance: %s",
		TEXT_ARG(activite), TEXT_ARG(site), day_format(day, d),
		day_format(day_add_months(day, -36), b));
	convention_expected(sheet->book, activite, day, listed, wanted);
	snprintf(all, sizeof(all), "%.*s, %.*s, %s %s", TEXT_ARG(activite), TEXT_ARG(site), d, titre);
	sheet_cas(sheet, all, given, wanted);
}

static void
around(struct sheet *sheet, struct text activite, struct text site, day_t du, day_t last)
{
	if (du != DAY_NONE) {
		dated_cas(sheet, activite, site, du - 1, "la veille");
		dated_cas(sheet, activite, site, du, "le premier jour");
		dated_cas(sheet, activite, site, du + 1, "le lendemain");
	}
	if (last != DAY_NONE) {
		dated_cas(sheet, activite, site, last, "le dernier jour");
		dated_cas(sheet, activite, site, last + 1, "le lendemain du dernier jour");
	}
}

static void
conventions(struct book *book, const struct ordinary *ord)
{
	const struct heading heading = {"conventions", "Quelle convention, à ses premiers et derniers jours",
		"2023-212 art. 19, 20; 2026-49 art. 3", "[R108, R109, R111, R147, R157, R159, R174]", "check-eligibility", QUAND,
		ord->commun};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->conventions); i++) {
		const struct config_node *row = config_item(book->conventions, i), *of = node_at(row, "activites");
		day_t du = day_at(row, "du");

		if (du != DAY_NONE && !config_is_list(of))
			around(&sheet, config_scalar(of), ord->site, du, convention_end(row));
		for (size_t a = 0; du != DAY_NONE && config_is_list(of) && a < config_count(of); a++)
			around(&sheet, config_scalar(config_item(of, a)), ord->site, du, convention_end(row));
	}
	sheet_end(&sheet);
}

static void
sites(struct book *book, const struct ordinary *ord)
{
	const struct heading heading = {"sites", "Sites, à leurs premiers et derniers jours",
		"2023-212 art. 2, annexe 1", "[R009]", "check-eligibility", QUAND, ord->commun};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_pairs(book->sites); i++) {
		const struct config_node *row = config_pair_value(book->sites, i);

		around(&sheet, TEXT("pmi"), config_pair_key(book->sites, i), day_at(row, "du"),
			day_at(row, "au"));
	}
	dated_cas(&sheet, TEXT("pmi"), TEXT("nulle-part"), ord->day, "hors de la liste");
	sheet_end(&sheet);
}

/* ---- Rights: they are of the act, not of the book, and their bounds are its own */

static void
droits_cas(struct sheet *sheet, const struct ordinary *ord, const char *champ, int days, const char *titre)
{
	bool closed = !strcmp(champ, "droits_du") ? days > 0 : days < 0;
	char given[GIVEN_SIZE], d[DAY_SIZE], b[DAY_SIZE], bound[DAY_SIZE];

	snprintf(given, sizeof(given), "date_soins: %s, assure_naissance: %s, %s: %s", day_format(ord->day, d),
		day_format(day_add_months(ord->day, -36), b), champ, day_format(ord->day + days, bound));
	sheet_cas(sheet, titre, given,
		closed ? "statut: hold, motifs: [droits-closed]" : "statut: accepted");
}

static void
droits(struct book *book, const struct ordinary *ord)
{
	const struct heading heading = {"droits", "Droits, à leurs premiers et derniers jours",
		"2023-212 art. 3", "[R016]", "check-eligibility", QUAND, ord->commun};
	struct sheet sheet = sheet_begin(book, &heading);

	droits_cas(&sheet, ord, "droits_du", 1, "la veille de l'ouverture");
	droits_cas(&sheet, ord, "droits_du", 0, "le jour de l'ouverture");
	droits_cas(&sheet, ord, "droits_au", 0, "le dernier jour");
	droits_cas(&sheet, ord, "droits_au", -1, "le lendemain de la fin");
	sheet_end(&sheet);
}

/* ---- Sending. Working days are counted here: the fixed holidays of the months that are used. */

static bool
works(day_t day)
{
	static const int fixed[][2] = {{1, 1}, {11, 1}, {11, 11}, {12, 25}};
	struct civil c = day_civil(day);

	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (c.month == fixed[i][0] && c.day == fixed[i][1])
			return false;
	return (day % 7 + 7 + 3) % 7 < 5; /* 1970-01-01 was a Thursday: Monday is 0 */
}

static day_t
last_working(day_t day, int64_t working)
{
	while (working > 0)
		working -= works(++day);
	return day;
}

static void
sent_cas(struct sheet *sheet, day_t soins, day_t sent)
{
	int64_t days = int_at(sheet->book->envoi, "jours", 0);
	day_t last = last_working(soins, int_at(sheet->book->envoi, "jours_ouvres", 0));
	char given[GIVEN_SIZE], titre[TITRE_SIZE], d[DAY_SIZE], s[DAY_SIZE];
	const char *wanted = "avis: []";

	if (sent - soins > days)
		wanted = sent > last ? "avis: [envoi-8-jours-ouvres]" : "avis: [envoi-8-jours]";
	snprintf(given, sizeof(given), "date_soins: %s", day_format(soins, d));
	snprintf(titre, sizeof(titre), "soins du %s, envoyés le %s", d, day_format(sent, s));
	sheet_cas_on(sheet, sent, titre, given, wanted);
}

/* From an ordinary week, and over the end of a year. */
static void
envoi(struct book *book, const struct ordinary *ord)
{
	char commun[GIVEN_SIZE];
	const struct heading heading = {"envoi", "Envoi, au jour près", "2023-212 annexe 1.2 art. 5",
		"[R120]", "route-to-cpam", QUAND, commun};
	int year = day_civil(ord->day).year;
	const day_t from[] = {day_of(year, 10, 5), day_of(year, 11, 6), day_of(year, 12, 24)};
	struct sheet sheet;

	snprintf(commun, sizeof(commun), "{activite: pmi, site: %.*s, organisme: \"%.*s%.*s\", convention: "
		"\"%.*s\", acte_code: G}", TEXT_ARG(ord->site), TEXT_ARG(ord->organisme),
		9 - (int)ord->organisme.len, "0000", TEXT_ARG(ord->convention_id));
	sheet = sheet_begin(book, &heading);
	for (size_t i = 0; i < sizeof(from) / sizeof(*from); i++) {
		day_t calendar = from[i] + (day_t)int_at(book->envoi, "jours", 0);
		day_t working = last_working(from[i], int_at(book->envoi, "jours_ouvres", 0));

		sent_cas(&sheet, from[i], calendar);
		sent_cas(&sheet, from[i], calendar + 1);
		sent_cas(&sheet, from[i], working);
		sent_cas(&sheet, from[i], working + 1);
	}
	sheet_end(&sheet);
}

void
bounds_dates(struct book *book)
{
	const struct ordinary ord = ordinary(book);

	conventions(book, &ord);
	sites(book, &ord);
	droits(book, &ord);
	envoi(book, &ord);
}
