/*
 * comptes - the counters given by hand, on the page
 *
 * The MRTC report of a year is due by a day of it (art. 18): whether it was given in time, or how long
 * there is, as seen from the day of the page.
 */
#include "compteurs.h"

#include "title.h"

#include <inttypes.h>
#include <stdio.h>

#define ARTICLE 24 /* characters: "2023-212 art. 11, 18" */

static day_t
due(const struct comptes *comptes, const struct compteurs *compteurs)
{
	return day_of(comptes->year, compteurs->mrtc.mois, compteurs->mrtc.jour);
}

static const char *
etat(const struct comptes *comptes, day_t due)
{
	if (comptes->mrtc_rendu_le != DAY_NONE)
		return comptes->mrtc_rendu_le <= due ? "rendu" : "rendu-en-retard";
	return comptes->as_of <= due ? "attendu" : "en-retard";
}

static const char *
french(day_t day, char buf[DAY_SIZE])
{
	struct civil c = day_civil(day);

	snprintf(buf, DAY_SIZE, "%02u/%02u/%04u", (unsigned)c.day % 100, (unsigned)c.month % 100,
		(unsigned)c.year % 10000);
	return buf;
}

static void
write_mrtc(struct buffer *out, const struct comptes *comptes, const struct compteurs *compteurs)
{
	day_t last = due(comptes, compteurs), given = comptes->mrtc_rendu_le;
	int days = last - comptes->as_of;
	char line[256], until[DAY_SIZE], on[DAY_SIZE];

	french(last, until);
	if (given != DAY_NONE)
		snprintf(line, sizeof(line), "rendu le %s%s", french(given, on),
			given <= last ? ", à temps" : ", en retard");
	else if (days >= 0)
		snprintf(line, sizeof(line), "remise non donnée, il reste %d jour%s", days, days > 1 ? "s" : "");
	else
		snprintf(line, sizeof(line), "remise non donnée, %d jour%s de retard", -days,
			days < -1 ? "s" : "");
	columns_put(out, "  Bilan MRTC à rendre jusqu'au ");
	columns_put(out, until);
	columns_put(out, " (");
	buffer_add(out, compteurs->mrtc.article.at, compteurs->mrtc.article.len);
	columns_put(out, ") : ");
	columns_put(out, line);
	columns_put(out, "\n");
}

static void
write_row(struct buffer *out, const struct compteur *compteur, int64_t value)
{
	char text[256];

	snprintf(text, sizeof(text), "%.*s%s%.*s", TEXT_ARG(compteur->libelle),
		text_given(compteur->interpretation) ? ", " : "", TEXT_ARG(compteur->interpretation));
	columns_put(out, "  ");
	columns_left(out, text, WIDE - 2);
	if (value == NOT_GIVEN)
		columns_right(out, "non donné", COUNT);
	else
		columns_count(out, value, COUNT);
	snprintf(text, sizeof(text), "%.*s", TEXT_ARG(compteur->article));
	columns_right(out, text, ARTICLE);
	if (value != NOT_GIVEN)
		columns_right(out, "à la main", EUROS);
	columns_put(out, "\n");
}

/* Whom each question of interpretations.yaml leaves to be counted, once. */
static void
write_lectures(struct buffer *out, const struct compteurs *compteurs)
{
	struct text last = TEXT_ABSENT;

	for (size_t i = 0; i < compteurs->count; i++) {
		const struct compteur *c = &compteurs->at[i];

		if (!text_given(c->interpretation) || text_equal(c->interpretation, last))
			continue;
		last = c->interpretation;
		columns_put(out, "  ");
		buffer_add(out, last.at, last.len);
		columns_put(out, " : ");
		buffer_add(out, c->lecture.at, c->lecture.len);
		columns_put(out, "\n");
	}
}

void
comptes_text(struct buffer *out, const struct comptes *comptes, const struct compteurs *compteurs)
{
	columns_put(out, "\nCompteurs du service (art. 11 à 18 ; ");
	columns_put(out, *comptes->fichier ? "donnés à la main, fichier " : "aucun fichier : --counters");
	columns_put(out, comptes->fichier);
	columns_put(out, ")\n");
	for (size_t i = 0; i < compteurs->count; i++)
		write_row(out, &compteurs->at[i], comptes->values[i]);
	write_lectures(out, compteurs);
	write_mrtc(out, comptes, compteurs);
}

static void
json_compteur(struct json *json, const struct compteur *compteur, int64_t value)
{
	json_open(json, '{');
	json_pair_text(json, "nom", text_of(compteur->nom));
	json_pair_text(json, "libelle", compteur->libelle);
	json_pair_text(json, "article", compteur->article);
	json_key(json, "regles");
	json_open(json, '[');
	for (size_t i = 0; i < compteur->regles.count; i++)
		json_text(json, compteur->regles.at[i]);
	json_close(json, ']');
	json_pair_text(json, "interpretation", compteur->interpretation);
	json_pair_text(json, "lecture", compteur->lecture);
	json_key(json, "valeur");
	if (value == NOT_GIVEN)
		json_nil(json);
	else
		json_int(json, value);
	json_pair_text(json, "origine", value == NOT_GIVEN ? TEXT_ABSENT : TEXT("main"));
	json_close(json, '}');
}

void
comptes_json(struct json *json, const struct comptes *comptes, const struct compteurs *compteurs)
{
	day_t last = due(comptes, compteurs);
	char day[DAY_SIZE];

	json_pair_text(json, "compteurs_fichier",
		*comptes->fichier ? text_of(comptes->fichier) : TEXT_ABSENT);
	json_key(json, "compteurs");
	json_open(json, '[');
	for (size_t i = 0; i < compteurs->count; i++)
		json_compteur(json, &compteurs->at[i], comptes->values[i]);
	json_close(json, ']');
	json_key(json, "bilan_mrtc");
	json_open(json, '{');
	json_pair_text(json, "article", compteurs->mrtc.article);
	json_pair_text(json, "a_rendre_jusqu_au", text_of(day_format(last, day)));
	json_pair_text(json, "rendu_le", comptes->mrtc_rendu_le == DAY_NONE ? TEXT_ABSENT
		: text_of(day_format(comptes->mrtc_rendu_le, day)));
	json_pair_text(json, "etat", text_of(etat(comptes, last)));
	json_close(json, '}');
}
