/*
 * params - what pmi-emit takes from the rule book
 */
#ifndef EMIT_PARAMS_H
#define EMIT_PARAMS_H

#include "payeurs.h"
#include "rule.h"
#include "supports.h"

#define SUPPORTS_MAX 16
#define FREQUENCES_MAX 64
#define SIGNATAIRES_MAX 32
#define TRANCHES_MAX 16

struct support {
	struct text key; /* "b2" */
	struct support_params params;
	unsigned sorties; /* bits of enum sortie */
	struct text rectificatif; /* the support that a correction of its acts leaves on; absent: none */
};

/* A function that may sign the table of art. 6.3, from a day to a day (DAY_NONE: open). */
struct signataire {
	struct text key, libelle; /* "chef-sdpmi" */
	day_t du, au;
};

/* Ages of children up to the eve of so many months (config/indicateurs.yaml). */
struct tranche {
	struct text nom;
	int64_t a_mois;
};

struct params {
	struct payeurs payeurs;
	struct actes actes;
	struct support supports[SUPPORTS_MAX];
	size_t support_count;
	struct frequence frequences[FREQUENCES_MAX];
	size_t frequence_count;
	int64_t doses_par_jour, bilans_par_an;
	struct signataire signataires[SIGNATAIRES_MAX];
	size_t signataire_count;
	const struct signataire *signataire; /* who signs the tables of this emission */
	struct tranche tranches[TRANCHES_MAX];
	size_t tranche_count;
};

void params_load(struct params *params, const char *dir);

/* Its parts that stand in params_histoire.c. */
void params_load_frequences(struct params *params, const char *dir);
void params_load_signataires(struct params *params, const char *dir);
void params_load_tranches(struct params *params, const char *dir);

/* NULL when there is none. */
const struct support *params_support(const struct params *params, struct text key);

/* Who signs, other than config/signataires.yaml says; dies with 64 where the list has no such function. */
void params_sign(struct params *params, const char *key);

/* Was the function of who signs on the list on that day? */
bool signataire_on(const struct signataire *signataire, day_t day);

/* The range of ages that a child is in; absent for anybody older, or without a birth date. */
struct text params_tranche(const struct params *params, day_t naissance, day_t at);

#endif
