/*
 * pegase - the question: is this act a bilan that the EPDEF owes under convention 2026-49?
 */
#ifndef PEGASE_RULE_H
#define PEGASE_RULE_H

#include "actes.h"
#include "date.h"
#include "defects.h"
#include "text.h"

struct question {
	day_t date_soins;
	day_t naissance; /* of the child */
	day_t mesure_le; /* of the child-protection measure */
	struct text executant_rpps;
	struct text fiche;
	struct text site; /* where; absent: not said */
	int64_t rang;     /* 0: absent */
	int64_t quantite; /* absent: 1 */
	bool carte_vitale;
};

/* A doctor named to the EPDEF, from a day, to a day (DAY_NONE: open). */
struct medecin {
	struct text rpps;
	day_t du, au;
	struct text where; /* "pegase.yaml:21": for a trace */
};

/* A place of the EPDEF, from a day, to a day (DAY_NONE: open). */
struct lieu {
	struct text site;
	day_t du, au;
	struct text where;
};

#define RANGS_MAX 99

/* Ages in months, from `de` to the eve of `a`; a 0: the rank is not listed. From a day to a day. */
struct calendrier {
	day_t du, au;
	struct {
		int64_t de, a;
	} rangs[RANGS_MAX + 1];
};

struct params {
	int64_t mesure_avant_ans;  /* the measure is strictly before this birthday */
	int64_t suivi_jusqu_a_ans; /* a bilan is at the latest on this birthday */
	int64_t rangs;             /* bilans in a whole follow-up */
	day_t ferme_jusqu_au;      /* last day at the firm price */
	bool conditionnel_retenu;  /* C4: a bilan at the conditional price waits */
	struct {                   /* "pegase.yaml:11": for a trace */
		struct text mesure, suivi, rangs, ferme;
	} where;
	const struct medecin *medecins;
	size_t medecin_count;
	const struct lieu *lieux; /* art. 4; none: not known */
	size_t lieu_count;
	const struct calendrier *calendriers; /* annexe 1 */
	size_t calendrier_count;
};

struct answer {
	const char *payeur;      /* key of config/caisses.yaml */
	const char *prix_statut; /* "ferme" or "conditionnel" */
};

void pegase_rule(const struct question *bilan, const struct params *params, struct answer *answer,
	struct defects *d);

/* Its part of art. 4: where. */
void art04_lieux(const struct question *bilan, const struct params *params, struct defects *d);

/* Its part of annexe 1. */
void annexe1_calendrier(const struct question *bilan, const struct params *params, struct defects *d);

#endif
