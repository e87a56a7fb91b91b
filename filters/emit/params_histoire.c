/*
 * params_histoire - config/frequences.yaml, signataires.yaml, indicateurs.yaml
 */
#include "config.h"
#include "log.h"
#include "params.h"

#define END {.name = NULL}

static void
load_frequence(struct frequence *frequence, const struct config_node *node)
{
	static const char *const pars[] = {[PAR_VIE] = "vie", [PAR_FENETRE] = "fenetre",
		[PAR_AGE] = "age", [PAR_GROSSESSE] = "grossesse", [PAR_JOUR] = "jour", NULL};
	struct entry {
		struct config_list codes;
		struct frequence frequence;
		struct text article, source;
	} entry = {.frequence = {.du = DAY_NONE, .au = DAY_NONE}};
	static const struct config_key keys[] = {
		{"codes", CONFIG_LIST, offsetof(struct entry, codes), false, 1, FREQUENCE_CODES_MAX, NULL},
		{"par", CONFIG_NAME, offsetof(struct entry, frequence.par), false, 0, 0, pars},
		{"nombre", CONFIG_INT, offsetof(struct entry, frequence.nombre), false, 1, 1000, NULL},
		{"mois", CONFIG_INT, offsetof(struct entry, frequence.mois), true, 1, 1200, NULL},
		{"ensemble", CONFIG_YESNO, offsetof(struct entry, frequence.ensemble), true, 0, 0, NULL},
		{"ferme", CONFIG_YESNO, offsetof(struct entry, frequence.ferme), false, 0, 0, NULL},
		{"du", CONFIG_DATE, offsetof(struct entry, frequence.du), true, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct entry, frequence.au), true, 0, 0, NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		END,
	};

	config_bind(node, keys, &entry);
	if ((entry.frequence.par == PAR_AGE) != (entry.frequence.mois != 0))
		config_die(node, "mois goes with par: age, and with nothing else");
	*frequence = entry.frequence;
	frequence->code_count = entry.codes.count;
	for (size_t i = 0; i < entry.codes.count; i++)
		frequence->codes[i] = entry.codes.at[i];
}

/* A code that no act has, or so many rows of one that some would not be counted. */
static void
check_codes(const struct params *params, size_t last, const struct config_node *node)
{
	const struct frequence *f = &params->frequences[last];
	const struct acte *acte;

	for (size_t i = 0; i < f->code_count; i++) {
		size_t rows = 0;

		if (actes_find(&params->actes, f->codes[i], f->du, &acte) == ACTE_UNKNOWN)
			config_die(config_under(node, "codes"), "%.*s is no act of actes.yaml",
				TEXT_ARG(f->codes[i]));
		for (size_t k = 0; k <= last; k++)
			rows += frequence_names(&params->frequences[k], f->codes[i]);
		if (rows > COMPTES_MAX)
			config_die(node, "more than %d rows of %.*s", COMPTES_MAX, TEXT_ARG(f->codes[i]));
	}
}

