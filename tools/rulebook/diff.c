/*
 * diff - pmi-rulebook diff: two books entry by entry, whatever their lines, order and comments
 */
#include "books.h"
#include "log.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

struct diff {
	bool json;
	struct buffer out;
	struct json writer;
	const char *file; /* whose title was printed */
	unsigned added, removed, changed;
};

static void
put(struct buffer *out, const char *s)
{
	buffer_add(out, s, strlen(s));
}

static void
put_value(struct buffer *out, struct text value)
{
	if (value.at)
		buffer_add(out, value.at, value.len);
	else
		put(out, "-");
}

static void
title(struct diff *d, const struct entry *e)
{
	if (!d->file || strcmp(d->file, e->file) != 0) {
		put(&d->out, e->file);
		put(&d->out, "\n");
	}
	d->file = e->file;
}

static void
put_name(struct diff *d, const char *sign, const struct entry *e)
{
	put(&d->out, sign);
	put_value(&d->out, e->section);
	put(&d->out, e->section.len && e->name.len ? " " : "");
	put_value(&d->out, e->name);
	put(&d->out, e->section.len || e->name.len ? "" : "(fichier)");
}

/* ---- Added and removed: the whole entry */

static void
whole(struct diff *d, const char *sign, const char *what, const struct entry *e)
{
	if (d->json) {
		json_open(&d->writer, '{');
		json_key(&d->writer, "changement");
		json_text(&d->writer, text_of(what));
		put_entry_json(&d->writer, e);
		json_close(&d->writer, '}');
		return;
	}
	title(d, e);
	put_name(d, sign, e);
	for (size_t i = 0; i < e->count; i++) {
		put(&d->out, i ? ", " : ": ");
		put_value(&d->out, e->values[i].key);
		put(&d->out, " ");
		put_value(&d->out, e->values[i].text);
	}
	put(&d->out, "\n");
}

/* ---- Changed: the values that differ */

static void
field(struct diff *d, struct text key, struct text before, struct text after)
{
	char name[128];

	snprintf(name, sizeof(name), "%.*s", TEXT_ARG(key));
	if (d->json) {
		json_open(&d->writer, '{');
		json_key(&d->writer, "champ");
		json_text(&d->writer, text_of(name));
		json_key(&d->writer, "avant");
		json_text(&d->writer, before);
		json_key(&d->writer, "apres");
		json_text(&d->writer, after);
		json_close(&d->writer, '}');
		return;
	}
	put(&d->out, "      ");
	put(&d->out, name);
	put(&d->out, " ");
	put_value(&d->out, before);
	put(&d->out, " -> ");
	put_value(&d->out, after);
	put(&d->out, "\n");
}

static struct text
value_of(const struct entry *e, struct text key)
{
	for (size_t i = 0; i < e->count; i++)
		if (text_equal(e->values[i].key, key))
			return e->values[i].text;
	return TEXT_ABSENT;
}

static bool
same(struct text a, struct text b)
{
	return !a.at == !b.at && text_equal(a, b);
}

static void
fields(struct diff *d, const struct entry *a, const struct entry *b)
{
	for (size_t i = 0; i < a->count; i++) {
		struct text after = value_of(b, a->values[i].key);

		if (!same(a->values[i].text, after))
			field(d, a->values[i].key, a->values[i].text, after);
	}
	for (size_t i = 0; i < b->count; i++)
		if (!value_of(a, b->values[i].key).at)
			field(d, b->values[i].key, TEXT_ABSENT, b->values[i].text);
}

static bool
differ(const struct entry *a, const struct entry *b)
{
	if (a->count != b->count)
		return true;
	for (size_t i = 0; i < a->count; i++)
		if (!same(a->values[i].text, value_of(b, a->values[i].key)))
			return true;
	return false;
}

static void
changed(struct diff *d, const struct entry *a, const struct entry *b)
{
	if (!d->json) {
		title(d, a);
		put_name(d, "  ~ ", a);
		put(&d->out, "\n");
		fields(d, a, b);
		return;
	}
	json_open(&d->writer, '{');
	json_key(&d->writer, "changement");
	json_text(&d->writer, TEXT("modifie"));
	json_key(&d->writer, "fichier");
	json_text(&d->writer, text_of(a->file));
	json_key(&d->writer, "section");
	json_text(&d->writer, a->section);
	json_key(&d->writer, "entree");
	json_text(&d->writer, a->name);
	json_key(&d->writer, "champs");
	json_open(&d->writer, '[');
	fields(d, a, b);
	json_close(&d->writer, ']');
	json_close(&d->writer, '}');
}

/* ---- Both in step, in the order of their identity */

static void
walk(struct diff *d, const struct view *a, const struct view *b)
{
	size_t i = 0, j = 0;

	while (i < a->count || j < b->count) {
		int order = i == a->count ? 1 : j == b->count ? -1 : entry_compare(a->sorted[i], b->sorted[j]);

		if (order < 0) {
			whole(d, "  - ", "retire", a->sorted[i++]);
			d->removed++;
		} else if (order > 0) {
			whole(d, "  + ", "ajoute", b->sorted[j++]);
			d->added++;
		} else {
			if (differ(a->sorted[i], b->sorted[j])) {
				changed(d, a->sorted[i], b->sorted[j]);
				d->changed++;
			}
			i++;
			j++;
		}
	}
}

static void
summary(struct diff *d, const struct view *a, const struct view *b)
{
	char line[256];

	snprintf(line, sizeof(line), "%u ajouts, %u retraits, %u modifications, de %.12s à %.12s%s\n", d->added,
		d->removed, d->changed, a->book.hash, b->book.hash,
		d->added || d->removed || d->changed || !strcmp(a->book.hash, b->book.hash) ? ""
			: " : seuls l'ordre ou les commentaires diffèrent");
	put(&d->out, line);
}

int
diff_books(const struct request *request)
{
	const char *config = request->options->config;
	struct diff d = {.json = request->options->json};
	struct view a, b;

	view_open(&a, books_named(config, request->operands[0]));
	view_open(&b, books_named(config, request->operands[1]));
	d.writer.out = &d.out;
	if (d.json) {
		json_open(&d.writer, '{');
		json_key(&d.writer, "a");
		json_text(&d.writer, text_of(a.book.hash));
		json_key(&d.writer, "b");
		json_text(&d.writer, text_of(b.book.hash));
		json_key(&d.writer, "changements");
		json_open(&d.writer, '[');
	}
	walk(&d, &a, &b);
	if (d.json) {
		json_close(&d.writer, ']');
		json_close(&d.writer, '}');
		put(&d.out, "\n");
	} else
		summary(&d, &a, &b);
	put_out(&d.out);
	buffer_free(&d.out);
	view_free(&a);
	view_free(&b);
	return EX_OK;
}
