#include "columns.h"
#include "show.h"

#include <stdio.h>
#include <string.h>

#define WIDTH 100

/* A paragraph under an indent, cut at blanks. */
struct lines {
	struct buffer *out;
	size_t indent, at; /* the column reached; 0: a line begins */
};

static void
put_word(struct lines *lines, struct text word)
{
	char copy[512];

	snprintf(copy, sizeof(copy), "%.*s", TEXT_ARG(word));
	if (lines->at > lines->indent && lines->at + 1 + columns_width(copy) > WIDTH) {
		columns_put(lines->out, "\n");
		lines->at = 0;
	}
	if (!lines->at) {
		for (; lines->at < lines->indent; lines->at++)
			columns_put(lines->out, " ");
	} else {
		columns_put(lines->out, " ");
		lines->at++;
	}
	columns_put(lines->out, copy);
	lines->at += columns_width(copy);
}

static void
put_words(struct lines *lines, struct text text)
{
	while (text.len) {
		const char *blank = memchr(text.at, ' ', text.len);
		size_t len = blank ? (size_t)(blank - text.at) : text.len;

		if (len)
			put_word(lines, (struct text){text.at, len});
		len += blank != NULL;
		text = (struct text){text.at + len, text.len - len};
	}
}

static void
end_line(struct lines *lines)
{
	if (lines->at)
		columns_put(lines->out, "\n");
	lines->at = 0;
}

/* ---- Values */

/* "22/12/2024" of a date, "30,00 €" of an amount, the value itself of anything else. */
static const char *
in_french(struct text key, struct text value, char *into, size_t room)
{
	if (day_parse(value) != DAY_NONE)
		snprintf(into, room, "%.2s/%.2s/%.4s", value.at + 8, value.at + 5, value.at);
	else if (text_is(key, "euros"))
		snprintf(into, room, "%.*s €", TEXT_ARG(value));
	else
		snprintf(into, room, "%.*s", TEXT_ARG(value));
	for (char *dot = text_is(key, "euros") ? strchr(into, '.') : NULL; dot; dot = NULL)
		*dot = ',';
	return into;
}

static bool
is_apart(const struct entry *e, size_t i)
{
	static const char *const keys[] = {"libelle", "nom", "denomination", "article", "source", "texte"};
	struct text key = e->values[i].key;

	if (i == 0 && text_equal(e->values[i].text, e->code))
		return true;
	for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++)
		if (text_is(key, keys[k]))
			return true;
	return key.len > 7 && (!memcmp(key.at + key.len - 7, ".source", 7)
		|| (key.len > 8 && !memcmp(key.at + key.len - 8, ".article", 8)));
}

static void
put_values(struct lines *lines, const struct entry *e)
{
	char line[1024], value[512], key[128];
	bool first = true;

	for (size_t i = 0; i < e->count; i++) {
		if (is_apart(e, i) || !e->values[i].text.len)
			continue;
		snprintf(key, sizeof(key), "%.*s ", TEXT_ARG(e->values[i].key));
		for (char *at = key; (at = strchr(at, '_'));)
			*at = ' ';
		in_french(e->values[i].key, e->values[i].text, value, sizeof(value));
		snprintf(line, sizeof(line), "%s%s%s", first ? "" : "; ",
			text_is(e->values[i].key, "euros") ? "" : key, value);
		put_words(lines, text_of(line));
		first = false;
	}
}

/* The marks of a source, without its prose: "[sourced S9] [recalled 80 %]". */
static void
put_marks(struct lines *lines, struct text source)
{
	const char *end;

	for (size_t i = 0; i < source.len; i++)
		if (source.at[i] == '[' && (end = memchr(source.at + i, ']', source.len - i))) {
			put_word(lines, (struct text){source.at + i, (size_t)(end - source.at) + 1 - i});
			i = (size_t)(end - source.at);
		}
}

/* ---- Entries */

static void
put_title(struct lines *lines, const struct entry *e)
{
	static const char *const keys[] = {"libelle", "nom", "denomination", "texte"};
	size_t stem = strlen(e->file) - strlen(".yaml");
	struct text title = TEXT_ABSENT;
	char name[400], section[128];

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys) && !title.at; i++)
		title = entry_value(e, keys[i]);
	if (!e->section.len || (e->section.len == stem && !memcmp(e->section.at, e->file, stem)))
		snprintf(section, sizeof(section), "%.*s", (int)stem, e->file);
	else
		snprintf(section, sizeof(section), "%.*s, %.*s", (int)stem, e->file, TEXT_ARG(e->section));
	snprintf(name, sizeof(name), "%.*s%s%.*s%s(%s)", TEXT_ARG(e->code), title.len ? ", " : "",
		TEXT_ARG(title), e->code.len || title.len ? " " : "", section);
	put_words(lines, text_of(name));
	end_line(lines);
}

static void
put_price(struct lines *lines, const struct entry *price)
{
	char article[160];

	put_values(lines, price);
	snprintf(article, sizeof(article), "(%.*s)", TEXT_ARG(price->article));
	put_words(lines, text_of(article));
	put_marks(lines, price->source);
	end_line(lines);
}

static void
put_entry(struct buffer *out, const struct show *show, const struct entry *e)
{
	struct lines title = {out, 2, 0}, body = {out, 6, 0}, price_lines = {out, 6, 0};
	const struct entry *price = NULL;
	bool table = entry_is(e, "actes.yaml", "actes") && text_is(entry_value(e, "tarif"), "table")
		&& !text_is(entry_value(e, "famille"), "vaccin");

	put_title(&title, e);
	put_values(&body, e);
	put_marks(&body, e->source);
	end_line(&body);
	if ((table || entry_is(e, "vaccins.yaml", "vaccins")) && !next_price(show, e, NULL)) {
		put_words(&price_lines, TEXT("aucun prix en vigueur : ses actes attendent"));
		end_line(&price_lines);
	}
	while ((price = next_price(show, e, price)))
		put_price(&price_lines, price);
}

void
show_text(struct buffer *out, const struct show *show)
{
	char line[512], at[DAY_SIZE], as_of[DAY_SIZE];

	day_format(show->at, at);
	day_format(show->as_of, as_of);
	snprintf(line, sizeof(line), "Livre %.*s %.12s, au %.2s/%.2s/%.4s", TEXT_ARG(show->view.book.name),
		show->view.book.hash, at + 8, at + 5, at);
	columns_put(out, line);
	if (show->as_of != DAY_MAX) {
		snprintf(line, sizeof(line), ", tel que connu le %.2s/%.2s/%.4s", as_of + 8, as_of + 5, as_of);
		columns_put(out, line);
	}
	columns_put(out, "\n");
	for (size_t i = 0; i < show->count; i++) {
		if (!i || !text_equal(show->shown[i].article, show->shown[i - 1].article)) {
			struct text article = show->shown[i].article;

			snprintf(line, sizeof(line), "\n%.*s\n", TEXT_ARG(article.len ? article : TEXT("sans article")));
			columns_put(out, line);
		}
		put_entry(out, show, show->shown[i].entry);
	}
}
