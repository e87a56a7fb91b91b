/* params - what config/b2.yaml leaves to whoever sends */
#ifndef B2_PARAMS_H
#define B2_PARAMS_H

#include "date.h"

#define DESTINATAIRES_MAX 16
#define CONCENTRATEURS_MAX 16

struct destinataire {
	struct text payeur, type, organisme, source;
	struct text oct; /* the concentrator that it goes through; absent: none */
};

/* A contract of an organisme concentrateur (annexe 1.2 art. 3). */
struct concentrateur {
	struct text nom, contrat, garanties, article, source;
	day_t du, au; /* DAY_NONE in `au`: open */
};

struct b2_params {
	struct text emetteur_type, application;
	struct text norme_fichier, norme_lot, version, version_numero, raison_sociale;
	struct destinataire destinataires[DESTINATAIRES_MAX];
	unsigned destinataire_count;
	struct concentrateur concentrateurs[CONCENTRATEURS_MAX];
	unsigned concentrateur_count;
	struct text operation, reglement, exoneration, civilite;
	struct text pieces[4]; /* vitale adri attestation inconnue */
	struct text accord, qualificatif, lieu, exercice, ccam;
	struct text specialites[6]; /* in the order of field.h */
	struct text natures[2]; /* maladie, maternite */
	int64_t majorite_ans;   /* a beneficiary under it is shown as a child (publics.yaml) */
	int64_t factures_max, lignes_max, lots_max;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void b2_params_load(struct b2_params *params, const char *dir);

/* NULL when there is none. */
const struct destinataire *b2_destinataire(const struct b2_params *params, struct text payeur);

/* The contract of the concentrator that this destinataire goes through, in force on the day; NULL: none. */
const struct concentrateur *b2_contrat(const struct b2_params *params, const struct destinataire *to, day_t day);

#endif
