/*
 * letter_rules - the rules of the letter: what each looked at and found, with the rows of the rule book
 */
#include "letter.h"

#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX ((size_t)1 << 20) /* as lib/config.h says */
#define ENTRY_LINES 30             /* an entry of a rule book is no longer */

/* ---- The mark of a row */

static const char *
line_at(const char *at, const char *end, int64_t line)
{
	while (at < end && --line) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		at = newline ? newline + 1 : end;
	}
	return at;
}

/* `source: "[…]`: the row's own, on its line or behind it. */
static struct text
mark_in(const char *at, const char *end)
{
	const char *stop = line_at(at, end, ENTRY_LINES);
	const char *source = memmem(at, (size_t)(stop - at), "source: \"[", 10);
	const char *close = source ? memchr(source, ']', (size_t)(end - source)) : NULL;

	return close ? (struct text){source + 9, (size_t)(close + 1 - source - 9)} : TEXT_ABSENT;
}

struct text
letter_mark(const struct why *why, struct text where)
{
	const char *colon = where.len ? memrchr(where.at, ':', where.len) : NULL;
	struct text mark = TEXT_ABSENT;
	char path[1024], *bytes;
	int64_t line;
	size_t len;

	if (!colon || !text_to_int((struct text){colon + 1, (size_t)(where.at + where.len - colon - 1)}, 1,
			INT32_MAX, &line))
		return mark;
	if (snprintf(path, sizeof(path), "%s/%.*s", why->book.dir, (int)(colon - where.at), where.at)
		>= (int)sizeof(path))
		return mark;
	bytes = file_read(path, FILE_MAX, &len);
	if (len <= FILE_MAX)
		mark = keep(why->arena, mark_in(line_at(bytes, bytes + len, line), bytes + len));
	free(bytes);
	return mark;
}

/* ---- The table */

static const char *
result_of(const struct looked *looked)
{
	if (!looked->motif_count)
		return "suivie";
	return text_is(looked->motifs[0].niveau, "avis") ? "avis" : "opposée";
}

static void
put_inputs(const struct letter *letter, const struct looked *looked)
{
	char inputs[SAY_LIST], where[256];

	say_values(letter->why, looked->entrees, looked->entree_count, inputs);
	html_text(letter->out, text_of(inputs));
	for (unsigned i = 0; i < looked->pris_count; i++) {
		struct text mark = letter_mark(letter->why, looked->pris[i]);

		snprintf(where, sizeof(where), "%.*s%s%.*s", TEXT_ARG(looked->pris[i]),
			mark.at ? " " : "", TEXT_ARG(mark));
		html_element(letter->out, "div", "taken", text_of(where));
	}
}

static void
put_motif(const struct letter *letter, const struct raised *raised)
{
	struct text sentence = say_motif(letter->why, motif_find(&letter->why->book.motifs, raised->code));

	output_print(letter->out, "<br>");
	html_element(letter->out, "b", NULL, raised->code);
	output_print(letter->out, " : ");
	html_text(letter->out, sentence);
}

static void
put_rule(const struct letter *letter, const struct looked *looked)
{
	char article[256];

	output_print(letter->out, "<tr%s>", looked->motif_count ? " class=\"raised\"" : "");
	html_element(letter->out, "td", "id", looked->regle);
	html_element(letter->out, "td", "article", text_of(say_article(letter->why, looked, article)));
	output_print(letter->out, "<td>");
	html_text(letter->out, say_regle(letter->why, looked->regle));
	for (unsigned i = 0; i < looked->motif_count; i++)
		put_motif(letter, &looked->motifs[i]);
	output_print(letter->out, "</td><td class=\"inputs\">");
	put_inputs(letter, looked);
	output_print(letter->out, "</td><td>%s</td></tr>\n", result_of(looked));
}

/* A motif that no rule has claimed. */
static void
put_loose(const struct letter *letter, const struct raised *raised)
{
	const struct motif *motif = motif_find(&letter->why->book.motifs, raised->code);

	output_print(letter->out, "<tr class=\"raised\"><td></td>");
	html_element(letter->out, "td", "article", motif ? motif->article : TEXT_ABSENT);
	output_print(letter->out, "<td>");
	html_element(letter->out, "b", NULL, raised->code);
	output_print(letter->out, " : ");
	html_text(letter->out, say_motif(letter->why, motif));
	output_print(letter->out, "</td><td class=\"inputs\">");
	html_text(letter->out, raised->champ);
	output_print(letter->out, "</td><td>%s</td></tr>\n",
		text_is(raised->niveau, "avis") ? "avis" : "opposé");
}

/* emit's own refusal is not in a trace. */
static void
put_of_emit(const struct letter *letter)
{
	struct record_defect found[DEFECTS_MAX];
	unsigned count = record_defects(&letter->acte->record, F_MOTIFS, found, DEFECTS_MAX);

	if (letter->acte->seen.billed || (letter->acte->replayed && !text_is(letter->acte->seen.etape, "emit")))
		return;
	for (unsigned i = 0; i < count; i++)
		put_loose(letter, &(struct raised){found[i].code, found[i].champ, TEXT("reject")});
}

/* The nth rule of the act, whatever its stage, NULL behind the last one. */
static const struct looked *
nth_rule(const struct acte *acte, unsigned n)
{
	for (unsigned i = 0; i < acte->line_count; i++) {
		if (n < acte->lines[i]->regle_count)
			return &acte->lines[i]->regles[n];
		n -= acte->lines[i]->regle_count;
	}
	return NULL;
}

static bool
was_listed(const struct acte *acte, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (text_equal(nth_rule(acte, i)->condition, nth_rule(acte, n)->condition))
			return true;
	return false;
}

/* A condition that the act does not meet, with the rules that ask for it. */
static void
put_unmet(const struct letter *letter, unsigned n)
{
	struct text condition = nth_rule(letter->acte, n)->condition;
	char list[SAY_LIST] = "", id[16];
	const struct looked *looked;

	for (; (looked = nth_rule(letter->acte, n)); n++)
		if (text_equal(looked->condition, condition)) {
			snprintf(id, sizeof(id), "%.*s", TEXT_ARG(looked->regle));
			list_add(list, ", ", id);
		}
	output_print(letter->out, "<li><b>%s</b> : seulement si ", list);
	html_text(letter->out, say_condition(letter->why, condition));
	output_print(letter->out, "</li>\n");
}

void
letter_rules(const struct letter *letter)
{
	const struct acte *acte = letter->acte;

	output_print(letter->out, "<h2>Annexe : les règles examinées</h2>\n<table class=\"rules\"><thead><tr><th>Règle</th>"
		"<th>Article</th><th>Énoncé</th><th>Éléments examinés</th><th>Résultat</th></tr></thead>"
		"<tbody>\n");
	for (unsigned i = 0; i < acte->line_count; i++) {
		const struct explained *line = acte->lines[i];

		for (unsigned j = 0; j < line->regle_count; j++)
			if (!line->regles[j].condition.at)
				put_rule(letter, &line->regles[j]);
		for (unsigned j = 0; j < line->motif_count; j++)
			put_loose(letter, &line->motifs[j]);
	}
	put_of_emit(letter);
	output_print(letter->out, "</tbody></table>\n");
	output_print(letter->out, "<h2>Annexe : les règles qui ne concernent pas cet acte</h2>\n<ul class=\"unmet\">\n");
	for (unsigned n = 0; nth_rule(acte, n); n++)
		if (nth_rule(acte, n)->condition.at && !was_listed(acte, n))
			put_unmet(letter, n);
	output_print(letter->out, "</ul>\n");
}
