#include "columns.h"
#include "whatif.h"

#include <inttypes.h>
#include <stdio.h>

#define NAME 34
#define COUNT 9
#define EUROS 13

static const char *const by_names[BYS] = {"Par article", "Par acte", "Par site", "Par payeur"};
static const char *const statut_names[STATUT_COUNT] = {"accepté", "en attente", "rejeté"};
static const char *const statut_plurals[STATUT_COUNT] = {"acceptés", "en attente", "rejetés"};

static void
put_sides(struct buffer *out, const struct page *page)
{
	columns_put(out, "Deux livres, les mêmes actes. Le grand livre n'est pas consulté : doublons et actes "
		"déjà facturés comptent.\n");
	for (int i = 0; i < SIDES; i++) {
		const struct side *side = &page->sides[i];
		char line[256];

		snprintf(line, sizeof(line), "  %s : livre %.*s %.12s, au %.2s/%.2s/%.4s\n", side->letter,
			TEXT_ARG(side->book.name), side->book.hash, side->as_of + 8, side->as_of + 5,
			side->as_of);
		columns_put(out, line);
	}
}

static void
put_row(struct buffer *out, const char *name, const struct sum *sum)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_count(out, sum->changed, COUNT);
	for (int i = 0; i < SIDES; i++) {
		columns_count(out, sum->actes[i], COUNT);
		columns_euros(out, sum->cents[i], EUROS);
	}
	columns_euros(out, sum->cents[1] - sum->cents[0], EUROS);
	columns_put(out, "\n");
}

static void
put_title(struct buffer *out, const char *name)
{
	static const struct {
		const char *name;
		size_t width;
	} columns[] = {{"changés", COUNT}, {"actes A", COUNT}, {"dû A €", EUROS}, {"actes B", COUNT},
		{"dû B €", EUROS}, {"écart €", EUROS}};

	columns_put(out, "\n");
	columns_left(out, name, NAME);
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		columns_right(out, columns[i].name, columns[i].width);
	columns_put(out, "\n");
}

static void
sum_add(struct sum *into, const struct sum *sum)
{
	into->changed += sum->changed;
	for (int i = 0; i < SIDES; i++) {
		into->actes[i] += sum->actes[i];
		into->cents[i] += sum->cents[i];
	}
}

/* What does not change is one row, so that the rows add up to the total. */
static void
put_table(struct buffer *out, const struct page *page, enum by by)
{
	const struct table *table = &page->result->by[by];
	struct sum same = {0};
	unsigned hidden = 0;

	put_title(out, by_names[by]);
	for (unsigned i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (row->sum.changed || page->all) {
			put_row(out, row->key, &row->sum);
		} else {
			sum_add(&same, &row->sum);
			hidden++;
		}
	}
	if (table->full)
		put_row(out, "(autres, trop nombreux)", &table->rest);
	if (hidden)
		put_row(out, "(sans changement)", &same);
	put_row(out, "total", &page->result->total);
}

static void
put_received(struct buffer *out, const struct result *r)
{
	columns_put(out, "\n");
	columns_left(out, "Actes", NAME);
	columns_right(out, "A", COUNT);
	columns_right(out, "B", COUNT);
	columns_right(out, "écart", COUNT);
	columns_put(out, "\n");
	for (int i = 0; i < STATUT_COUNT; i++) {
		columns_put(out, "  ");
		columns_left(out, statut_plurals[i], NAME - 2);
		columns_count(out, r->by_statut[0][i], COUNT);
		columns_count(out, r->by_statut[1][i], COUNT);
		columns_count(out, r->by_statut[1][i] - r->by_statut[0][i], COUNT);
		columns_put(out, "\n");
	}
}

static void
put_moves(struct buffer *out, const struct result *r)
{
	char line[128];

	snprintf(line, sizeof(line), "\n%" PRId64 " actes lus ; %" PRId64 " changent", r->records, r->changed);
	columns_put(out, line);
	for (int c = 0, n = 0; c < CHANGES; c++) {
		if (!r->changes[c])
			continue;
		snprintf(line, sizeof(line), "%s %s %" PRId64, n++ ? "," : " :", change_names[c], r->changes[c]);
		columns_put(out, line);
	}
	columns_put(out, "\n");
	for (int a = 0; a < STATUT_COUNT; a++)
		for (int b = 0; b < STATUT_COUNT; b++) {
			if (!r->moves[a][b])
				continue;
			snprintf(line, sizeof(line), "%s → %s", statut_names[a], statut_names[b]);
			columns_put(out, "  ");
			columns_left(out, line, NAME - 2);
			columns_count(out, r->moves[a][b], COUNT);
			columns_euros(out, r->move_cents[a][b], EUROS);
			columns_put(out, " €\n");
		}
}

void
page_text(struct buffer *out, const struct page *page)
{
	put_sides(out, page);
	put_received(out, page->result);
	put_moves(out, page->result);
	for (enum by by = (enum by)0; by < BYS && (page->all || page->result->changed); by++) {
		table_sort(&page->result->by[by]);
		put_table(out, page, by);
	}
}
