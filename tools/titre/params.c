#include "params.h"

#include "departement.h"
#include "luhn.h"

#include <ctype.h>
#include <string.h>

#define TO_COMPLETE "compléter"

const char *const genre_names[GENRES + 1] = {"ordinaire", "encaissement", "annulation", NULL};

struct root {
	const struct config_node *premier, *identification, *enveloppe, *genres, *debiteurs, *imputations;
	unsigned piece_par;
	struct text article, source, pes_schema;
};

#define NODE(name) {#name, CONFIG_NODE, offsetof(struct root, name), false, 0, 0, NULL}
#define TEXT_OF(into, name, max) {#name, CONFIG_TEXT, offsetof(struct into, name), false, 1, max, NULL}
#define MAYBE_OF(into, name, max) {#name, CONFIG_TEXT, offsetof(struct into, name), true, 1, max, NULL}
#define SOURCE_OF(into, name) {"source", CONFIG_SOURCE, offsetof(struct into, name), false, 0, 0, NULL}

static bool
holds(struct text t, const char *word)
{
	return t.at && memmem(t.at, t.len, word, strlen(word));
}

void
must_be_known(struct text value, struct text source, const struct config_node *node, const char *key)
{
	if (text_starts(source, "[invented"))
		config_die(node, "%s is [invented]: a placeholder is no titre; ask the comptable, or --draft", key);
	if (holds(value, TO_COMPLETE))
		config_die(node, "%s is to be completed: a placeholder is no titre; or --draft", key);
}

static bool
letters_and_digits(struct text t)
{
	for (size_t i = 0; i < t.len; i++)
		if (!isalnum((unsigned char)t.at[i]) || (unsigned char)t.at[i] > 0x7F)
			return false;
	return true;
}

static void
check_digits(const struct config_node *node, struct text value, const char *key)
{
	if (value.at && !text_digits(value, value.len))
		config_die(config_under(node, key), "%s: digits only", key);
}

static void
load_valeur(struct valeur *valeur, int64_t max)
{
	const struct config_key keys[] = {
		{"valeur", CONFIG_TEXT, offsetof(struct valeur, valeur), false, 1, max, NULL},
		SOURCE_OF(valeur, source), {0},
	};

	config_bind(valeur->node, keys, valeur);
}

static void
load_identification(struct titre_params *params, const struct config_node *node, const char *dir)
{
	static const struct config_key keys[] = {
		{"id_post", CONFIG_NODE, offsetof(struct titre_params, id_post.node), false, 0, 0, NULL},
		{"id_coll", CONFIG_NODE, offsetof(struct titre_params, id_coll.node), false, 0, 0, NULL},
		{"cod_col", CONFIG_NODE, offsetof(struct titre_params, cod_col.node), false, 0, 0, NULL},
		{"cod_bud", CONFIG_NODE, offsetof(struct titre_params, cod_bud.node), false, 0, 0, NULL},
		{0},
	};
	struct departement departement;
	struct text siret;

	config_bind(node, keys, params);
	load_valeur(&params->id_post, 7);
	load_valeur(&params->id_coll, 14);
	load_valeur(&params->cod_col, 3);
	load_valeur(&params->cod_bud, 2);
	if (!letters_and_digits(params->cod_col.valeur))
		config_die(params->cod_col.node, "letters and digits only, as the schema has it");
	if (!letters_and_digits(params->cod_bud.valeur))
		config_die(params->cod_bud.node, "letters and digits only, as the schema has it");
	departement_load(&departement, dir);
	siret = params->id_coll.valeur;
	if (!text_digits(siret, 14) || !luhn_ok(siret))
		config_die(params->id_coll.node, "the SIRET has not 14 digits, or a wrong key");
	siret.len = departement.siren.len;
	if (!text_equal(siret, departement.siren))
		config_die(params->id_coll.node, "the SIRET is not of the SIREN of departement.yaml");
}

static void
load_enveloppe(struct titre_params *params, const struct config_node *node)
{
	static const struct config_key keys[] = {
		TEXT_OF(titre_params, version, 2), TEXT_OF(titre_params, id_ver, 2), TEXT_OF(titre_params, typ_fic, 7),
		TEXT_OF(titre_params, sigle, 32), TEXT_OF(titre_params, adresse, 38),
		SOURCE_OF(titre_params, enveloppe_source), {0},
	};

	config_bind(node, keys, params);
	params->enveloppe = node;
}

