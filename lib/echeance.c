#include "echeance.h"

#include "config.h"

static const char *const etat_names[ETAT_COUNT] = {
	[ETAT_ATTENDU] = "attendu",
	[ETAT_PAYE] = "paye",
	[ETAT_PARTIEL] = "partiel",
	[ETAT_INDU] = "indu",
	[ETAT_EN_RETARD] = "en-retard",
};

void
echeance_load(struct delai_paiement *delai, const char *dir)
{
	struct {
		struct delai_paiement delai;
		struct text article, source;
	} bound = {{0, 0}, TEXT_ABSENT, TEXT_ABSENT};
	const size_t article = (size_t)((char *)&bound.article - (char *)&bound);
	const struct config_node *nodes[3]; /* envoi and forclusion are for pmi-route-to-cpam */
	const struct config_key root[] = {
		{"envoi", CONFIG_NODE, 0, false, 0, 0, NULL},
		{"forclusion", CONFIG_NODE, sizeof(*nodes), false, 0, 0, NULL},
		{"paiement", CONFIG_NODE, 2 * sizeof(*nodes), false, 0, 0, NULL},
		{NULL, CONFIG_TEXT, 0, false, 0, 0, NULL},
	};
	const struct config_key keys[] = {
		{"mois", CONFIG_INT, offsetof(struct delai_paiement, mois), false, 0, 24, NULL},
		{"jours_acheminement", CONFIG_INT, offsetof(struct delai_paiement, jours_acheminement),
			false, 0, 90, NULL},
		{"article", CONFIG_TEXT, article, false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, article + sizeof(bound.article), false, 0, 0, NULL},
		{NULL, CONFIG_TEXT, 0, false, 0, 0, NULL},
	};
	struct config *config = config_open(dir, "delais.yaml");

	config_bind(config_root(config), root, nodes);
	config_bind(nodes[2], keys, &bound);
	*delai = bound.delai;
	config_close(config);
}

day_t
echeance(const struct delai_paiement *delai, day_t envoi)
{
	return day_add_months(envoi + (day_t)delai->jours_acheminement, (int)delai->mois);
}

enum etat
etat_of(int64_t due_cents, int64_t paye_cents, day_t last, day_t as_of)
{
	if (paye_cents > due_cents)
		return ETAT_INDU;
	if (paye_cents == due_cents)
		return ETAT_PAYE;
	if (paye_cents > 0)
		return ETAT_PARTIEL;
	return as_of > last ? ETAT_EN_RETARD : ETAT_ATTENDU;
}

const char *
etat_name(enum etat etat)
{
	return etat_names[etat];
}
