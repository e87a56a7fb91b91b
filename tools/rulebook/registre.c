/*
 * registre - pmi-rulebook extract traitements: one line a field that leaves, with the rules that look at it
 *
 * Fields and documents are those of traitements.yaml, which scripts/check-house holds against the code; who is
 * named by a field is said by field.h; the rules, and the state of each, by regles.yaml.
 */
#include <stdio.h>

#include "cites.h"
#include "columns.h"
#include "extract.h"
#include "log.h"
#include "traitements.h"

#define RULES_SIZE 512

CITES("R119"); /* annexe 1.2 art. 4: what is declared of the files */

static bool
looks_at(const struct regle *regle, enum field field)
{
	for (unsigned i = 0; i < regle->champ_count; i++)
		if (regle->champs[i] == field)
			return true;
	return false;
}

/* "R016 R038": the rules that a program sees to and that look at the field. */
static const char *
rules_of(const struct regles *regles, enum field field, char out[RULES_SIZE])
{
	size_t at = 0;

	*out = '\0';
	for (size_t i = 0; i < regles->count && at + 8 < RULES_SIZE; i++)
		if (regle_tenue(&regles->at[i]) && looks_at(&regles->at[i], field))
			at += (size_t)snprintf(out + at, RULES_SIZE - at, "%s%.*s", at ? " " : "",
				TEXT_ARG(regles->at[i].id));
	return out;
}

static const char *
who(enum field field)
{
	switch (field) {
	case F_EXECUTANT_NOM:
	case F_EXECUTANT_PRENOM:
	case F_EXECUTANT_RPPS:
	case F_DELEGUE_NOM:
	case F_DELEGUE_RPPS:
		return "professionnel";
	default:
		return field_infos[field].who == FIELD_PERSON ? "patient" : "";
	}
}

static struct text
joined(const struct config_list *list, char out[RULES_SIZE])
{
	size_t at = 0;

	*out = '\0';
	for (size_t i = 0; i < list->count && at < RULES_SIZE; i++)
		at += (size_t)snprintf(out + at, RULES_SIZE - at, "%s%.*s", i ? " " : "", TEXT_ARG(list->at[i]));
	return text_of(*out ? out : "aucun");
}

/* ---- Three forms */

static void
put_text(struct buffer *out, const struct traitements *all, const struct traitement *t)
{
	char line[1024], list[RULES_SIZE];

	snprintf(line, sizeof(line), "\n%.*s : %.*s\n  destinataires  %.*s\n  forme          %s\n", TEXT_ARG(t->key),
		TEXT_ARG(t->finalite), TEXT_ARG(joined(&t->destinataires, list)), forme_name(t->forme));
	columns_put(out, line);
	snprintf(line, sizeof(line), "  fondement      %.*s\n  convention     %.*s\n  conservation   %.*s\n",
		TEXT_ARG(t->base), TEXT_ARG(t->article), TEXT_ARG(t->conservation));
	columns_put(out, line);
	for (unsigned i = 0; i < t->champ_count; i++) {
		columns_put(out, "    ");
		columns_left(out, field_infos[t->champs[i]].name, 24);
		columns_left(out, who(t->champs[i]), 15);
		columns_put(out, rules_of(&all->regles, t->champs[i], list));
		while (out->len && out->at[out->len - 1] == ' ')
			out->len--;
		columns_put(out, "\n");
	}
}

static void
put_csv(struct buffer *out, const struct traitements *all, const struct traitement *t)
{
	char list[RULES_SIZE];

	for (unsigned i = 0; i < t->champ_count; i++) {
		csv_cell(out, t->key, ";");
		csv_cell(out, t->finalite, ";");
		csv_cell(out, joined(&t->destinataires, list), ";");
		csv_cell(out, text_of(forme_name(t->forme)), ";");
		csv_cell(out, text_of(field_infos[t->champs[i]].name), ";");
		csv_cell(out, text_of(who(t->champs[i])), ";");
		csv_cell(out, text_of(rules_of(&all->regles, t->champs[i], list)), ";");
		csv_cell(out, t->base, ";");
		csv_cell(out, t->article, ";");
		csv_cell(out, t->conservation, "\n");
	}
}

static void
put_champs_json(struct json *json, const struct traitements *all, const struct traitement *t)
{
	char list[RULES_SIZE];

	json_key(json, "champs");
	json_open(json, '[');
	for (unsigned i = 0; i < t->champ_count; i++) {
		json_open(json, '{');
		json_pair_text(json, "champ", text_of(field_infos[t->champs[i]].name));
		json_key(json, "personne");
		json_text(json, *who(t->champs[i]) ? text_of(who(t->champs[i])) : TEXT_ABSENT);
		json_pair_text(json, "regles", text_of(rules_of(&all->regles, t->champs[i], list)));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_json(struct buffer *out, const struct traitements *all, const struct traitement *t)
{
	const struct {
		const char *key;
		struct text value;
	} texts[] = {{"traitement", t->key}, {"finalite", t->finalite}, {"forme", text_of(forme_name(t->forme))},
		{"base", t->base}, {"article", t->article}, {"conservation", t->conservation}};
	struct json json = {.out = out};

	json_open(&json, '{');
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		json_pair_text(&json, texts[i].key, texts[i].value);
	}
	json_key(&json, "destinataires");
	json_open(&json, '[');
	for (size_t i = 0; i < t->destinataires.count; i++)
		json_text(&json, t->destinataires.at[i]);
	json_close(&json, ']');
	put_champs_json(&json, all, t);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}

int
extract_traitements(const struct request *request, day_t at)
{
	struct traitements all;
	struct rulebook book;
	struct buffer out = {0};
	char line[512], day[DAY_SIZE];

	traitements_load(&all, request->options->config);
	rulebook_identify(&book, request->options->config);
	if (request->csv) {
		columns_put(&out, "traitement;finalite;destinataires;forme;champ;personne;regles;base;article;conservation\n");
	} else if (!request->options->json) {
		snprintf(line, sizeof(line), "Extrait du registre des traitements, au %s (RGPD art. 30 ; 2023-212 annexe 1.2 "
			"art. 4). Livre %.*s %.12s\n", day_fr(at, day), TEXT_ARG(book.name), book.hash);
		columns_put(&out, line);
	}
	for (size_t i = 0; i < all.count; i++)
		if (traitement_in_force(&all.at[i], at))
			(request->csv ? put_csv : request->options->json ? put_json : put_text)(&out, &all, &all.at[i]);
	put_out(&out);
	buffer_free(&out);
	return EX_OK;
}
