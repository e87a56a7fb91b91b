/*
 * route-to-cpam - who pays the act, on what it is sent, in which period, on which budget line
 *
 *   art. 6.2, 10.3      the patient's caisse, or the site's for an anonymous act  art06-2-payeur.c
 *   art. 6, 10          the support                                               art06-support.c
 *   art. 6.2, 10.3.2    the period of the support                                 periode.c
 *   délibérations       the budget line                               deliberation-imputation.c
 *   annexe 1.2 art. 5   a sending that is late: a warning                annexe12-art05-envoi.c
 *   CSS art. L160-11    a claim that is barred, or soon             css-art-l160-11-forclusion.c
 */
#ifndef ROUTE_RULE_H
#define ROUTE_RULE_H

#include "actes.h"
#include "conventions.h"
#include "date.h"
#include "defects.h"
#include "forclusion.h"
#include "payeurs.h"
#include "sites.h"
#include "text.h"

/* In the order of the values of field.h. */
enum support {
	SUPPORT_B2, SUPPORT_FEUILLE, SUPPORT_708, SUPPORT_709, SUPPORT_RECAPITULATIF,
	SUPPORT_PEGASE, SUPPORT_COUNT
};

enum periode { PERIODE_MOIS, PERIODE_TRIMESTRE, PERIODE_SEMESTRE };

struct question {
	unsigned activite;      /* one bit of actes.h */
	day_t date_soins;
	day_t as_of;            /* the day of sending */
	bool anonyme;           /* any anonymity of art. 10.3 */
	bool ivg, ist;          /* which one */
	bool vaccin;            /* a CIP is given */
	bool delegue;           /* art. 6.3 */
	bool papier;
	struct text organisme, site, convention;
	struct text payeur;     /* as pmi-pegase wrote it */
};

struct params {
	struct payeurs payeurs;
	struct sites sites;
	struct conventions conventions;
	unsigned periodes[SUPPORT_COUNT]; /* enum periode */
	bool terme_echu[SUPPORT_COUNT];   /* sent once its period is over */
	struct text supports[SUPPORT_COUNT]; /* "supports.yaml:12": where they stand, for a trace */
	struct text envoi;                /* and where the delays of a sending do */
	int64_t jours, jours_ouvres;      /* past these the sending is late */
	day_t ouvres_depuis;              /* of care before that day, sent today, the working days are past */
	bool titre_2_par_site;            /* C15: by the site, not by the patient */
	const struct payeur *anonymes;    /* C20: who gets all anonymous acts; NULL: by the site */
	struct forclusion forclusion;     /* near its end an act is held */
};

#define PERIODE_SIZE 16
#define ROUTE_REF_SIZE 128

struct answer {
	struct text payeur;
	enum support support;
	struct text periode;            /* "2026-03", "2026-T1", "2026-S1" */
	struct text imputation;
	struct text route_ref;          /* which entry of the rule book named the payer */
	struct {
		char periode[PERIODE_SIZE], route_ref[ROUTE_REF_SIZE];
	} room;                         /* where these are written */
};

void route_rule(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d);

/*
 * The parts of the rule.
 */
void art06_2_payeur(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d);
enum support art06_support(const struct question *q, struct defects *d);
void periode_rule(enum support support, const struct params *params, struct defects *d);
void periode_terme(const struct question *q, const struct params *params, enum support support,
	struct defects *d);
struct text periode_of(day_t day, enum periode periode, char room[PERIODE_SIZE]);
struct text deliberation_imputation(const struct question *q, const struct params *params,
	struct defects *d);
void css_art_l160_11_forclusion(const struct question *q, const struct params *params,
	struct defects *d);

void annexe12_art05_envoi(const struct question *q, const struct params *params,
	enum support support, struct defects *d);

#endif
