/*
 * letter_limits - what the letter cannot vouch for: values that are invented, what was not done again
 */
#include "letter.h"

#include <stdio.h>

static bool
is_invented(struct text source)
{
	return text_starts(source, "[invented");
}

static void
put_item(const struct letter *letter, const char *sentence)
{
	html_element(letter->out, "li", NULL, text_of(sentence));
}

/* Said once, though several rules took the row. */
static bool
was_taken(const struct acte *acte, unsigned line, unsigned rule, struct text where)
{
	for (unsigned i = 0; i <= line; i++)
		for (unsigned j = 0; j < (i < line ? acte->lines[i]->regle_count : rule); j++)
			for (unsigned k = 0; k < acte->lines[i]->regles[j].pris_count; k++)
				if (text_equal(acte->lines[i]->regles[j].pris[k], where))
					return true;
	return false;
}

/* The rows that a rule took and that are invented. Of the convention, what is says its own sentence. */
static void
put_taken_marks(const struct letter *letter, unsigned line, unsigned rule)
{
	const struct looked *looked = &letter->acte->lines[line]->regles[rule];

	for (unsigned i = 0; i < looked->pris_count; i++) {
		struct text where = looked->pris[i];
		char sentence[200];

		if (!is_invented(letter_mark(letter->why, where)) || text_starts(where, "conventions.yaml")
			|| was_taken(letter->acte, line, rule, where))
			continue;
		snprintf(sentence, sizeof(sentence), "Valeur supposée dans le livre de règles : %.*s (règle %.*s). "
			"À remplacer avant envoi.", TEXT_ARG(where), TEXT_ARG(looked->regle));
		put_item(letter, sentence);
	}
}

static void
put_marks(const struct letter *letter)
{
	if (letter->convention && is_invented(letter->convention->source))
		put_item(letter, "Valeur supposée dans le livre de règles : la date de signature de la convention. "
			"À remplacer avant envoi.");
	if (letter->payeur && is_invented(letter->payeur->source))
		put_item(letter, "Valeur supposée dans le livre de règles : l'adresse du destinataire. À vérifier "
			"avant envoi.");
	for (unsigned i = 0; i < letter->acte->line_count; i++)
		for (unsigned j = 0; j < letter->acte->lines[i]->regle_count; j++)
			put_taken_marks(letter, i, j);
}

/* In a letter, without the words of who runs programs. */
static const char *const limits[LIMIT_COUNT] = {
	[LIMIT_INGEST] = "La lecture du fichier source n'a pas été refaite pour cette lettre.",
	[LIMIT_ANONYME] = "L'acte est anonyme (art. 10.3) : ce qui disait la personne a été effacé. Ce qui a été "
		"examiné avant l'effacement ne l'a pas été de nouveau ; les montants sont ceux qui furent "
		"enregistrés.",
	[LIMIT_RECORD] = "L'enregistrement reçu n'a pas été conservé : les règles n'ont pas été appliquées de "
		"nouveau.",
	[LIMIT_EMIT] = "Les contrôles de doublon et d'historique, faits au jour de l'émission, n'ont pas été "
		"refaits.",
};

void
letter_limits(const struct letter *letter)
{
	output_print(letter->out, "<div class=\"close\"><div>\n<h2>Réserves</h2>\n<ul class=\"small\">\n");
	put_marks(letter);
	for (enum limit limit = LIMIT_INGEST; limit < LIMIT_COUNT; limit++)
		if (letter->acte->limits[limit])
			put_item(letter, limits[limit]);
	put_item(letter, "Les énoncés des règles sont des résumés : le texte de la convention fait foi.");
	output_print(letter->out, "</ul>\n</div><div class=\"sign\">Nom, qualité et signature</div></div>\n");
}
