#include "cohorte.h"

#include "title.h"

#include <stdio.h>

static struct forfait
load_forfait(const struct config_node *node, day_t *du)
{
	struct entry {
		struct forfait forfait;
		day_t du;
		struct text source;
	} entry = {.du = DAY_NONE};
	static const struct config_key keys[] = {
		{"du", CONFIG_DATE, offsetof(struct entry, du), false, 0, 0, NULL},
		{"euros", CONFIG_EUROS, offsetof(struct entry, forfait.cents), false, 1, INT64_C(100000000),
			NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, forfait.article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &entry);
	*du = entry.du;
	return entry.forfait;
}

/* The rest of the file is pmi-pegase's. */
struct forfait
forfait_load(const char *dir, int year)
{
	const struct config_node *list = config_find(config_root(config_open(dir, "pegase.yaml")), "forfaits");
	struct forfait found = {0};
	day_t last = day_of(year + 1, 1, 1) - 1, since = DAY_NONE, du;

	for (size_t i = 0; list && i < config_count(list); i++) {
		struct forfait forfait = load_forfait(config_item(list, i), &du);

		if (du == since)
			config_die(config_item(list, i), "two forfaits since one day");
		if (du > last || du < since)
			continue;
		since = du;
		found = forfait;
	}
	return found;
}

/* ?1, ?2: the year, the next one. What is not billed in the end has no act. */
#define BILANS "WITH b AS (SELECT b.patient, b.date_soins, b.executant, lag(b.executant) OVER" \
	" (PARTITION BY b.patient ORDER BY b.date_soins, b.rang) AS avant FROM bilan_pegase AS b" \
	" JOIN acte_compte USING (structure, acte_ref) WHERE b.patient IS NOT NULL AND b.date_soins < ?2)"

/* The years as text, which a query holds on to. */
struct years {
	char from[8], to[8];
};

static struct query *
query_of(struct db *db, const struct years *years, const char *sql)
{
	struct query *query = query_new(db, sql);

	query_text(query, 1, text_of(years->from));
	query_text(query, 2, text_of(years->to));
	query_row(query); /* counts and sums: there is one */
	return query;
}

static void
read_medecins(struct cohorte *c, struct db *db, const struct years *years)
{
	struct query *query = query_of(db, years, BILANS "SELECT count(*), sum(executant = avant) FROM b"
		" WHERE date_soins >= ?1 AND avant IS NOT NULL AND executant IS NOT NULL");

	c->passages = column_int(query, 0);
	c->passages_meme = column_int(query, 1);
	query_free(query);
	query = query_of(db, years, BILANS "SELECT count(*), sum(bilans > 1 AND medecins = 1),"
		" sum(medecins = 2), sum(medecins > 2) FROM (SELECT count(*) AS bilans,"
		" count(DISTINCT executant) AS medecins FROM b GROUP BY patient"
		" HAVING max(date_soins) >= ?1)");
	c->enfants = column_int(query, 0);
	for (int i = 0; i < 3; i++)
		c->medecins[i] = column_int(query, i + 1);
	query_free(query);
}

void
cohorte_read(struct cohorte *c, struct db *db, int year)
{
	struct years years;
	struct query *query;

	snprintf(years.from, sizeof(years.from), "%04d", year % 10000);
	snprintf(years.to, sizeof(years.to), "%04d", (year + 1) % 10000);
	query = query_of(db, &years, "SELECT count(*), sum(acte.amo_cents) FROM acte_compte AS acte JOIN lot"
		" ON lot.numero = acte.lot WHERE lot.support = 'pegase' AND acte.date_soins >= ?1"
		" AND acte.date_soins < ?2");
	c->bilans = column_int(query, 0);
	c->du_cents = column_int(query, 1);
	query_free(query);
	read_medecins(c, db, &years);
}

static void
write_forfait(struct buffer *out, const struct cohorte *c)
{
	char name[256];

	if (!text_given(c->forfait.article)) {
		columns_put(out, "  forfait de l'année : pas au livre de règles (pegase.yaml)\n");
		return;
	}
	snprintf(name, sizeof(name), "  (%.*s ; du livre de règles)\n", TEXT_ARG(c->forfait.article));
	line_euros(out, "forfait d'un enfant et d'une année", c->forfait.cents);
	columns_put(out, name);
	line_euros(out, "forfaits de ces enfants", c->enfants * c->forfait.cents);
	line_euros(out, "bilans dus au Département", c->du_cents);
	line_euros(out, "forfaits - bilans", c->enfants * c->forfait.cents - c->du_cents);
}

void
cohorte_text(struct buffer *out, const struct cohorte *c)
{
	columns_put(out, "\nPEGASE, médecins des enfants (2026-49 art. 4 ; du registre)\n");
	line_count(out, "bilans de l'année", c->bilans);
	line_count(out, "enfants ayant eu un bilan", c->enfants);
	line_count(out, "passages d'un bilan au suivant", c->passages);
	line_share(out, "dont par le même médecin", c->passages_meme, c->passages);
	line_count(out, "enfants de plusieurs bilans, vus par un seul médecin", c->medecins[0]);
	line_count(out, "par deux médecins", c->medecins[1]);
	line_count(out, "par trois ou plus", c->medecins[2]);
	columns_put(out, "\nPEGASE, forfait (2026-49 annexe 3 ; enfants et bilans du registre)\n");
	write_forfait(out, c);
}

void
cohorte_json(struct json *json, const struct cohorte *c)
{
	bool known = text_given(c->forfait.article);

	json_key(json, "pegase");
	json_open(json, '{');
	json_pair_int(json, "bilans", c->bilans);
	json_pair_int(json, "enfants", c->enfants);
	json_pair_int(json, "passages", c->passages);
	json_pair_int(json, "passages_meme_medecin", c->passages_meme);
	json_pair_int(json, "enfants_un_medecin", c->medecins[0]);
	json_pair_int(json, "enfants_deux_medecins", c->medecins[1]);
	json_pair_int(json, "enfants_trois_medecins_ou_plus", c->medecins[2]);
	json_pair_int(json, "du_cents", c->du_cents);
	json_key(json, "forfait_cents");
	if (known)
		json_int(json, c->forfait.cents);
	else
		json_nil(json);
	json_key(json, "forfaits_cents");
	if (known)
		json_int(json, c->enfants * c->forfait.cents);
	else
		json_nil(json);
	json_close(json, '}');
}
