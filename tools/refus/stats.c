/*
 * stats - pmi-refus stats: how many, and how much, by stage, motif, site, period and payer
 */
#include "money.h"
#include "refus.h"

#include <stdio.h>

/* Each act once in each: the sums are those of the selection. */
static const struct {
	const char *title, *key, *column;
} groups[] = {
	{"etape", "par_etape", "etape"},
	{"statut", "par_statut", "statut"},
	{"motif (the first)", "par_motif", "motif"},
	{"site", "par_site", "site"},
	{"periode", "par_periode", "periode"},
	{"payeur", "par_payeur", "payeur"},
};

static struct query *
grouped(const struct index *index, const char *column)
{
	char sql[256];

	snprintf(sql, sizeof(sql), "SELECT %s, count(*), coalesce(sum(montant_cents), 0),"
		" coalesce(sum(amo_cents), 0) FROM refus WHERE choisi = 1 %s%s ORDER BY 2 DESC, 1",
		column ? column : "NULL", column ? "GROUP BY " : "", column ? column : "");
	return query_new(index->db, sql);
}

static void
put_sums(const struct query *query)
{
	char montant[MONEY_SIZE], amo[MONEY_SIZE];

	printf("%8lld %14s %14s\n", (long long)column_int(query, 1),
		money_format(column_int(query, 2), '.', montant),
		money_format(column_int(query, 3), '.', amo));
}

static void
put_group(const struct index *index, const char *title, const char *column)
{
	struct query *query = grouped(index, column);

	printf("%-32s %8s %14s %14s\n", title, "acts", "montant EUR", "amo EUR");
	while (query_row(query)) {
		if (column)
			printf("  ");
		put_text(column ? column_text(query, 0) : TEXT("all"), column ? 30 : 32);
		put_sums(query);
	}
	putchar('\n');
	query_free(query);
}

static void
sums_json(struct json *json, const struct query *query)
{
	static const char *const keys[] = {"actes", "montant_cents", "amo_cents"};

	for (int i = 0; i < 3; i++) {
		json_pair_int(json, keys[i], column_int(query, i + 1));
	}
}

static void
group_json(struct json *json, const struct index *index, const char *key, const char *column)
{
	struct query *query = grouped(index, column);

	json_key(json, key);
	json_open(json, '[');
	while (query_row(query)) {
		json_open(json, '{');
		json_pair_text(json, column, column_text(query, 0));
		sums_json(json, query);
		json_close(json, '}');
	}
	json_close(json, ']');
	query_free(query);
}

static void
put_json(const struct index *index)
{
	struct buffer line = {0};
	struct json json = {.out = &line};
	struct query *query = grouped(index, NULL);

	json_open(&json, '{');
	query_row(query);
	sums_json(&json, query);
	query_free(query);
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		group_json(&json, index, groups[i].key, groups[i].column);
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

int
count_refusals(struct refus *refus)
{
	refus_choose(refus);
	if (refus->options->json) {
		put_json(&refus->index);
		return put_end();
	}
	put_group(&refus->index, "", NULL);
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		put_group(&refus->index, groups[i].title, groups[i].column);
	return put_end();
}
