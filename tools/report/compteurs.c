#include "compteurs.h"

#include "interpretations.h"
#include "page.h"

#include <stdio.h>
#include <string.h>

#define MOST 10000000 /* more than there are inhabitants: a slip of the hand */
#define PART "compteurs"
#define COMMON_YEAR 2001 /* any without 29 February */

static void
check_regles(const struct compteur *compteur, const struct config_node *node)
{
	for (size_t i = 0; i < compteur->regles.count; i++)
		if (!page_answers(PART, compteur->regles.at[i]))
			config_die(config_under(node, "regles"), "%.*s is no rule that a counter answers",
				TEXT_ARG(compteur->regles.at[i]));
}

static void
read_as(struct compteur *compteur, const struct interpretations *readings, const struct config_node *node)
{
	const struct interpretation *question = interpretations_find(readings, compteur->interpretation);

	if (!question)
		config_die(config_under(node, "interpretation"), "interpretations.yaml has no %.*s",
			TEXT_ARG(compteur->interpretation));
	for (size_t i = 0; i < question->permis_count; i++)
		if (text_equal(question->permis[i].cle, question->choix))
			compteur->lecture = question->permis[i].fr;
}

/* For the table of keys of a file of counters. */
static const char *
c_string(struct config *config, struct text text)
{
	char *copy = config_alloc(config, text.len + 1);

	memcpy(copy, text.at, text.len);
	return copy;
}

static struct compteur
load_compteur(struct config *config, const struct config_node *node,
	const struct interpretations *readings)
{
	struct entry {
		struct compteur compteur;
		struct text nom, source;
	} entry = {0};
	static const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct entry, nom), false, 1, 40, NULL},
		{"libelle", CONFIG_TEXT, offsetof(struct entry, compteur.libelle), false, 1, 80, NULL},
		{"regles", CONFIG_LIST, offsetof(struct entry, compteur.regles), false, 1, 8, NULL},
		{"interpretation", CONFIG_TEXT, offsetof(struct entry, compteur.interpretation), true, 1, 8,
			NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, compteur.article), false, 1, 80, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	check_regles(&entry.compteur, node);
	if (text_given(entry.compteur.interpretation))
		read_as(&entry.compteur, readings, node);
	entry.compteur.nom = c_string(config, entry.nom);
	return entry.compteur;
}

static bool
answered(const struct compteurs *compteurs, const char *regle)
{
	for (size_t i = 0; i < compteurs->count; i++)
		for (size_t k = 0; k < compteurs->at[i].regles.count; k++)
			if (text_is(compteurs->at[i].regles.at[k], regle))
				return true;
	return false;
}

static void
check_list(const struct compteurs *compteurs, const struct config_node *list)
{
	const char *const *regles = page_part(PART);

	for (size_t i = 0; i < compteurs->count; i++)
		for (size_t k = 0; k < i; k++)
			if (!strcmp(compteurs->at[i].nom, compteurs->at[k].nom))
				config_die_both(config_item(list, i), config_item(list, k), "two counters of one nom");
	for (; *regles; regles++)
		if (!answered(compteurs, *regles))
			config_die(list, "no counter answers %s any more", *regles);
}

static void
load_mrtc(struct compteurs *compteurs, const struct config_node *node)
{
	struct entry {
		int64_t mois, jour;
		struct text article, source;
	} entry = {0};
	static const struct config_key keys[] = {
		{"mois", CONFIG_INT, offsetof(struct entry, mois), false, 1, 12, NULL},
		{"jour", CONFIG_INT, offsetof(struct entry, jour), false, 1, 31, NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, article), false, 1, 80, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	compteurs->mrtc.mois = (int)entry.mois;
	compteurs->mrtc.jour = (int)entry.jour;
	compteurs->mrtc.article = entry.article;
	if (day_of(COMMON_YEAR, compteurs->mrtc.mois, compteurs->mrtc.jour) == DAY_NONE)
		config_die(node, "no day of every year");
}

void
compteurs_load(struct compteurs *compteurs, struct config *config, const char *dir,
	const struct config_node *list, const struct config_node *mrtc)
{
	struct interpretations readings;

	interpretations_load(&readings, dir);
	if (config_count(list) > COMPTEURS_MAX)
		config_die(list, "more than %d compteurs", COMPTEURS_MAX);
	for (compteurs->count = 0; compteurs->count < config_count(list); compteurs->count++)
		compteurs->at[compteurs->count] =
			load_compteur(config, config_item(list, compteurs->count), &readings);
	check_list(compteurs, list);
	load_mrtc(compteurs, mrtc);
}

static void
read_values(struct comptes *comptes, const struct compteurs *compteurs, const struct config_node *node)
{
	struct config_key keys[COMPTEURS_MAX + 1] = {{.name = NULL}};

	for (size_t i = 0; i < compteurs->count; i++)
		keys[i] = (struct config_key){compteurs->at[i].nom, CONFIG_INT, i * sizeof(int64_t), true, 0,
			MOST, NULL};
	config_bind(node, keys, comptes->values);
}

static void
read_file(struct comptes *comptes, const struct compteurs *compteurs, const char *file)
{
	struct root {
		int64_t annee;
		day_t rendu_le;
		const struct config_node *compteurs;
	} root = {.rendu_le = DAY_NONE};
	static const struct config_key keys[] = {
		{"annee", CONFIG_INT, offsetof(struct root, annee), false, 1900, 2999, NULL},
		{"mrtc_rendu_le", CONFIG_DATE, offsetof(struct root, rendu_le), true, 0, 0, NULL},
		{"compteurs", CONFIG_NODE, offsetof(struct root, compteurs), false, 0, 0, NULL},
		{.name = NULL},
	};
	const struct config_node *node = config_root(config_open(NULL, file));

	config_bind(node, keys, &root);
	if (root.annee != comptes->year)
		config_die(config_under(node, "annee"), "these are not the counters of %d, the year asked for",
			comptes->year);
	if (root.rendu_le != DAY_NONE && root.rendu_le < day_of(comptes->year, 1, 1))
		config_die(config_under(node, "mrtc_rendu_le"), "the report was given before its year");
	comptes->mrtc_rendu_le = root.rendu_le;
	read_values(comptes, compteurs, root.compteurs);
}

void
comptes_read(struct comptes *comptes, const struct compteurs *compteurs, const char *file, int year)
{
	const char *name = file ? strrchr(file, '/') : NULL;

	*comptes = (struct comptes){.year = year, .mrtc_rendu_le = DAY_NONE, .as_of = DAY_NONE};
	for (size_t i = 0; i < COMPTEURS_MAX; i++)
		comptes->values[i] = NOT_GIVEN;
	if (!file)
		return;
	snprintf(comptes->fichier, sizeof(comptes->fichier), "%s", name ? name + 1 : file);
	read_file(comptes, compteurs, file);
}
