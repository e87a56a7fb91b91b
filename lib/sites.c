#include "sites.h"

#include "config.h"
#include "luhn.h"

#include <stdlib.h>

static int
by_key(const void *a, const void *b)
{
	return text_compare(((const struct site *)a)->key, ((const struct site *)b)->key);
}

/* As it stands in the file: the payer still by its name. */
struct bound {
	struct site site;
	const struct config_node *payeur;
};

static const char *const types[] = {[SITE_MDS] = "mds", [SITE_CPEF] = "cpef", NULL};

#define SITE_TEXT(name, optional, max) \
	{#name, CONFIG_TEXT, offsetof(struct bound, site.name), optional, 1, max, NULL}

static const struct config_key site_keys[] = {
	{"type", CONFIG_NAME, offsetof(struct bound, site.type), false, 0, 0, types},
	SITE_TEXT(territoire, false, 40),
	SITE_TEXT(nom, false, 80),
	SITE_TEXT(adresse, false, 120),
	SITE_TEXT(code_postal, false, 5),
	SITE_TEXT(ville, false, 60),
	SITE_TEXT(telephone, true, 20),
	SITE_TEXT(finess, true, 9),
	SITE_TEXT(article, false, 200),
	{"payeur", CONFIG_NODE, offsetof(struct bound, payeur), false, 0, 0, NULL},
	{"du", CONFIG_DATE, offsetof(struct bound, site.du), false, 0, 0, NULL},
	{"au", CONFIG_DATE, offsetof(struct bound, site.au), true, 0, 0, NULL},
	{"source", CONFIG_SOURCE, offsetof(struct bound, site.source), false, 0, 0, NULL},
	{.name = NULL},
};

static void
load_site(struct site *site, struct text key, const struct config_node *node,
	const struct payeurs *payeurs)
{
	struct bound bound = {.site = {.key = key, .du = DAY_NONE, .au = DAY_NONE}};

	config_bind(node, site_keys, &bound);
	*site = bound.site;
	site->where = text_of(config_where(node));
	site->payeur = payeurs_find(payeurs, config_scalar(bound.payeur));
	if (!site->payeur)
		config_die(bound.payeur, "no payer of this name in caisses.yaml");
	if (!text_digits(site->code_postal, 5))
		config_die(node, "code_postal of %.*s is not five digits", TEXT_ARG(key));
	if (text_given(site->finess) && !finess_ok(site->finess))
		config_die(node, "finess of %.*s: its key is wrong", TEXT_ARG(key));
	if (site->au != DAY_NONE && site->au < site->du)
		config_die(node, "%.*s is listed until before it is listed", TEXT_ARG(key));
}

void
sites_load(struct sites *sites, const char *dir, const struct payeurs *payeurs)
{
	const struct config_node *list = NULL;
	const struct config_key keys[] = {
		{"sites", CONFIG_NODE, 0, false, 0, 0, NULL},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "sites.yaml");
	struct site *at;
	size_t i;

	config_bind(config_root(config), keys, &list);
	sites->count = config_pairs(list);
	at = config_alloc(config, (sites->count + 1) * sizeof *at);
	for (i = 0; i < sites->count; i++)
		load_site(&at[i], config_pair_key(list, i), config_pair_value(list, i), payeurs);
	qsort(at, sites->count, sizeof *at, by_key);
	sites->at = at;
	sites->slots = config_slots(config, at, sites->count, sizeof *at);
}

const struct site *
sites_find(const struct sites *sites, struct text key)
{
	struct slot slot = slot_of(sites->slots, sites->count, key);

	for (size_t i = slot.from; text_given(key) && i < slot.to; i++)
		if (text_equal(sites->at[i].key, key))
			return &sites->at[i];
	return NULL;
}

bool
site_is_listed(const struct site *site, day_t day)
{
	return site->du <= day && (site->au == DAY_NONE || day <= site->au);
}

const struct site *
sites_at(const struct sites *sites, struct text key, day_t day)
{
	const struct site *site = sites_find(sites, key);

	return site && site_is_listed(site, day) ? site : NULL;
}