static void
load_genre_nodes(struct titre_params *params, const struct config_node *node)
{
	const struct config_key keys[] = {
		{genre_names[ORDINAIRE], CONFIG_NODE, offsetof(struct titre_params, genres[ORDINAIRE].node), false, 0, 0,
			NULL},
		{genre_names[ENCAISSEMENT], CONFIG_NODE, offsetof(struct titre_params, genres[ENCAISSEMENT].node), false,
			0, 0, NULL},
		{genre_names[ANNULATION], CONFIG_NODE, offsetof(struct titre_params, genres[ANNULATION].node), false, 0, 0,
			NULL},
		{0},
	};

	config_bind(node, keys, params);
}

static void
load_genre(struct codes *codes)
{
	static const struct config_key keys[] = {
		TEXT_OF(codes, typ_bord, 2), TEXT_OF(codes, typ_pce, 2), TEXT_OF(codes, nat_pce, 2),
		MAYBE_OF(codes, nat_pce_orig, 2), TEXT_OF(codes, objet, 80), SOURCE_OF(codes, source), {0},
	};

	config_bind(codes->node, keys, codes);
	check_digits(codes->node, codes->typ_bord, "typ_bord");
	check_digits(codes->node, codes->typ_pce, "typ_pce");
	check_digits(codes->node, codes->nat_pce, "nat_pce");
	check_digits(codes->node, codes->nat_pce_orig, "nat_pce_orig");
}

/* "11 boulevard Allende, CS 90014, 62014 Arras Cedex": the way, a complement if any, postcode and town. */
static void
read_address(struct debiteur *debiteur)
{
	struct text rest = debiteur->payeur->adresse, part[3];
	size_t count = 0, len;

	for (; rest.len && count < 3; count++) {
		const char *comma = memchr(rest.at, ',', rest.len);

		len = comma ? (size_t)(comma - rest.at) : rest.len;
		part[count] = text_trim((struct text){rest.at, len});
		rest.at += len + (comma != NULL);
		rest.len -= len + (comma != NULL);
	}
	if (rest.len || count < 2 || part[count - 1].len < 7)
		return;
	debiteur->ville = part[count - 1];
	debiteur->cp = (struct text){debiteur->ville.at, 5};
	if (!text_digits(debiteur->cp, 5) || debiteur->ville.at[5] != ' ') {
		debiteur->cp = debiteur->ville = TEXT_ABSENT;
		return;
	}
	debiteur->ville = (struct text){debiteur->ville.at + 6, debiteur->ville.len - 6};
	debiteur->adr2 = part[0];
	debiteur->adr3 = count == 3 ? part[1] : TEXT_ABSENT;
}

static void
load_debiteur(struct titre_params *params, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"payeur", CONFIG_TEXT, offsetof(struct debiteur, cle), false, 1, 40, NULL},
		TEXT_OF(debiteur, cat_tiers, 2), TEXT_OF(debiteur, nat_jur, 2), TEXT_OF(debiteur, typ_tiers, 2),
		SOURCE_OF(debiteur, source), {0},
	};
	struct debiteur *debiteur = &params->debiteurs[params->debiteur_count];

	config_bind(node, keys, debiteur);
	debiteur->node = node;
	if (titre_debiteur(params, debiteur->cle))
		config_die(node, "a second debtor for one payer");
	params->debiteur_count++;
	debiteur->payeur = payeurs_find(&params->payeurs, debiteur->cle);
	if (!debiteur->payeur)
		config_die(config_under(node, "payeur"), "caisses.yaml has no payer of this name");
	check_digits(node, debiteur->cat_tiers, "cat_tiers");
	check_digits(node, debiteur->nat_jur, "nat_jur");
	check_digits(node, debiteur->typ_tiers, "typ_tiers");
	read_address(debiteur);
}

static void
load_ligne(struct titre_params *params, const struct config_node *node)
{
	static const struct config_key keys[] = {
		TEXT_OF(ligne_budgetaire, imputation, 80), TEXT_OF(ligne_budgetaire, nature, 12),
		MAYBE_OF(ligne_budgetaire, fonction, 10), MAYBE_OF(ligne_budgetaire, operation, 10),
		TEXT_OF(ligne_budgetaire, produit, 4), TEXT_OF(ligne_budgetaire, article, 200),
		SOURCE_OF(ligne_budgetaire, source), {0},
	};
	struct ligne_budgetaire *ligne = &params->imputations[params->imputation_count];

	config_bind(node, keys, ligne);
	ligne->node = node;
	check_digits(node, ligne->nature, "nature");
	check_digits(node, ligne->fonction, "fonction");
	if (!letters_and_digits(ligne->produit))
		config_die(config_under(node, "produit"), "letters and digits only");
	if (ligne->operation.at && !letters_and_digits(ligne->operation))
		config_die(config_under(node, "operation"), "letters and digits only, as the schema has it");
	if (titre_ligne(params, ligne->imputation))
		config_die(node, "a second entry for one budget line");
	params->imputation_count++;
}

