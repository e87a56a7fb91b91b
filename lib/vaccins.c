#include "vaccins.h"

#include "config.h"
#include "luhn.h"

#include <stdlib.h>

static const char *const classes[] = {
	[VACCIN_ORDINAIRE] = "ordinaire", [VACCIN_ROR] = "ror", [VACCIN_GRIPPE] = "grippe", NULL};

/* The order is that of the bits. */
static const char *const publics[] = {"enfant", "enceinte", "postnatale", "autre", NULL};

struct row {
	struct vaccin vaccin; /* first: sorted as one */
	const struct config_node *node;
};

static int
by_cip13(const void *a, const void *b)
{
	return text_compare(((const struct vaccin *)a)->cip13, ((const struct vaccin *)b)->cip13);
}

static void
load_vaccin(struct row *row, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"cip13", CONFIG_TEXT, offsetof(struct vaccin, cip13), false, 13, 13, NULL},
		{"denomination", CONFIG_TEXT, offsetof(struct vaccin, denomination), false, 1, 200,
			NULL},
		{"valence", CONFIG_TEXT, offsetof(struct vaccin, valence), false, 1, 200, NULL},
		{"classe", CONFIG_NAME, offsetof(struct vaccin, classe), false, 0, 0, classes},
		{"public", CONFIG_NAMES, offsetof(struct vaccin, publics), false, 0, 0, publics},
		{"taux", CONFIG_RATE, offsetof(struct vaccin, taux_bp), false, 0, 10000, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct vaccin, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	row->node = node;
	config_bind(node, keys, &row->vaccin);
	row->vaccin.where = text_of(config_where(node));
	if (!cip13_ok(row->vaccin.cip13))
		config_die(node, "the key of this CIP13 is wrong");
}

void
vaccins_load(struct vaccins *vaccins, const char *dir)
{
	const struct config_node *list = NULL;
	const struct config_key keys[] = {
		{"vaccins", CONFIG_NODE, 0, false, 0, 0, NULL},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "vaccins.yaml");
	struct vaccin *at;
	struct row *rows;
	size_t i;

	config_bind(config_root(config), keys, &list);
	vaccins->count = config_count(list);
	rows = config_alloc(config, (vaccins->count + 1) * sizeof *rows);
	at = config_alloc(config, (vaccins->count + 1) * sizeof *at);
	for (i = 0; i < vaccins->count; i++)
		load_vaccin(&rows[i], config_item(list, i));
	qsort(rows, vaccins->count, sizeof *rows, by_cip13);
	for (i = 0; i < vaccins->count; i++) {
		if (i && !by_cip13(&rows[i - 1], &rows[i]))
			config_die_both(rows[i].node, rows[i - 1].node, "one CIP13 twice");
		at[i] = rows[i].vaccin;
	}
	vaccins->at = at;
	vaccins->slots = config_slots(config, at, vaccins->count, sizeof *at);
}

const struct vaccin *
vaccins_find(const struct vaccins *vaccins, struct text cip13)
{
	struct slot slot = slot_of(vaccins->slots, vaccins->count, cip13);

	for (size_t i = slot.from; text_given(cip13) && i < slot.to; i++)
		if (text_equal(vaccins->at[i].cip13, cip13))
			return &vaccins->at[i];
	return NULL;
}
