/*
 * show - pmi-rulebook show: what is in force on a day, by article, as a person reads it
 */
#include "show.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

static bool
is_shown(const struct show *show, const struct entry *e)
{
	if (!strcmp(e->file, "motifs.yaml") || !strcmp(e->file, "livre.yaml"))
		return false;
	return entry_in_force(e, show->at, show->as_of)
		&& !entry_superseded(&show->view, e, show->at, show->as_of);
}

/* A price is shown with what it is the price of. */
static const struct priced {
	const char *file, *section, *price_file, *price_section;
} priced[] = {
	{"actes.yaml", "actes", "tarifs.yaml", "tarifs"},
	{"vaccins.yaml", "vaccins", "marche.yaml", "prix"},
};
#define PRICED (sizeof(priced) / sizeof(*priced))

const struct entry *
next_price(const struct show *show, const struct entry *of, const struct entry *behind)
{
	const struct entry *end = show->view.entries + show->view.count;

	for (size_t i = 0; i < PRICED; i++) {
		if (!entry_is(of, priced[i].file, priced[i].section))
			continue;
		for (const struct entry *e = behind ? behind + 1 : show->view.entries; e < end; e++)
			if (entry_is(e, priced[i].price_file, priced[i].price_section)
				&& text_equal(e->code, of->code) && is_shown(show, e))
				return e;
	}
	return NULL;
}

static bool
is_with_another(const struct show *show, const struct entry *e)
{
	for (size_t i = 0; i < PRICED; i++) {
		if (!entry_is(e, priced[i].price_file, priced[i].price_section))
			continue;
		for (size_t j = 0; j < show->view.count; j++) {
			const struct entry *of = &show->view.entries[j];

			if (entry_is(of, priced[i].file, priced[i].section) && text_equal(of->code, e->code)
				&& is_shown(show, of))
				return true;
		}
	}
	return false;
}

/* ---- Articles */

/* That of the entry, else of its price, else of its file. */
static struct text
article_of(const struct show *show, const struct entry *e)
{
	const struct entry *price = e->article.len ? NULL : next_price(show, e, NULL);

	if (price)
		return price->article;
	for (size_t i = 0; !e->article.len && i < show->view.count; i++) {
		const struct entry *root = &show->view.entries[i];

		if (root->file == e->file && !root->section.len && !root->code.len && root->article.len)
			return root->article;
	}
	return e->article;
}

/* "10" is of 10.3, too; and "2023-212 annexe 1.2" of what stands in it. */
static bool
begins(struct text whole, struct text wanted)
{
	return whole.len >= wanted.len && !memcmp(whole.at, wanted.at, wanted.len)
		&& (whole.len == wanted.len || strchr(". ,;", whole.at[wanted.len]));
}

static struct text
without(struct text t, struct text front)
{
	if (front.len && t.len > front.len && !memcmp(t.at, front.at, front.len))
		return (struct text){t.at + front.len, t.len - front.len};
	return t;
}

/* "2023-212 art. 4, 8, annexe 1.1" is of art. 4, of art. 8 and of annexe 1.1, each of them with the name of
 * the convention or without. */
static bool
is_of(struct text article, struct text wanted)
{
	const char *art = article.len ? memmem(article.at, article.len, " art. ", strlen(" art. ")) : NULL;
	struct text convention = {article.at, art ? (size_t)(art - article.at) + 1 : 0};

	if (article.len && begins(article, wanted))
		return true;
	article = without(article, convention);
	wanted = without(without(wanted, convention), TEXT("art. "));
	while (article.len) {
		size_t len = 0;

		while (len < article.len && article.at[len] != ',' && article.at[len] != ';')
			len++;
		if (begins(without(text_trim((struct text){article.at, len}), TEXT("art. ")), wanted))
			return true;
		len += len < article.len;
		article = (struct text){article.at + len, article.len - len};
	}
	return false;
}

static bool
is_wanted(const struct show *show, const struct entry *e)
{
	if (!show->wanted.len || is_of(article_of(show, e), show->wanted))
		return true;
	for (const struct entry *price = NULL; (price = next_price(show, e, price));)
		if (is_of(price->article, show->wanted))
			return true;
	return false;
}

static int
by_article(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	int order = !x->article.len - !y->article.len; /* those without one last */

	if (!order)
		order = text_natural(x->article, y->article);
	return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static void
choose(struct show *show)
{
	show->shown = arena_alloc(show->view.arena, (show->view.count + 1) * sizeof(*show->shown));
	for (size_t i = 0; i < show->view.count; i++) {
		const struct entry *e = &show->view.entries[i];

		if (is_shown(show, e) && !is_with_another(show, e) && is_wanted(show, e))
			show->shown[show->count++] = (struct shown){article_of(show, e), e};
	}
	qsort(show->shown, show->count, sizeof(*show->shown), by_article);
}

int
show_book(const struct request *request)
{
	struct show show = {.wanted = text_of(request->article)};
	struct buffer out = {0};

	show.at = options_day(request->at, "at", DAY_NONE);
	if (show.at == DAY_NONE)
		die(EX_USAGE, "--at DATE: the day that the book is read at");
	show.as_of = options_day(request->as_of, "as-of", DAY_MAX);
	view_open(&show.view, request->options->config);
	choose(&show);
	if (!show.count)
		die(EX_NOINPUT, "nothing is in force on that day%s%s", request->article ? " under " : "",
			request->article ? request->article : "");
	(request->options->json ? show_json : show_text)(&out, &show);
	put_out(&out);
	buffer_free(&out);
	view_free(&show.view);
	return EX_OK;
}