static int64_t
load_number(const struct config_node *node, const char *name)
{
	struct entry {
		int64_t number;
		struct text article, source;
	} entry = {0};
	const struct config_key keys[] = {
		{name, CONFIG_INT, offsetof(struct entry, number), false, 1, 1000, NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		END,
	};

	config_bind(node, keys, &entry);
	return entry.number;
}

void
params_load_frequences(struct params *params, const char *dir)
{
	struct root {
		const struct config_node *frequences, *vaccins, *pegase;
	} root;
	static const struct config_key keys[] = {
		{"frequences", CONFIG_NODE, offsetof(struct root, frequences), false, 0, 0, NULL},
		{"vaccins", CONFIG_NODE, offsetof(struct root, vaccins), false, 0, 0, NULL},
		{"pegase", CONFIG_NODE, offsetof(struct root, pegase), false, 0, 0, NULL},
		END,
	};

	config_bind(config_root(config_open(dir, "frequences.yaml")), keys, &root);
	params->frequence_count = config_count(root.frequences);
	if (params->frequence_count > FREQUENCES_MAX)
		config_die(root.frequences, "more than %d frequences", FREQUENCES_MAX);
	for (size_t i = 0; i < params->frequence_count; i++) {
		load_frequence(&params->frequences[i], config_item(root.frequences, i));
		check_codes(params, i, config_item(root.frequences, i));
	}
	params->doses_par_jour = load_number(root.vaccins, "doses_par_jour");
	params->bilans_par_an = load_number(root.pegase, "bilans_par_an");
}

static void
load_signataire(struct signataire *signataire, struct text key, const struct config_node *node)
{
	struct entry {
		struct signataire signataire;
		struct text article, source;
	} entry = {.signataire = {.key = key, .au = DAY_NONE}};
	static const struct config_key keys[] = {
		{"libelle", CONFIG_TEXT, offsetof(struct entry, signataire.libelle), false, 1, 120, NULL},
		{"du", CONFIG_DATE, offsetof(struct entry, signataire.du), false, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct entry, signataire.au), true, 0, 0, NULL},
		{"article", CONFIG_TEXT, offsetof(struct entry, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		END,
	};

	config_bind(node, keys, &entry);
	if (entry.signataire.au != DAY_NONE && entry.signataire.au < entry.signataire.du)
		config_die(node, "au is before du");
	*signataire = entry.signataire;
}

static const struct signataire *
find_signataire(const struct params *params, struct text key)
{
	for (size_t i = 0; i < params->signataire_count; i++)
		if (text_equal(params->signataires[i].key, key))
			return &params->signataires[i];
	return NULL;
}

void
params_load_signataires(struct params *params, const char *dir)
{
	struct root {
		struct text par_defaut, source;
		const struct config_node *signataires;
	} root;
	static const struct config_key keys[] = {
		{"par_defaut", CONFIG_TEXT, offsetof(struct root, par_defaut), false, 1, 40, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct root, source), false, 0, 0, NULL},
		{"signataires", CONFIG_NODE, offsetof(struct root, signataires), false, 0, 0, NULL},
		END,
	};
	const struct config_node *node = config_root(config_open(dir, "signataires.yaml"));

	config_bind(node, keys, &root);
	params->signataire_count = config_pairs(root.signataires);
	if (params->signataire_count > SIGNATAIRES_MAX)
		config_die(root.signataires, "more than %d signataires", SIGNATAIRES_MAX);
	for (size_t i = 0; i < params->signataire_count; i++)
		load_signataire(&params->signataires[i], config_pair_key(root.signataires, i),
			config_pair_value(root.signataires, i));
	params->signataire = find_signataire(params, root.par_defaut);
	if (!params->signataire)
		config_die(config_under(node, "par_defaut"), "none of signataires");
}

void
params_sign(struct params *params, const char *key)
{
	params->signataire = find_signataire(params, text_of(key));
	if (!params->signataire)
		die(EX_USAGE, "--signatory %s: no function of config/signataires.yaml", key);
}

bool
signataire_on(const struct signataire *signataire, day_t day)
{
	return day >= signataire->du && (signataire->au == DAY_NONE || day <= signataire->au);
}

void
params_load_tranches(struct params *params, const char *dir)
{
	struct root {
		const struct config_node *tranches;
		const struct config_node *indicateurs, *compteurs, *mrtc, *a_la_main; /* for pmi-report */
		struct text source;
	} root;
	struct entry {
		struct tranche tranche;
		struct text source;
	};
	static const struct config_key root_keys[] = {
		{"tranches", CONFIG_NODE, offsetof(struct root, tranches), false, 0, 0, NULL},
		{"indicateurs", CONFIG_NODE, offsetof(struct root, indicateurs), false, 0, 0, NULL},
		{"compteurs", CONFIG_NODE, offsetof(struct root, compteurs), false, 0, 0, NULL},
		{"mrtc", CONFIG_NODE, offsetof(struct root, mrtc), false, 0, 0, NULL},
		{"a_la_main", CONFIG_NODE, offsetof(struct root, a_la_main), false, 0, 0, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct root, source), false, 0, 0, NULL},
		END,
	};
	static const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct entry, tranche.nom), false, 1, 40, NULL},
		{"a_mois", CONFIG_INT, offsetof(struct entry, tranche.a_mois), false, 1, 1200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct entry, source), false, 0, 0, NULL},
		END,
	};

	config_bind(config_root(config_open(dir, "indicateurs.yaml")), root_keys, &root);
	params->tranche_count = config_count(root.tranches);
	if (params->tranche_count > TRANCHES_MAX)
		config_die(root.tranches, "more than %d tranches", TRANCHES_MAX);
	for (size_t i = 0; i < params->tranche_count; i++) {
		const struct config_node *node = config_item(root.tranches, i);
		struct entry entry = {0};

		config_bind(node, keys, &entry);
		if (i && entry.tranche.a_mois <= params->tranches[i - 1].a_mois)
			config_die(node, "a_mois is not above that of the one before");
		params->tranches[i] = entry.tranche;
	}
}

struct text
params_tranche(const struct params *params, day_t naissance, day_t at)
{
	if (naissance == DAY_NONE || at == DAY_NONE || at < naissance)
		return TEXT_ABSENT;
	for (size_t i = 0; i < params->tranche_count; i++)
		if (at < acte_day_of_age(naissance, ACTE_MOIS, params->tranches[i].a_mois))
			return params->tranches[i].nom;
	return TEXT_ABSENT;
}
