#include "interpretations.h"

#include "log.h"
#include "nearest.h"

#include <stdio.h>
#include <stdlib.h>

#define PERMIS_MAX 8
#define CHOIX_SIZE 48

#define KEY(name, type, field, optional, max) \
	{name, type, offsetof(struct bound, field), optional, max ? 1 : 0, max, NULL}

/* As it stands in the file: the readings allowed still a mapping. */
struct bound {
	struct interpretation interpretation;
	const struct config_node *permis;
};

static const struct config_key keys[] = {
	KEY("ou", CONFIG_TEXT, interpretation.ou, false, 200),
	KEY("fr", CONFIG_TEXT, interpretation.fr, false, 400),
	KEY("en", CONFIG_TEXT, interpretation.en, false, 400),
	KEY("choix", CONFIG_TEXT, interpretation.choix, false, 40),
	KEY("permis", CONFIG_NODE, permis, false, 0),
	KEY("cle", CONFIG_TEXT, interpretation.cle, true, 120),
	KEY("pourquoi", CONFIG_TEXT, interpretation.pourquoi, true, 400),
	KEY("source", CONFIG_SOURCE, interpretation.source, false, 0),
	{0},
};

static void
load_permis(struct interpretation *i, const struct config *config, const struct config_node *node)
{
	size_t count = config_pairs(node);
	struct choix *at = config_alloc(config, (count + 1) * sizeof(*at));

	if (!count || count > PERMIS_MAX)
		config_die(node, "%.*s: from 1 to %d readings", TEXT_ARG(i->id), PERMIS_MAX);
	for (size_t k = 0; k < count; k++)
		at[k] = (struct choix){config_pair_key(node, k), config_scalar(config_pair_value(node, k))};
	i->permis = at;
	i->permis_count = count;
}

static bool
is_permis(const struct interpretation *i, struct text choix)
{
	for (size_t k = 0; k < i->permis_count; k++)
		if (text_equal(i->permis[k].cle, choix))
			return true;
	return false;
}

static void
check_choix(const struct interpretation *i)
{
	struct nearest near = {.word = i->choix};
	char names[PERMIS_MAX][CHOIX_SIZE];

	if (is_permis(i, i->choix))
		return;
	for (size_t k = 0; k < i->permis_count; k++) {
		snprintf(names[k], sizeof(names[k]), "%.*s", TEXT_ARG(i->permis[k].cle));
		nearest_try(&near, names[k]);
	}
	config_die(config_under(i->node, "choix"), "%.*s is not one of `permis`%s%s", TEXT_ARG(i->choix),
		near.name ? "; did you mean " : "", near.name ? near.name : "");
}

static void
load_one(struct interpretation *i, const struct config *config, struct text id,
	const struct config_node *node)
{
	struct bound bound = {.interpretation = {.id = id, .node = node}};

	config_bind(node, keys, &bound);
	*i = bound.interpretation;
	load_permis(i, config, bound.permis);
	check_choix(i);
	if ((i->permis_count == 1 && !text_given(i->cle)) != text_given(i->pourquoi))
		config_die(node, "%.*s: `pourquoi` says why there is nothing to choose, and is for that alone",
			TEXT_ARG(id));
}

static int
by_id(const void *a, const void *b)
{
	return text_compare(((const struct interpretation *)a)->id, ((const struct interpretation *)b)->id);
}

void
interpretations_load(struct interpretations *interpretations, const char *dir)
{
	struct config *config = config_open(dir, "interpretations.yaml");
	const struct config_node *root = config_root(config);
	size_t count = config_pairs(root);
	struct interpretation *at = config_alloc(config, (count + 1) * sizeof(*at));

	for (size_t k = 0; k < count; k++)
		load_one(&at[k], config, config_pair_key(root, k), config_pair_value(root, k));
	qsort(at, count, sizeof(*at), by_id);
	*interpretations = (struct interpretations){at, count};
}

const struct interpretation *
interpretations_find(const struct interpretations *interpretations, struct text id)
{
	const struct interpretation key = {.id = id};

	return interpretations->count ? bsearch(&key, interpretations->at, interpretations->count,
		sizeof(key), by_id) : NULL;
}

static const struct interpretation *
need(const struct interpretations *interpretations, const char *id)
{
	const struct interpretation *i = interpretations_find(interpretations, text_of(id));

	if (!i)
		die(EX_CONFIG, "interpretations.yaml has no %s, which this program asks for", id);
	return i;
}

bool
interpretation_is(const struct interpretations *interpretations, const char *id, const char *choix)
{
	const struct interpretation *i = need(interpretations, id);

	if (!is_permis(i, text_of(choix)))
		config_die(i->node, "%s: `permis` has no %s, which this program knows", id, choix);
	return text_is(i->choix, choix);
}

const struct payeur *
interpretation_anonymes(const struct interpretations *interpretations, const struct payeurs *payeurs)
{
	const struct interpretation *i = need(interpretations, "C20");
	const struct payeur *payeur = payeurs_find(payeurs, i->choix);

	if (interpretation_is(interpretations, "C20", "site"))
		return NULL;
	if (!payeur)
		config_die(config_under(i->node, "choix"), "no payer of this name in caisses.yaml");
	return payeur;
}
