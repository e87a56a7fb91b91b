#include "echeance.h"

#include "payeurs.h"

#include <stdlib.h>

static const char *const etat_names[ETAT_COUNT] = {
	[ETAT_ATTENDU] = "attendu",
	[ETAT_PAYE] = "paye",
	[ETAT_PARTIEL] = "partiel",
	[ETAT_REJETE] = "rejete",
	[ETAT_INDU] = "indu",
	[ETAT_EN_RETARD] = "en-retard",
};

/* As it stands in the file; motif, article and source are for who reads it. */
struct bound {
	struct suspension suspension;
	struct text motif, article, source;
};

static void
check_suspension(const struct suspension *suspension, const struct payeurs *payeurs, const struct config_node *node)
{
	if (suspension->au != DAY_NONE && suspension->au < suspension->du)
		config_die(config_under(node, "au"), "it ends before it begins");
	for (size_t i = 0; i < suspension->payeurs.count; i++)
		if (!payeurs_find(payeurs, suspension->payeurs.at[i]))
			config_die(config_under(node, "payeurs"), "caisses.yaml has no payer %.*s",
				TEXT_ARG(suspension->payeurs.at[i]));
}

static int
by_du(const void *a, const void *b)
{
	const struct suspension *x = a, *y = b;

	return (x->du > y->du) - (x->du < y->du);
}

static void
load_suspensions(struct delai_paiement *delai, const struct config_node *list, const char *dir)
{
	static const struct config_key keys[] = {
		{"du", CONFIG_DATE, offsetof(struct bound, suspension.du), false, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct bound, suspension.au), true, 0, 0, NULL},
		{"payeurs", CONFIG_LIST, offsetof(struct bound, suspension.payeurs), true, 1, 16, NULL},
		{"motif", CONFIG_TEXT, offsetof(struct bound, motif), false, 1, 200, NULL},
		{"article", CONFIG_TEXT, offsetof(struct bound, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct bound, source), false, 0, 0, NULL},
		{0},
	};
	struct payeurs payeurs;

	payeurs_load(&payeurs, dir);
	delai->suspension_count = config_count(list);
	if (delai->suspension_count > SUSPENSIONS_MAX)
		config_die(list, "more than %d suspensions", SUSPENSIONS_MAX);
	for (size_t i = 0; i < delai->suspension_count; i++) {
		struct bound bound = {.suspension = {.au = DAY_NONE}};

		config_bind(config_item(list, i), keys, &bound);
		check_suspension(&bound.suspension, &payeurs, config_item(list, i));
		delai->suspensions[i] = bound.suspension;
	}
	qsort(delai->suspensions, delai->suspension_count, sizeof(*delai->suspensions), by_du);
}

static void
load_anciennetes(struct delai_paiement *delai, const struct config_list *jours, const struct config_node *node)
{
	int64_t before = 0;

	for (size_t i = 0; i < jours->count; i++) {
		int64_t *at = &delai->anciennetes[delai->anciennete_count++];

		if (!text_to_int(jours->at[i], before + 1, 3650, at))
			config_die(config_under(node, "anciennete_jours"),
				"numbers of days, each above the one before, are expected");
		before = *at;
	}
}

void
echeance_load(struct delai_paiement *delai, const char *dir)
{
	struct root {
		const struct config_node *envoi, *forclusion, *paiement, *suspensions;
	} root = {0}; /* envoi is for pmi-route-to-cpam */
	struct paiement {
		int64_t mois, jours_acheminement;
		struct text article, source;
		struct config_list anciennete;
	} paiement = {0};
	static const struct config_key root_keys[] = {
		{"envoi", CONFIG_NODE, offsetof(struct root, envoi), false, 0, 0, NULL},
		{"forclusion", CONFIG_NODE, offsetof(struct root, forclusion), false, 0, 0, NULL},
		{"paiement", CONFIG_NODE, offsetof(struct root, paiement), false, 0, 0, NULL},
		{"suspensions", CONFIG_NODE, offsetof(struct root, suspensions), true, 0, 0, NULL},
		{0},
	};
	static const struct config_key keys[] = {
		{"mois", CONFIG_INT, offsetof(struct paiement, mois), false, 0, 24, NULL},
		{"jours_acheminement", CONFIG_INT, offsetof(struct paiement, jours_acheminement), false, 0, 90, NULL},
		{"anciennete_jours", CONFIG_LIST, offsetof(struct paiement, anciennete), true, 1, ANCIENNETES_MAX, NULL},
		{"article", CONFIG_TEXT, offsetof(struct paiement, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct paiement, source), false, 0, 0, NULL},
		{0},
	};

	config_bind(config_root(config_open(dir, "delais.yaml")), root_keys, &root);
	config_bind(root.paiement, keys, &paiement);
	*delai = (struct delai_paiement){.mois = paiement.mois, .jours_acheminement = paiement.jours_acheminement};
	forclusion_load(&delai->forclusion, root.forclusion);
	load_anciennetes(delai, &paiement.anciennete, root.paiement);
	if (root.suspensions)
		load_suspensions(delai, root.suspensions, dir);
}

static bool
is_for(const struct suspension *suspension, struct text payeur)
{
	for (size_t i = 0; i < suspension->payeurs.count; i++)
		if (text_equal(suspension->payeurs.at[i], payeur))
			return true;
	return !suspension->payeurs.count;
}

/*
 * R095: each suspended day of the delay is one day more at its end, on which another suspension may fall; a
 * day that two of them name is one day. The delay runs from the day after the receipt.
 */
day_t
echeance(const struct delai_paiement *delai, struct text payeur, day_t envoi, day_t reception)
{
	day_t counted = reception != DAY_NONE ? reception /* the last day that was looked at */
		: envoi + (day_t)delai->jours_acheminement;
	day_t last = day_add_months(counted, (int)delai->mois);

	for (size_t i = 0; i < delai->suspension_count; i++) {
		const struct suspension *s = &delai->suspensions[i];
		day_t from = s->du > counted ? s->du : counted + 1;

		if (!is_for(s, payeur) || from > last)
			continue;
		if (s->au == DAY_NONE)
			return DAY_MAX;
		if (s->au < from)
			continue;
		last += s->au - from + 1;
		counted = s->au;
	}
	return last < DAY_MAX ? last : DAY_MAX;
}

enum etat
etat_of(const struct creance *c, day_t last, day_t as_of)
{
	int64_t reste = c->du_cents - c->rejete_cents - c->paye_cents;

	if (reste < 0)
		return ETAT_INDU;
	if (!reste)
		return c->rejete_cents && !c->paye_cents ? ETAT_REJETE : ETAT_PAYE;
	if (c->paye_cents > 0 || c->rejete_cents)
		return ETAT_PARTIEL;
	return as_of > last ? ETAT_EN_RETARD : ETAT_ATTENDU;
}

const char *
etat_name(enum etat etat)
{
	return etat_names[etat];
}
