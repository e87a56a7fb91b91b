/*
 * The two dated price lists: tarifs.yaml by act code, marche.yaml by CIP13.
 */
#include <stdio.h>
#include <stdlib.h>

#include "config.h"
#include "params.h"

struct row {
	struct tarif tarif;
	const struct config_node *node;
	struct text article, source, fournisseur;
};

#define KEY(name, type, field, optional, min, max, names) \
	{name, type, offsetof(struct row, field), optional, min, max, names}
#define EUROS_MAX 10000000 /* a price above 100 000 euros is a slip of the decimal point */

static const struct config_key tarif_keys[] = {
	KEY("code", CONFIG_TEXT, tarif.code, false, 1, 20, NULL),
	KEY("du", CONFIG_DATE, tarif.du, false, 0, 0, NULL),
	KEY("au", CONFIG_DATE, tarif.au, true, 0, 0, NULL),
	KEY("connu_le", CONFIG_DATE, tarif.connu_le, true, 0, 0, NULL),
	KEY("euros", CONFIG_EUROS, tarif.cents, false, 1, EUROS_MAX, NULL),
	KEY("professions", CONFIG_NAMES, tarif.professions, true, 0, 0, profession_names),
	KEY("semaines_min", CONFIG_INT, tarif.semaines_min, true, 0, 45, NULL),
	KEY("semaines_max", CONFIG_INT, tarif.semaines_max, true, 0, 45, NULL),
	KEY("article", CONFIG_TEXT, article, false, 1, 120, NULL),
	KEY("source", CONFIG_SOURCE, source, false, 0, 0, NULL),
	{0},
};

static const struct config_key prix_keys[] = {
	KEY("cip13", CONFIG_TEXT, tarif.code, false, 13, 13, NULL),
	KEY("du", CONFIG_DATE, tarif.du, false, 0, 0, NULL),
	KEY("au", CONFIG_DATE, tarif.au, true, 0, 0, NULL),
	KEY("connu_le", CONFIG_DATE, tarif.connu_le, true, 0, 0, NULL),
	KEY("euros", CONFIG_EUROS, tarif.cents, false, 1, EUROS_MAX, NULL),
	KEY("fournisseur", CONFIG_TEXT, fournisseur, false, 1, 120, NULL),
	KEY("article", CONFIG_TEXT, article, false, 1, 120, NULL),
	KEY("source", CONFIG_SOURCE, source, false, 0, 0, NULL),
	{0},
};

struct list {
	const char *file, *key;
	const struct config_key *keys;
	enum field champ;
	const struct vaccins *vaccins; /* NULL: the codes are not CIP13 */
};

/* What a bordereau cites: the entry by what it is, since a line number would move. */
static struct text
ref_of(const struct config *config, const char *file, const struct row *row)
{
	const struct tarif *t = &row->tarif;
	size_t size = t->code.len + row->article.len + 128;
	char *ref = config_alloc(config, size), du[DAY_SIZE], connu_le[DAY_SIZE], semaines[32] = "";

	if (t->semaines_min > 0)
		snprintf(semaines, sizeof semaines, " semaines %d", (int)t->semaines_min);
	snprintf(ref, size, "%s %.*s %s%s%s%s, %.*s", file, TEXT_ARG(t->code), day_format(t->du, du),
		semaines, t->connu_le == DAY_NONE ? "" : " connu le ",
		day_format(t->connu_le, connu_le), TEXT_ARG(row->article));
	return text_of(ref);
}

static void
row_read(const struct config *config, const struct config_node *node, const struct list *list,
	struct row *row)
{
	struct tarif *t = &row->tarif;

	row->node = node;
	t->au = t->connu_le = DAY_NONE;
	t->semaines_max = SEMAINES_MAX;
	config_bind(node, list->keys, row);
	if (t->au != DAY_NONE && t->au < t->du)
		config_die(node, "%.*s ends before it begins", TEXT_ARG(t->code));
	if (t->semaines_max < t->semaines_min)
		config_die(node, "%.*s has no week that it applies to", TEXT_ARG(t->code));
	if (list->vaccins && !vaccins_find(list->vaccins, t->code))
		config_die(node, "vaccins.yaml has no CIP13 %.*s", TEXT_ARG(t->code));
	t->ref = ref_of(config, list->file, row);
	t->where = text_of(config_where(node));
}

static int
row_compare(const void *a, const void *b)
{
	const struct tarif *left = &((const struct row *)a)->tarif;
	const struct tarif *right = &((const struct row *)b)->tarif;
	int order = text_compare(left->code, right->code);

	return order ? order : (left->du > right->du) - (left->du < right->du);
}

/* Never two prices for one act on one day, learnt on one day: who would choose? */
static void
rows_check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct tarif *t = &rows[i].tarif;

		for (size_t j = i + 1; j < count && text_equal(rows[j].tarif.code, t->code); j++)
			if (tarif_overlap(t, &rows[j].tarif))
				config_die_both(rows[j].node, rows[i].node,
					"%.*s has two prices on one day: close one with \"au\", or say "
					"when the later one was learnt (\"connu_le\")", TEXT_ARG(t->code));
	}
}

static void
list_load(struct tarifs *tarifs, const char *dir, const struct list *list)
{
	const struct config_node *node = NULL;
	const struct config_key keys[] = {{list->key, CONFIG_NODE, 0, false, 0, 0, NULL}, {0}};
	struct config *config = config_open(dir, list->file);
	struct row *rows;
	struct tarif *at;
	size_t count;

	config_bind(config_root(config), keys, &node);
	count = config_count(node);
	rows = config_alloc(config, (count + 1) * sizeof *rows);
	at = config_alloc(config, (count + 1) * sizeof *at);
	for (size_t i = 0; i < count; i++)
		row_read(config, config_item(node, i), list, &rows[i]);
	qsort(rows, count, sizeof *rows, row_compare);
	rows_check(rows, count);
	for (size_t i = 0; i < count; i++)
		at[i] = rows[i].tarif;
	*tarifs = (struct tarifs){at, count, list->champ, DAY_MAX, config_slots(config, at, count, sizeof *at)};
}

void
tarifs_load(struct tarifs *tarifs, const char *dir)
{
	static const struct list list = {"tarifs.yaml", "tarifs", tarif_keys, F_ACTE_CODE, NULL};

	list_load(tarifs, dir, &list);
}

void
marche_load(struct tarifs *marche, const char *dir, const struct vaccins *vaccins)
{
	const struct list list = {"marche.yaml", "prix", prix_keys, F_CIP13, vaccins};

	list_load(marche, dir, &list);
}
