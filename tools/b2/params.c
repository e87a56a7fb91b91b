#include "params.h"

#include "actes.h"
#include "config.h"
#include "publics.h"

/* A mapping of one text beside its source. */
struct one {
	struct text value, source;
};

struct root {
	const struct config_node *emetteur, *destinataires, *application, *norme, *raison_sociale, *facture, *ligne,
		*specialites, *limites, *concentrateurs;
};

#define NODE(name) {#name, CONFIG_NODE, offsetof(struct root, name), false, 0, 0, NULL}
#define VALUE(name, field, max) {name, CONFIG_TEXT, offsetof(struct bound, field), false, 1, max, NULL}
#define SOURCE {"source", CONFIG_SOURCE, offsetof(struct bound, source), false, 0, 0, NULL}

struct bound {
	struct b2_params p;
	const struct config_node *pieces;
	struct text source;
};

static struct text
load_one(const struct config_node *node, const char *name, int64_t max)
{
	struct one one = {TEXT_ABSENT, TEXT_ABSENT};
	const struct config_key keys[] = {
		{name, CONFIG_TEXT, offsetof(struct one, value), false, 1, max, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct one, source), false, 0, 0, NULL},
		{0},
	};

	config_bind(node, keys, &one);
	return one.value;
}

static void
load_concentrateurs(struct b2_params *params, const struct config_node *list)
{
	static const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct concentrateur, nom), false, 1, 40, NULL},
		{"contrat", CONFIG_TEXT, offsetof(struct concentrateur, contrat), false, 1, 120, NULL},
		{"garanties", CONFIG_TEXT, offsetof(struct concentrateur, garanties), false, 1, 400, NULL},
		{"du", CONFIG_DATE, offsetof(struct concentrateur, du), false, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct concentrateur, au), true, 0, 0, NULL},
		{"article", CONFIG_TEXT, offsetof(struct concentrateur, article), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct concentrateur, source), false, 0, 0, NULL},
		{0},
	};

	if (config_count(list) > CONCENTRATEURS_MAX)
		config_die(list, "more than %d concentrateurs", CONCENTRATEURS_MAX);
	params->concentrateur_count = (unsigned)config_count(list);
	for (unsigned i = 0; i < params->concentrateur_count; i++) {
		struct concentrateur *c = &params->concentrateurs[i];

		c->au = DAY_NONE;
		config_bind(config_item(list, i), keys, c);
		if (c->au != DAY_NONE && c->au < c->du)
			config_die(config_under(config_item(list, i), "au"), "it ends before it begins");
	}
}

/* A name that no contract bears is a slip of the pen, whatever the day. */
static void
check_oct(const struct b2_params *params, const struct destinataire *to, const struct config_node *node)
{
	for (unsigned i = 0; i < params->concentrateur_count; i++)
		if (text_equal(params->concentrateurs[i].nom, to->oct))
			return;
	if (to->oct.at)
		config_die(config_under(node, "oct"), "no concentrateur has this nom");
}

static void
load_destinataires(struct b2_params *params, const struct config_node *list)
{
	static const struct config_key keys[] = {
		{"payeur", CONFIG_TEXT, offsetof(struct destinataire, payeur), false, 1, 40, NULL},
		{"type", CONFIG_TEXT, offsetof(struct destinataire, type), false, 2, 2, NULL},
		{"organisme", CONFIG_TEXT, offsetof(struct destinataire, organisme), false, 3, 3, NULL},
		{"oct", CONFIG_TEXT, offsetof(struct destinataire, oct), true, 1, 40, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct destinataire, source), false, 0, 0, NULL},
		{0},
	};

	if (config_count(list) > DESTINATAIRES_MAX)
		config_die(list, "more than %d destinataires", DESTINATAIRES_MAX);
	params->destinataire_count = (unsigned)config_count(list);
	for (unsigned i = 0; i < params->destinataire_count; i++) {
		config_bind(config_item(list, i), keys, &params->destinataires[i]);
		if (!text_digits(params->destinataires[i].organisme, 3))
			config_die(config_item(list, i), "organisme: three digits");
		check_oct(params, &params->destinataires[i], config_item(list, i));
	}
}

static void
load_pieces(struct b2_params *params, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"vitale", CONFIG_TEXT, 0, false, 1, 1, NULL},
		{"adri", CONFIG_TEXT, sizeof(struct text), false, 1, 1, NULL},
		{"attestation", CONFIG_TEXT, 2 * sizeof(struct text), false, 1, 1, NULL},
		{"inconnue", CONFIG_TEXT, 3 * sizeof(struct text), false, 1, 1, NULL},
		{0},
	};

	config_bind(node, keys, params->pieces);
}

