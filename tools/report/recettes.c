#include "recettes.h"

#include "title.h"
#include "config.h"
#include "ledger.h"

#include <stdio.h>

static void
load_vote(struct vote *vote, const struct config_node *node)
{
	struct entry {
		struct vote vote;
		struct text source;
	} entry;
	static const struct config_key keys[] = {
		{"activite", CONFIG_TEXT, offsetof(struct entry, vote.activite), false, 1, 15, NULL},
		{"periode", CONFIG_TEXT, offsetof(struct entry, vote.periode), false, 4, 15, NULL},
		{"operation", CONFIG_TEXT, offsetof(struct entry, vote.operation), false, 1, 40, NULL},
		{"euros", CONFIG_EUROS, offsetof(struct entry, vote.cents), false, 0, INT64_C(100000000000),
			NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, vote.article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	*vote = entry.vote;
}

void
votes_load(struct votes *votes, const char *dir)
{
	const struct config_node *list = NULL;
	static const struct config_key keys[] = {
		{"recettes", CONFIG_NODE, 0, false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(config_root(config_open(dir, "recettes.yaml")), keys, &list);
	votes->count = config_count(list);
	if (votes->count > RECETTES_MAX)
		config_die(list, "more than %d recettes", RECETTES_MAX);
	for (size_t i = 0; i < votes->count; i++)
		load_vote(&votes->at[i], config_item(list, i));
}

static const struct vote *
find_vote(const struct votes *votes, struct text activite, struct text periode)
{
	for (size_t i = 0; i < votes->count; i++)
		if (text_equal(votes->at[i].activite, activite)
			&& text_equal(votes->at[i].periode, periode))
			return &votes->at[i];
	return NULL;
}

#define SELECT_FROM(acts) "SELECT coalesce(activite, ''), CASE support" \
	" WHEN 'pegase' THEN periode ELSE substr(date_soins, 1, 4) END AS p, count(*)," \
	" sum(CASE prix_statut WHEN 'conditionnel' THEN acte.amo_cents ELSE 0 END)," \
	" sum(acte.amo_cents), support = 'pegase' FROM " acts " AS acte JOIN lot ON lot.numero = acte.lot" \
	" GROUP BY 1, p, 6 ORDER BY 6, 1, p"

/* What was corrected or voided brings nothing; an older ledger knows of no such act. */
void
recettes_read(struct recettes *recettes, struct db *db, const struct votes *votes)
{
	struct query *query = query_new(db,
		ledger_version(db) < 5 ? SELECT_FROM("acte") : SELECT_FROM("acte_compte"));

	recettes->count = 0;
	while (query_row(query)) {
		struct recette r = {.actes = column_int(query, 2),
			.conditionnel_cents = column_int(query, 3), .du_cents = column_int(query, 4)};

		snprintf(r.activite, sizeof(r.activite), "%.*s", TEXT_ARG(column_text(query, 0)));
		snprintf(r.periode, sizeof(r.periode), "%.*s", TEXT_ARG(column_text(query, 1)));
		r.ferme_cents = r.du_cents - r.conditionnel_cents;
		r.vote = find_vote(votes, text_of(r.activite), text_of(r.periode));
		if ((r.vote || column_int(query, 5)) && recettes->count < RECETTES_MAX)
			recettes->at[recettes->count++] = r;
	}
	query_free(query);
}

void
recettes_text(struct buffer *out, const struct recettes *recettes)
{
	static const char *const columns[] = {"#actes", "ferme €", "conditionnel €", "dû €", "voté €",
		"dû - voté €", NULL};

	if (!recettes->count)
		return;
	title(out, "Recettes votées", columns);
	for (size_t i = 0; i < recettes->count; i++) {
		const struct recette *r = &recettes->at[i];
		char name[64];

		snprintf(name, sizeof(name), "%s, %s", r->activite, r->periode);
		columns_put(out, "  ");
		columns_left(out, name, NAME - 2);
		columns_count(out, r->actes, COUNT);
		columns_euros(out, r->ferme_cents, EUROS);
		columns_euros(out, r->conditionnel_cents, EUROS);
		columns_euros(out, r->du_cents, EUROS);
		if (r->vote) {
			columns_euros(out, r->vote->cents, EUROS);
			columns_euros(out, r->du_cents - r->vote->cents, EUROS);
		} else {
			columns_right(out, "non voté", EUROS);
		}
		columns_put(out, "\n");
	}
}

void
recettes_json(struct json *json, const struct recettes *recettes)
{
	json_key(json, "recettes");
	json_open(json, '[');
	for (size_t i = 0; i < recettes->count; i++) {
		const struct recette *r = &recettes->at[i];

		json_open(json, '{');
		json_pair_text(json, "activite", text_of(r->activite));
		json_pair_text(json, "periode", text_of(r->periode));
		json_pair_int(json, "actes", r->actes);
		json_pair_int(json, "ferme_cents", r->ferme_cents);
		json_pair_int(json, "conditionnel_cents", r->conditionnel_cents);
		json_pair_int(json, "du_cents", r->du_cents);
		json_key(json, "vote_cents");
		if (r->vote)
			json_int(json, r->vote->cents);
		else
			json_nil(json);
		json_close(json, '}');
	}
	json_close(json, ']');
}