static void
load_list(struct titre_params *params, const struct config_node *list, size_t max,
	void (*load)(struct titre_params *, const struct config_node *))
{
	if (config_count(list) > max)
		config_die(list, "more than %zu entries", max);
	for (size_t i = 0; i < config_count(list); i++)
		load(params, config_item(list, i));
}

/* Every budget line that a lot may bear has its entry, and the entry is of its account (C1, C2). */
static void
check_lignes(const struct titre_params *params, const struct config_node *list, const char *dir)
{
	struct conventions conventions;

	conventions_load(&conventions, dir);
	for (size_t i = 0; i < conventions.count; i++)
		for (size_t j = 0; j < conventions.at[i].imputation_count; j++) {
			const struct imputation *of = &conventions.at[i].imputations[j];
			const struct ligne_budgetaire *ligne = titre_ligne(params, of->texte);

			if (!ligne)
				config_die(list, "no entry for \"%.*s\" (%.*s)", TEXT_ARG(of->texte), TEXT_ARG(of->where));
			if (of->compte.len < ligne->nature.len || memcmp(of->compte.at, ligne->nature.at, ligne->nature.len) != 0
				|| of->compte.at[ligne->nature.len] != '/')
				config_die(config_under(ligne->node, "nature"), "it is not that of the account %.*s (%.*s)",
					TEXT_ARG(of->compte), TEXT_ARG(of->where));
		}
}

static void
load_premier(struct titre_params *params, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"bordereau", CONFIG_INT, offsetof(struct titre_params, premier_bordereau), false, 1, 9999999, NULL},
		{"titre", CONFIG_INT, offsetof(struct titre_params, premier_titre), false, 1, 99999999, NULL}, {0},
	};

	config_bind(node, keys, params);
}

static void
load_parts(struct titre_params *params, const struct root *root, const char *dir)
{
	load_premier(params, root->premier);
	load_identification(params, root->identification, dir);
	load_enveloppe(params, root->enveloppe);
	load_genre_nodes(params, root->genres);
	for (int genre = 0; genre < GENRES; genre++) {
		load_genre(&params->genres[genre]);
		if (genre != ORDINAIRE && !params->genres[genre].nat_pce_orig.at)
			config_die(params->genres[genre].node, "nat_pce_orig: of what it is attached to");
	}
	load_list(params, root->debiteurs, DEBITEURS_MAX, load_debiteur);
	load_list(params, root->imputations, IMPUTATIONS_MAX, load_ligne);
	check_lignes(params, root->imputations, dir);
}

void
titre_params_load(struct titre_params *params, const char *dir)
{
	static const char *const par[] = {"lot", "payeur-mois", NULL};
	static const struct config_key keys[] = {
		{"piece_par", CONFIG_NAME, offsetof(struct root, piece_par), false, 0, 0, par},
		NODE(premier), TEXT_OF(root, article, 200), SOURCE_OF(root, source), NODE(identification), NODE(enveloppe),
		NODE(genres), NODE(debiteurs), NODE(imputations), MAYBE_OF(root, pes_schema, 1000), {0},
	};
	struct root root = {.premier = NULL};
	struct config *config = config_open(dir, "titres.yaml");

	*params = (struct titre_params){.par_mois = false};
	config_bind(config_root(config), keys, &root);
	payeurs_load(&params->payeurs, dir);
	params->par_mois = root.piece_par == 1;
	load_parts(params, &root, dir);
	if (text_given(root.pes_schema)) {
		char *path = config_alloc(config, root.pes_schema.len + 1);

		memcpy(path, root.pes_schema.at, root.pes_schema.len);
		params->pes_schema = path;
	}
}

const struct debiteur *
titre_debiteur(const struct titre_params *params, struct text payeur)
{
	for (size_t i = 0; i < params->debiteur_count; i++)
		if (text_equal(params->debiteurs[i].cle, payeur))
			return &params->debiteurs[i];
	return NULL;
}

const struct ligne_budgetaire *
titre_ligne(const struct titre_params *params, struct text imputation)
{
	for (size_t i = 0; i < params->imputation_count; i++)
		if (text_equal(params->imputations[i].imputation, imputation))
			return &params->imputations[i];
	return NULL;
}