static void
load_specialites(struct b2_params *params, const struct config_node *list)
{
	struct row {
		unsigned profession;
		struct text code, source;
	};
	static const struct config_key keys[] = {
		{"profession", CONFIG_NAME, offsetof(struct row, profession), false, 0, 0, profession_names},
		{"code", CONFIG_TEXT, offsetof(struct row, code), false, 2, 2, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct row, source), false, 0, 0, NULL},
		{0},
	};

	for (size_t i = 0; i < config_count(list); i++) {
		struct row row = {0};

		config_bind(config_item(list, i), keys, &row);
		params->specialites[row.profession] = row.code;
	}
}

static void
load_parts(struct bound *b, const struct root *root)
{
	static const struct config_key norme[] = {VALUE("fichier", p.norme_fichier, 4), VALUE("lot", p.norme_lot, 2),
		VALUE("version", p.version, 2), VALUE("version_numero", p.version_numero, 6), SOURCE, {0}};
	static const struct config_key facture[] = {VALUE("operation", p.operation, 1),
		VALUE("reglement", p.reglement, 2), VALUE("exoneration", p.exoneration, 1),
		{"pieces", CONFIG_NODE, offsetof(struct bound, pieces), false, 0, 0, NULL},
		VALUE("maladie", p.natures[0], 2), VALUE("maternite", p.natures[1], 2),
		VALUE("civilite", p.civilite, 3), SOURCE, {0}};
	static const struct config_key ligne[] = {VALUE("accord", p.accord, 1), VALUE("qualificatif", p.qualificatif, 1),
		VALUE("lieu", p.lieu, 1), VALUE("exercice", p.exercice, 1), VALUE("ccam", p.ccam, 5), SOURCE, {0}};
	static const struct config_key limites[] = {
		{"factures", CONFIG_INT, offsetof(struct bound, p.factures_max), false, 1, 999, NULL},
		{"lignes", CONFIG_INT, offsetof(struct bound, p.lignes_max), false, 1, 9999, NULL},
		{"lots", CONFIG_INT, offsetof(struct bound, p.lots_max), false, 1, 999, NULL}, SOURCE, {0}};

	config_bind(root->norme, norme, b);
	config_bind(root->facture, facture, b);
	config_bind(root->ligne, ligne, b);
	config_bind(root->limites, limites, b);
}

void
b2_params_load(struct b2_params *params, const char *dir)
{
	static const struct config_key keys[] = {NODE(emetteur), NODE(destinataires), NODE(application), NODE(norme),
		NODE(raison_sociale), NODE(facture), NODE(ligne), NODE(specialites), NODE(limites),
		{"concentrateurs", CONFIG_NODE, offsetof(struct root, concentrateurs), true, 0, 0, NULL}, {0}};
	struct root root = {0};
	struct publics publics;
	struct bound bound = {.pieces = NULL};

	config_bind(config_root(config_open(dir, "b2.yaml")), keys, &root);
	load_parts(&bound, &root);
	*params = bound.p;
	params->emetteur_type = load_one(root.emetteur, "type", 2);
	params->application = load_one(root.application, "code", 2);
	params->raison_sociale = load_one(root.raison_sociale, "texte", 40);
	if (root.concentrateurs)
		load_concentrateurs(params, root.concentrateurs);
	load_destinataires(params, root.destinataires);
	load_pieces(params, bound.pieces);
	load_specialites(params, root.specialites);
	publics_load(&publics, dir);
	params->majorite_ans = publics.majorite_ans;
}

const struct destinataire *
b2_destinataire(const struct b2_params *params, struct text payeur)
{
	for (unsigned i = 0; i < params->destinataire_count; i++)
		if (text_equal(params->destinataires[i].payeur, payeur))
			return &params->destinataires[i];
	return NULL;
}

const struct concentrateur *
b2_contrat(const struct b2_params *params, const struct destinataire *to, day_t day)
{
	for (unsigned i = 0; i < params->concentrateur_count; i++) {
		const struct concentrateur *c = &params->concentrateurs[i];

		if (text_equal(c->nom, to->oct) && c->du <= day && (c->au == DAY_NONE || day <= c->au))
			return c;
	}
	return NULL;
}
