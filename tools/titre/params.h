/*
 * params - what a PES needs beside the ledger: titres.yaml, and of caisses.yaml, conventions.yaml, departement.yaml
 */
#ifndef TITRE_PARAMS_H
#define TITRE_PARAMS_H

#include "config.h"
#include "conventions.h"
#include "payeurs.h"

#define DEBITEURS_MAX 16
#define IMPUTATIONS_MAX 32

/* A value, and whether it may leave: one that is [invented], or "à compléter", may not. */
struct valeur {
	struct text valeur, source;
	const struct config_node *node;
};

enum genre { ORDINAIRE, ENCAISSEMENT, ANNULATION, GENRES };
extern const char *const genre_names[GENRES + 1];

struct codes { /* of one genre */
	struct text typ_bord, typ_pce, nat_pce;
	struct text nat_pce_orig; /* absent: attached to nothing */
	struct text objet, source;
	const struct config_node *node;
};

struct debiteur {
	struct text cle, cat_tiers, nat_jur, typ_tiers, source;
	const struct payeur *payeur;
	const struct config_node *node;
	/* out of the address of caisses.yaml; cp absent: it is no address, or to be completed */
	struct text adr2, adr3, cp, ville;
};

struct ligne_budgetaire {
	struct text imputation, nature, fonction, operation, produit, article, source;
	const struct config_node *node;
};

struct titre_params {
	struct valeur id_post, id_coll, cod_col, cod_bud;
	struct text version, id_ver, typ_fic, sigle, adresse, enveloppe_source;
	const struct config_node *enveloppe;
	struct codes genres[GENRES];
	bool par_mois; /* a titre for each payer and month of sending; else one for each lot */
	int64_t premier_bordereau, premier_titre;
	const char *pes_schema; /* NULL: none */
	struct debiteur debiteurs[DEBITEURS_MAX];
	size_t debiteur_count;
	struct ligne_budgetaire imputations[IMPUTATIONS_MAX];
	size_t imputation_count;
	struct payeurs payeurs;
};

/* Dies with 66 or 78; placeholders pass. What is loaded lives until the process ends. */
void titre_params_load(struct titre_params *params, const char *dir);

/* NULL where titres.yaml has none. */
const struct debiteur *titre_debiteur(const struct titre_params *params, struct text payeur);
const struct ligne_budgetaire *titre_ligne(const struct titre_params *params, struct text imputation);

/* A value that will be written: dies with 78, and the key, where nobody has given it. */
void must_be_known(struct text value, struct text source, const struct config_node *node, const char *key);

#endif
