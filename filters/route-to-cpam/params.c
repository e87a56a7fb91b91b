#include "params.h"

#include "interpretations.h"

static const char *const periodes[] = {[PERIODE_MOIS] = "mois",
	[PERIODE_TRIMESTRE] = "trimestre", [PERIODE_SEMESTRE] = "semestre", NULL};

/* How lines are grouped and which files are made is pmi-emit's; bound here, so that a wrong key is said by both. */
struct support_entry {
	unsigned periode;
	bool terme_echu;
	struct text groupe, lignes_max, rectificatif, article, source;
	struct config_list sorties;
};

static void
load_support(unsigned *periode, bool *terme_echu, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"periode", CONFIG_NAME, offsetof(struct support_entry, periode), false, 0, 0,
			periodes},
		{"terme_echu", CONFIG_YESNO, offsetof(struct support_entry, terme_echu), true, 0, 0,
			NULL},
		{"groupe", CONFIG_TEXT, offsetof(struct support_entry, groupe), false, 0, 0, NULL},
		{"lignes_max", CONFIG_TEXT, offsetof(struct support_entry, lignes_max), true, 0, 0,
			NULL},
		{"sorties", CONFIG_LIST, offsetof(struct support_entry, sorties), true, 0, 0, NULL},
		{"rectificatif", CONFIG_TEXT, offsetof(struct support_entry, rectificatif), true, 0, 0, NULL},
		{"article", CONFIG_TEXT, offsetof(struct support_entry, article), false, 0, 0,
			NULL},
		{"source", CONFIG_SOURCE, offsetof(struct support_entry, source), false, 0, 0,
			NULL},
		{.name = NULL},
	};
	struct support_entry entry = {0};

	config_bind(node, keys, &entry);
	*periode = entry.periode;
	*terme_echu = entry.terme_echu;
}

struct support_nodes {
	const struct config_node *at[SUPPORT_COUNT];
};

#define SUPPORT(name, index) \
	{name, CONFIG_NODE, offsetof(struct support_nodes, at[index]), false, 0, 0, NULL}

static void
load_supports(struct params *params, const char *dir)
{
	static const struct config_key keys[] = {
		SUPPORT("b2", SUPPORT_B2), SUPPORT("feuille", SUPPORT_FEUILLE),
		SUPPORT("708", SUPPORT_708), SUPPORT("709", SUPPORT_709),
		SUPPORT("recapitulatif", SUPPORT_RECAPITULATIF), SUPPORT("pegase", SUPPORT_PEGASE),
		{.name = NULL},
	};
	const struct config_node *supports = NULL;
	const struct config_key root_keys[] = {
		{"supports", CONFIG_NODE, 0, false, 0, 0, NULL},
		{.name = NULL},
	};
	struct support_nodes nodes = {0};
	size_t i;

	config_bind(config_root(config_open(dir, "supports.yaml")), root_keys, &supports);
	config_bind(supports, keys, &nodes);
	for (i = 0; i < SUPPORT_COUNT; i++) {
		load_support(&params->periodes[i], &params->terme_echu[i], nodes.at[i]);
		params->supports[i] = text_of(config_where(nodes.at[i]));
	}
}

struct delais {
	const struct config_node *envoi, *forclusion, *paiement, *suspensions; /* the last two are pmi-reconcile-payment's */
};

struct envoi {
	int64_t jours, jours_ouvres;
	struct text article, source;
};

static void
load_delais(struct params *params, const char *dir)
{
	static const struct config_key root_keys[] = {
		{"envoi", CONFIG_NODE, offsetof(struct delais, envoi), false, 0, 0, NULL},
		{"forclusion", CONFIG_NODE, offsetof(struct delais, forclusion), false, 0, 0, NULL},
		{"paiement", CONFIG_NODE, offsetof(struct delais, paiement), false, 0, 0, NULL},
		{"suspensions", CONFIG_NODE, offsetof(struct delais, suspensions), true, 0, 0, NULL},
		{.name = NULL},
	};
	static const struct config_key keys[] = {
		{"jours", CONFIG_INT, offsetof(struct envoi, jours), false, 0, 366, NULL},
		{"jours_ouvres", CONFIG_INT, offsetof(struct envoi, jours_ouvres), false, 0, 366,
			NULL},
		{"article", CONFIG_TEXT, offsetof(struct envoi, article), false, 0, 0, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct envoi, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct delais delais = {0};
	struct envoi envoi = {0};

	config_bind(config_root(config_open(dir, "delais.yaml")), root_keys, &delais);
	config_bind(delais.envoi, keys, &envoi);
	params->envoi = text_of(config_where(delais.envoi));
	params->jours = envoi.jours;
	params->jours_ouvres = envoi.jours_ouvres;
	forclusion_load(&params->forclusion, delais.forclusion);
}

/* The later the care, the later its delay ends. */
void
params_as_of(struct params *params, day_t as_of)
{
	day_t first = as_of;

	while (day_add_working(first - 1, (int)params->jours_ouvres) >= as_of)
		first--;
	params->ouvres_depuis = first;
}

void
params_load(struct params *params, const char *dir)
{
	struct interpretations readings;

	payeurs_load(&params->payeurs, dir);
	sites_load(&params->sites, dir, &params->payeurs);
	conventions_load(&params->conventions, dir);
	load_supports(params, dir);
	load_delais(params, dir);
	interpretations_load(&readings, dir);
	params->titre_2_par_site = interpretation_is(&readings, "C15", "site");
	params->anonymes = interpretation_anonymes(&readings, &params->payeurs);
}
