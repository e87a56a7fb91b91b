#include "noemie_rules.h"

#include "config.h"

#include <string.h>

#define ENTITY_MIN 6   /* code, level, @ */
#define ENTITY_MAX 999 /* NOEMIE_LONGEST */

static const char *const strictness[] = {
	[NOEMIE_REFUSER] = "refuser", [NOEMIE_DIRE] = "dire", [NOEMIE_TAIRE] = "taire", NULL};
static const char *const counts[] = {"entites", "blocs", NULL}; /* the order is that of the bits */
static const char *const positive[] = {"retire", "ajoute", NULL};

struct written {
	const struct config_node *controles, *comptes, *references, *emetteurs, *entites;
};

struct controls {
	unsigned control[NOEMIE_CONTROL_COUNT];
	struct text source;
};

/* Every control must be told: none is taken for granted. */
static void
load_controls(struct noemie_rules *rules, const struct config_node *node)
{
#define CONTROL(name, which) \
	{name, CONFIG_NAME, offsetof(struct controls, control[which]), false, 0, 0, strictness}
	static const struct config_key keys[] = {
		CONTROL("niveaux", NOEMIE_NIVEAUX),
		CONTROL("reglement_clos", NOEMIE_REGLEMENT_CLOS),
		CONTROL("niveau_990", NOEMIE_NIVEAU_990),
		CONTROL("cumul_990", NOEMIE_CUMUL_990),
		CONTROL("compteur_990", NOEMIE_COMPTEUR_990),
		CONTROL("cumul_999", NOEMIE_CUMUL_999),
		CONTROL("enregistrements_999", NOEMIE_ENREGISTREMENTS_999),
		CONTROL("entete_999", NOEMIE_ENTETE_999),
		CONTROL("flux_test", NOEMIE_FLUX_TEST),
		CONTROL("reference", NOEMIE_REFERENCE),
		CONTROL("emetteur", NOEMIE_EMETTEUR),
		{"source", CONFIG_SOURCE, offsetof(struct controls, source), false, 0, 0, NULL},
		{.name = NULL},
	};
#undef CONTROL
	struct controls into;

	config_bind(node, keys, &into);
	memcpy(rules->control, into.control, sizeof(into.control));
}

static void
load_comptes(struct noemie_rules *rules, const struct config_node *node)
{
	struct {
		unsigned retenue, enregistrements;
		struct text suite, source;
	} into;
	const struct config_key keys[] = {
		{"retenue_positive", CONFIG_NAME, offsetof(__typeof__(into), retenue), false, 0, 0, positive},
		{"enregistrements", CONFIG_NAMES, offsetof(__typeof__(into), enregistrements), false, 0, 0, counts},
		{"drapeau_suite", CONFIG_TEXT, offsetof(__typeof__(into), suite), false, 1, 1, NULL},
		{"source", CONFIG_SOURCE, offsetof(__typeof__(into), source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &into);
	rules->retenue_added = into.retenue == 1;
	rules->enregistrements = into.enregistrements;
	rules->suite = *into.suite.at;
	if (rules->suite == '1')
		config_die(config_under(node, "drapeau_suite"), "1 is the flag of the last block");
}

static void
load_references(struct noemie_rules *rules, const struct config *config, const struct config_node *list)
{
	static const struct config_key keys[] = {
		{"reference", CONFIG_TEXT, offsetof(struct noemie_reference, reference), false, 1, 4, NULL},
		{"libelle", CONFIG_TEXT, offsetof(struct noemie_reference, libelle), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct noemie_reference, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	size_t count = config_count(list);
	struct noemie_reference *at = config_alloc(config, (count + 1) * sizeof(*at));

	for (size_t i = 0; i < count; i++)
		config_bind(config_item(list, i), keys, &at[i]);
	rules->references = at;
	rules->reference_count = count;
}

static void
load_emetteurs(struct noemie_rules *rules, const struct config_node *node)
{
	struct {
		struct config_list codes;
		struct text source;
	} into;
	const struct config_key keys[] = {
		{"codes", CONFIG_LIST, offsetof(__typeof__(into), codes), false, 1, 100, NULL},
		{"source", CONFIG_SOURCE, offsetof(__typeof__(into), source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, &into);
	rules->emetteurs = into.codes.at;
	rules->emetteur_count = into.codes.count;
}

static void
load_others(struct noemie_rules *rules, const struct config *config, const struct config_node *list)
{
	static const struct config_key keys[] = {
		{"code", CONFIG_TEXT, offsetof(struct noemie_other, code), false, 3, 3, NULL},
		{"longueur", CONFIG_INT, offsetof(struct noemie_other, longueur), false, ENTITY_MIN, ENTITY_MAX, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct noemie_other, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	size_t count = config_count(list);
	struct noemie_other *at = config_alloc(config, (count + 1) * sizeof(*at));

	for (size_t i = 0; i < count; i++) {
		config_bind(config_item(list, i), keys, &at[i]);
		if (!text_digits(at[i].code, 3))
			config_die(config_under(config_item(list, i), "code"), "the code of an entity is 3 digits");
	}
	rules->others = at;
	rules->other_count = count;
}

void
noemie_rules_load(struct noemie_rules *rules, const char *dir)
{
	static const struct config_key keys[] = {
		{"controles", CONFIG_NODE, offsetof(struct written, controles), false, 0, 0, NULL},
		{"comptes", CONFIG_NODE, offsetof(struct written, comptes), false, 0, 0, NULL},
		{"references", CONFIG_NODE, offsetof(struct written, references), false, 0, 0, NULL},
		{"emetteurs", CONFIG_NODE, offsetof(struct written, emetteurs), false, 0, 0, NULL},
		{"entites", CONFIG_NODE, offsetof(struct written, entites), true, 0, 0, NULL},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "noemie.yaml");
	struct written written = {0};

	*rules = (struct noemie_rules){0};
	config_bind(config_root(config), keys, &written);
	load_controls(rules, written.controles);
	load_comptes(rules, written.comptes);
	load_references(rules, config, written.references);
	load_emetteurs(rules, written.emetteurs);
	if (written.entites)
		load_others(rules, config, written.entites);
}

const struct noemie_other *
noemie_other(const struct noemie_rules *rules, struct text code)
{
	for (size_t i = 0; i < rules->other_count; i++)
		if (text_equal(rules->others[i].code, code))
			return &rules->others[i];
	return NULL;
}

bool
noemie_reference_known(const struct noemie_rules *rules, struct text reference)
{
	while (reference.len && *reference.at == '0') {
		reference.at++;
		reference.len--;
	}
	for (size_t i = 0; i < rules->reference_count; i++)
		if (text_equal(rules->references[i].reference, reference))
			return true;
	return false;
}

bool
noemie_emetteur_known(const struct noemie_rules *rules, struct text emetteur)
{
	for (size_t i = 0; i < rules->emetteur_count; i++)
		if (text_equal(rules->emetteurs[i], emetteur))
			return true;
	return false;
}
