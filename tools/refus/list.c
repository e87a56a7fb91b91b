/*
 * list - pmi-refus ls: one line an act
 */
#include "refus.h"

#include <stdio.h>

static void
json_member(struct json *json, const char *key, struct text value)
{
	json_pair_text(json, key, value.len ? value : TEXT_ABSENT);
}

static void
motifs_json(struct json *json, struct text motifs)
{
	json_key(json, "motifs");
	json_open(json, '[');
	for (size_t at = 1, end; at < motifs.len; at = end + 1) {
		for (end = at; motifs.at[end] != ' ';)
			end++;
		json_text(json, (struct text){motifs.at + at, end - at});
	}
	json_close(json, ']');
}

static void
numbers_json(struct json *json, const struct row *row)
{
	const struct {
		const char *key;
		int64_t value;
	} numbers[] = {{"montant_cents", row->montant_cents}, {"amo_cents", row->amo_cents},
		{"emission", row->emission}, {"tentative", row->tentative}};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		json_pair_int(json, numbers[i].key, numbers[i].value);
	}
}

void
row_json(struct json *json, const struct row *row)
{
	json_member(json, "id", row->id);
	json_member(json, "acte_ref", row->acte_ref);
	json_member(json, "etape", row->etape);
	json_member(json, "statut", row->statut);
	motifs_json(json, row->motifs);
	json_member(json, "site", row->site);
	json_member(json, "periode", row->periode);
	json_member(json, "payeur", row->payeur);
	numbers_json(json, row);
	json_member(json, "livre", row->livre);
	json_member(json, "etat", row->etat);
	if (row->raison.len)
		json_member(json, "raison", row->raison);
}

static void
put_row_json(const struct row *row)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	row_json(&json, row);
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

/* "nir-key", "nir-key+2" */
static struct text
motif_and_more(const struct row *row, char *buf, size_t size)
{
	int more = -2; /* blanks around the first one */

	for (size_t i = 0; i < row->motifs.len; i++)
		more += row->motifs.at[i] == ' ';
	if (more <= 0)
		return row->motif;
	snprintf(buf, size, "%.*s+%d", TEXT_ARG(row->motif), more);
	return text_of(buf);
}

static void
put_row(const struct row *row)
{
	char motif[64], numbers[48];

	put_text(row->id, 20);
	put_text(row->acte_ref, 12);
	put_text(row->etape, 17);
	put_text(row->statut, 8);
	put_text(motif_and_more(row, motif, sizeof(motif)), 28);
	put_text(row->site, 18);
	put_text(row->periode, 7);
	put_text(row->payeur, 16);
	snprintf(numbers, sizeof(numbers), "%8lld %9lld ", (long long)row->emission,
		(long long)row->tentative);
	fputs(numbers, stdout);
	put_text(row->livre, 12);
	put_text(row->etat, 0);
	putchar('\n');
}

static void
put_names(void)
{
	printf("%-20s %-12s %-17s %-8s %-28s %-18s %-7s %-16s %8s %9s %-12s %s\n", "id", "acte_ref",
		"etape", "statut", "motif", "site", "periode", "payeur", "emission", "tentative", "livre",
		"etat");
}

int
list_refusals(struct refus *refus)
{
	struct query *query;
	struct row row;

	refus_choose(refus);
	query = index_rows(&refus->index, "choisi = 1");
	if (!refus->options->json)
		put_names();
	while (row_next(query, &row))
		if (refus->options->json)
			put_row_json(&row);
		else
			put_row(&row);
	query_free(query);
	return put_end();
}
