#include "show.h"

static void
put_entry(struct json *json, const struct show *show, const struct entry *e)
{
	json_open(json, '{');
	put_entry_json(json, e);
	if (next_price(show, e, NULL)) {
		json_key(json, "prix");
		json_open(json, '[');
		for (const struct entry *price = NULL; (price = next_price(show, e, price));) {
			json_open(json, '{');
			put_entry_json(json, price);
			json_close(json, '}');
		}
		json_close(json, ']');
	}
	json_close(json, '}');
}

static void
put_articles(struct json *json, const struct show *show)
{
	json_key(json, "articles");
	json_open(json, '[');
	for (size_t i = 0; i < show->count;) {
		struct text article = show->shown[i].article;

		json_open(json, '{');
		json_pair_text(json, "article", article);
		json_key(json, "entrees");
		json_open(json, '[');
		for (; i < show->count && text_equal(show->shown[i].article, article); i++)
			put_entry(json, show, show->shown[i].entry);
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
show_json(struct buffer *out, const struct show *show)
{
	struct json json = {.out = out};
	char day[DAY_SIZE];

	json_open(&json, '{');
	json_pair_text(&json, "livre", show->view.book.name);
	json_pair_text(&json, "sha256", text_of(show->view.book.hash));
	json_pair_text(&json, "at", text_of(day_format(show->at, day)));
	json_key(&json, "as_of");
	if (show->as_of == DAY_MAX)
		json_nil(&json);
	else
		json_text(&json, text_of(day_format(show->as_of, day)));
	put_articles(&json, show);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}
