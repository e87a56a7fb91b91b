#include "json.h"
#include "whatif.h"

static void
put_side(struct json *json, const struct page *page, int i)
{
	const struct side *side = &page->sides[i];

	json_open(json, '{');
	json_pair_text(json, "livre", side->book.name);
	json_pair_text(json, "sha256", text_of(side->book.hash));
	json_pair_text(json, "as_of", text_of(side->as_of));
	for (int s = 0; s < STATUT_COUNT; s++)
		json_pair_int(json, statut_name((enum statut)s), page->result->by_statut[i][s]);
	json_pair_int(json, "amo_cents", page->result->total.cents[i]);
	json_close(json, '}');
}

static void
put_sum(struct json *json, const char *key, const struct sum *sum)
{
	json_open(json, '{');
	json_pair_text(json, "cle", text_of(key));
	json_pair_int(json, "changes", sum->changed);
	json_pair_int(json, "actes_a", sum->actes[0]);
	json_pair_int(json, "amo_cents_a", sum->cents[0]);
	json_pair_int(json, "actes_b", sum->actes[1]);
	json_pair_int(json, "amo_cents_b", sum->cents[1]);
	json_pair_int(json, "ecart_cents", sum->cents[1] - sum->cents[0]);
	json_close(json, '}');
}

static void
put_table(struct json *json, const struct page *page, const char *key, struct table *table)
{
	table_sort(table);
	json_key(json, key);
	json_open(json, '[');
	for (unsigned i = 0; i < table->count; i++)
		if (table->rows[i].sum.changed || page->all)
			put_sum(json, table->rows[i].key, &table->rows[i].sum);
	if (table->full)
		put_sum(json, "(autres)", &table->rest);
	json_close(json, ']');
}

static void
put_moves(struct json *json, const struct result *r)
{
	json_key(json, "passages");
	json_open(json, '[');
	for (int a = 0; a < STATUT_COUNT; a++)
		for (int b = 0; b < STATUT_COUNT; b++) {
			if (!r->moves[a][b])
				continue;
			json_open(json, '{');
			json_pair_text(json, "de", text_of(statut_name((enum statut)a)));
			json_pair_text(json, "a", text_of(statut_name((enum statut)b)));
			json_pair_int(json, "actes", r->moves[a][b]);
			json_pair_int(json, "ecart_cents", r->move_cents[a][b]);
			json_close(json, '}');
		}
	json_close(json, ']');
}

void
page_json(struct buffer *out, const struct page *page)
{
	static const char *const names[BYS] = {"par_article", "par_acte", "par_site", "par_payeur"};
	struct result *r = page->result;
	struct json json = {.out = out};

	json_open(&json, '{');
	json_key(&json, "a");
	put_side(&json, page, 0);
	json_key(&json, "b");
	put_side(&json, page, 1);
	json_pair_int(&json, "actes", r->records);
	json_pair_int(&json, "changes", r->changed);
	json_pair_int(&json, "ecart_cents", r->total.cents[1] - r->total.cents[0]);
	json_key(&json, "champs");
	json_open(&json, '{');
	for (int c = 0; c < CHANGES; c++)
		json_pair_int(&json, change_names[c], r->changes[c]);
	json_close(&json, '}');
	put_moves(&json, r);
	for (int by = 0; by < BYS; by++)
		put_table(&json, page, names[by], &r->by[by]);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}
