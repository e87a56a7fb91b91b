#include "payeurs.h"

#include "config.h"

#include <stdlib.h>

#define PREFIXE_MIN 5 /* régime and caisse: a shorter one would take all of a scheme */
#define PREFIXE_MAX 9 /* an organisme */

struct row {
	struct affiliation affiliation; /* first: sorted as one */
	const struct config_node *node;
};

static int
by_key(const void *a, const void *b)
{
	return text_compare(((const struct payeur *)a)->key, ((const struct payeur *)b)->key);
}

/* DAY_NONE is the least of days: an open beginning sorts first. */
static int
by_prefixe(const void *a, const void *b)
{
	const struct affiliation *one = a, *two = b;
	int order = text_compare(one->prefixe, two->prefixe);

	return order ? order : (one->du > two->du) - (one->du < two->du);
}

static void
load_payeur(struct payeur *payeur, struct text key, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct payeur, nom), false, 1, 120, NULL},
		{"adresse", CONFIG_TEXT, offsetof(struct payeur, adresse), false, 1, 200, NULL},
		{"code_caisse", CONFIG_TEXT, offsetof(struct payeur, code_caisse), true, 3, 3,
			NULL},
		{"article", CONFIG_TEXT, offsetof(struct payeur, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct payeur, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	payeur->key = key;
	config_bind(node, keys, payeur);
	payeur->where = text_of(config_where(node));
	if (text_given(payeur->code_caisse) && !text_digits(payeur->code_caisse, 3))
		config_die(node, "code_caisse of %.*s is not three digits", TEXT_ARG(key));
}

/* As it stands in the file: the payer still by its name. */
struct bound {
	struct affiliation affiliation;
	const struct config_node *payeur;
};

static void
load_affiliation(struct row *row, const struct payeurs *payeurs, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"prefixe", CONFIG_TEXT, offsetof(struct bound, affiliation.prefixe), false,
			PREFIXE_MIN, PREFIXE_MAX, NULL},
		{"payeur", CONFIG_NODE, offsetof(struct bound, payeur), false, 0, 0, NULL},
		{"du", CONFIG_DATE, offsetof(struct bound, affiliation.du), true, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct bound, affiliation.au), true, 0, 0, NULL},
		{"article", CONFIG_TEXT, offsetof(struct bound, affiliation.article), false, 1, 200,
			NULL},
		{"source", CONFIG_SOURCE, offsetof(struct bound, affiliation.source), false, 0, 0,
			NULL},
		{.name = NULL},
	};
	struct bound bound = {.affiliation = {.du = DAY_NONE, .au = DAY_NONE}};

	config_bind(node, keys, &bound);
	row->affiliation = bound.affiliation;
	row->affiliation.where = text_of(config_where(node));
	row->node = node;
	row->affiliation.payeur = payeurs_find(payeurs, config_scalar(bound.payeur));
	if (!row->affiliation.payeur)
		config_die(bound.payeur, "no payer of this name in `payeurs`");
	if (row->affiliation.au != DAY_NONE && row->affiliation.au < row->affiliation.du)
		config_die(node, "ends before it begins");
}

/* Rows of one prefix are neighbours, ordered by their first day. */
static void
check_overlaps(const struct row *rows, size_t count)
{
	size_t i;

	for (i = 1; i < count; i++) {
		const struct affiliation *a = &rows[i - 1].affiliation, *b = &rows[i].affiliation;

		if (text_equal(a->prefixe, b->prefixe) && (a->au == DAY_NONE || b->du <= a->au))
			config_die_both(rows[i].node, rows[i - 1].node,
				"prefix %.*s has two payers on one day", TEXT_ARG(b->prefixe));
	}
}

static void
load_affiliations(struct payeurs *payeurs, const struct config *config,
	const struct config_node *node)
{
	size_t i, count = config_count(node);
	struct row *rows = config_alloc(config, (count + 1) * sizeof *rows);
	struct affiliation *affiliations = config_alloc(config, (count + 1) * sizeof *affiliations);

	for (i = 0; i < count; i++)
		load_affiliation(&rows[i], payeurs, config_item(node, i));
	qsort(rows, count, sizeof *rows, by_prefixe);
	check_overlaps(rows, count);
	for (i = 0; i < count; i++)
		affiliations[i] = rows[i].affiliation;
	payeurs->affiliations = affiliations;
	payeurs->affiliation_count = count;
	payeurs->slots = config_slots(config, affiliations, count, sizeof *affiliations);
}

struct root {
	const struct config_node *payeurs, *affiliations;
};

void
payeurs_load(struct payeurs *payeurs, const char *dir)
{
	static const struct config_key keys[] = {
		{"payeurs", CONFIG_NODE, offsetof(struct root, payeurs), false, 0, 0, NULL},
		{"affiliations", CONFIG_NODE, offsetof(struct root, affiliations), false, 0, 0,
			NULL},
		{.name = NULL},
	};
	struct root root = {0};
	struct config *config = config_open(dir, "caisses.yaml");
	struct payeur *at;
	size_t i;

	config_bind(config_root(config), keys, &root);
	payeurs->count = config_pairs(root.payeurs);
	at = config_alloc(config, (payeurs->count + 1) * sizeof *at);
	for (i = 0; i < payeurs->count; i++)
		load_payeur(&at[i], config_pair_key(root.payeurs, i),
			config_pair_value(root.payeurs, i));
	qsort(at, payeurs->count, sizeof *at, by_key);
	payeurs->at = at;
	load_affiliations(payeurs, config, root.affiliations);
}

const struct payeur *
payeurs_find(const struct payeurs *payeurs, struct text key)
{
	const struct payeur wanted = {.key = key};

	return payeurs->count && text_given(key)
		? bsearch(&wanted, payeurs->at, payeurs->count, sizeof *payeurs->at, by_key)
		: NULL;
}

static bool
in_force(const struct affiliation *row, day_t day)
{
	return row->du <= day && (row->au == DAY_NONE || day <= row->au);
}

const struct affiliation *
payeurs_affiliation(const struct payeurs *payeurs, struct text organisme, day_t day)
{
	struct text prefixe = organisme;

	if (prefixe.len > PREFIXE_MAX)
		prefixe.len = PREFIXE_MAX;
	for (; prefixe.len >= PREFIXE_MIN; prefixe.len--) {
		struct slot slot = slot_of(payeurs->slots, payeurs->affiliation_count, prefixe);

		for (size_t i = slot.from; i < slot.to; i++) {
			const struct affiliation *row = &payeurs->affiliations[i];

			if (text_equal(row->prefixe, prefixe) && in_force(row, day))
				return row;
		}
	}
	return NULL;
}
