#include "rejets.h"

#include "config.h"

#include <stdlib.h>

static const char *const niveaux[] = {
	[REJET_LOT] = "lot", [REJET_FACTURE] = "facture", [REJET_LIGNE] = "ligne", NULL};

struct row {
	struct rejet rejet; /* first: sorted as one */
	const struct config_node *node;
};

static int
by_code(const void *a, const void *b)
{
	return text_compare(((const struct rejet *)a)->code, ((const struct rejet *)b)->code);
}

static void
load_rejet(struct row *row, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"code", CONFIG_TEXT, offsetof(struct rejet, code), false, 1, 10, NULL},
		{"niveau", CONFIG_NAME, offsetof(struct rejet, niveau), false, 0, 0, niveaux},
		{"fr", CONFIG_TEXT, offsetof(struct rejet, fr), false, 1, 400, NULL},
		{"suite", CONFIG_TEXT, offsetof(struct rejet, suite), false, 1, 400, NULL},
		{"article", CONFIG_TEXT, offsetof(struct rejet, article), true, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct rejet, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	row->node = node;
	config_bind(node, keys, &row->rejet);
	row->rejet.where = text_of(config_where(node));
}

static void
load_inconnu(struct rejets *rejets, const struct config_node *node)
{
	struct {
		struct text suite, source;
	} into;
	const struct config_key keys[] = {
		{"suite", CONFIG_TEXT, offsetof(__typeof__(into), suite), false, 1, 400, NULL},
		{"source", CONFIG_SOURCE, offsetof(__typeof__(into), source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &into);
	rejets->inconnu = into.suite;
}

void
rejets_load(struct rejets *rejets, const char *dir)
{
	struct {
		const struct config_node *list, *inconnu;
	} root = {NULL, NULL};
	const struct config_key keys[] = {
		{"rejets", CONFIG_NODE, offsetof(__typeof__(root), list), false, 0, 0, NULL},
		{"inconnu", CONFIG_NODE, offsetof(__typeof__(root), inconnu), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "rejets.yaml");
	struct rejet *at;
	struct row *rows;

	config_bind(config_root(config), keys, &root);
	load_inconnu(rejets, root.inconnu);
	rejets->count = config_count(root.list);
	rows = config_alloc(config, (rejets->count + 1) * sizeof(*rows));
	at = config_alloc(config, (rejets->count + 1) * sizeof(*at));
	for (size_t i = 0; i < rejets->count; i++)
		load_rejet(&rows[i], config_item(root.list, i));
	qsort(rows, rejets->count, sizeof(*rows), by_code);
	for (size_t i = 0; i < rejets->count; i++) {
		if (i && !by_code(&rows[i - 1], &rows[i]))
			config_die_both(rows[i].node, rows[i - 1].node, "one code twice");
		at[i] = rows[i].rejet;
	}
	rejets->at = at;
}

const struct rejet *
rejets_find(const struct rejets *rejets, struct text code)
{
	const struct rejet wanted = {.code = text_trim(code)};

	return rejets->count && text_given(wanted.code)
		? bsearch(&wanted, rejets->at, rejets->count, sizeof(*rejets->at), by_code)
		: NULL;
}

struct text
rejet_sentence(const struct rejets *rejets, struct text code, struct text libelle)
{
	const struct rejet *rejet = rejets_find(rejets, code);

	return rejet ? rejet->fr : libelle;
}

struct text
rejet_suite(const struct rejets *rejets, struct text code)
{
	const struct rejet *rejet = rejets_find(rejets, code);

	return rejet ? rejet->suite : rejets->inconnu;
}
