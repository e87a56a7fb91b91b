#include "params.h"

#include "interpretations.h"
#include "publics.h"

struct nir {
	const struct config_node *premiers, *mois, *fictif; /* the first two are pmi-validate's */
};

struct fictif {
	struct text prefixe, ivg, contraception, article, source;
};

#define DIGITS(name, n) {#name, CONFIG_TEXT, offsetof(struct fictif, name), false, n, n, NULL}

/* With three digits of caisse, 13 characters: a NIR. */
static void
load_fictif(struct params *params, const struct config_node *node)
{
	static const struct config_key keys[] = {
		DIGITS(prefixe, 7), DIGITS(ivg, 3), DIGITS(contraception, 3),
		{"article", CONFIG_TEXT, offsetof(struct fictif, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct fictif, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct fictif fictif = {0};

	config_bind(node, keys, &fictif);
	if (!text_digits(fictif.prefixe, 7) || !text_digits(fictif.ivg, 3)
		|| !text_digits(fictif.contraception, 3))
		config_die(node, "a fictitious NIR is made of digits");
	params->fictif_prefixe = fictif.prefixe;
	params->fictif_ivg = fictif.ivg;
	params->fictif_contraception = fictif.contraception;
}

static void
load_identifiants(struct params *params, const char *dir)
{
	const struct config_node *root = NULL;
	const struct config_key root_keys[] = {
		{"nir", CONFIG_NODE, 0, false, 0, 0, NULL},
		{.name = NULL},
	};
	static const struct config_key keys[] = {
		{"premiers", CONFIG_NODE, offsetof(struct nir, premiers), false, 0, 0, NULL},
		{"mois", CONFIG_NODE, offsetof(struct nir, mois), false, 0, 0, NULL},
		{"fictif", CONFIG_NODE, offsetof(struct nir, fictif), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct nir nir = {0};

	config_bind(config_root(config_open(dir, "identifiants.yaml")), root_keys, &root);
	config_bind(root, keys, &nir);
	load_fictif(params, nir.fictif);
}

#define MEDECINS (PROFESSION_GENERALISTE | PROFESSION_PEDIATRE | PROFESSION_GYNECOLOGUE | PROFESSION_MEDECIN)

static void
load_readings(struct params *params, const char *dir)
{
	struct interpretations readings;

	interpretations_load(&readings, dir);
	params->anonymes = interpretation_anonymes(&readings, &params->payeurs);
	params->ivg_toujours_anonyme = interpretation_is(&readings, "C18", "toujours");
	params->signataires_709 = MEDECINS;
	if (interpretation_is(&readings, "C35", "medecin-ou-sage-femme"))
		params->signataires_709 |= PROFESSION_SAGE_FEMME;
}

void
params_load(struct params *params, const char *dir)
{
	struct publics publics;

	actes_load(&params->actes, dir);
	vaccins_load(&params->vaccins, dir);
	payeurs_load(&params->payeurs, dir);
	sites_load(&params->sites, dir, &params->payeurs);
	conventions_load(&params->conventions, dir);
	publics_load(&publics, dir);
	params->majorite_ans = publics.majorite_ans;
	params->majorite = publics.where.majorite;
	load_identifiants(params, dir);
	load_readings(params, dir);
}
