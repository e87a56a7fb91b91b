/*
 * price - what an act is worth on its day of care, and to whom it is charged
 *
 *   art. 4, 8    only the acts of annexe 1.1, in force on the day of care   annexe-1-1.c
 *   art. 5, 9    the tariff of the day of care                              tarif.c
 *                nature d'assurance                                         art05-nature.c
 *                the rate tied to each act                                  art05-taux.c
 *   art. 5       vaccines: the price of the marché, within 65 %             art05-vaccins.c
 *   art. 6.3     delegated acts: what was paid, within the tariff           art06-3-delegues.c
 *   art. 9       forfaits, by weeks of pregnancy                            art09-forfaits.c
 *   art. 10.3.2  anonymous IST lines: in full                               art10-3-2-ist.c
 *   2026-49      art. 6: one price a bilan                                  pegase-art06.c
 */
#ifndef PRICE_RULE_H
#define PRICE_RULE_H

#include "actes.h"
#include "conventions.h"
#include "defects.h"
#include "publics.h"
#include "tarif.h"
#include "vaccins.h"

enum price_situation { SITUATION_NONE, SITUATION_ENCEINTE, SITUATION_POSTNATALE };

struct price_question {
	struct text acte_code, cip13, convention, exoneration;
	unsigned activite, profession; /* one bit of actes.h; 0: not given */
	day_t date_soins;
	day_t naissance;               /* of the patient; DAY_NONE: not known */
	day_t grossesse_debut, accouchement_le;
	enum price_situation situation;
	bool nature_given;
	enum acte_nature nature;       /* maladie or maternite, when given */
	int64_t quantite, coefficient_hundredths;
	int64_t semaines;              /* of pregnancy; -1: not given */
	bool montant_given;
	int64_t montant_cents;         /* of the whole line */
	bool ame, ist, delegue, grippe_ciblee;
	bool medicaments_remis;
};

struct exoneration {
	struct text code;
	int64_t taux_bp;
	struct text where;             /* "taux.yaml:41": for a trace */
};

struct price_taux {
	int64_t maternite_bp;
	int64_t maternite_debut_mois;  /* 6: from the first day of the 6th month */
	int64_t maternite_jours_apres; /* 12: to the 12th day after the birth */
	const struct exoneration *exonerations;
	size_t exoneration_count;
	int64_t ame_bp, ist_bp;
	int64_t vaccin_plafond_bp;     /* of the negotiated price */
	bool vaccin_au_plafond;        /* C23: 65 % for all, whatever the product's own rate */
	int64_t ror_bp, ror_age_max;   /* under that age */
	int64_t grippe_bp;
	struct text ist_ref;           /* "taux.yaml ist, art. 10.3.2" */
	struct price_taux_where {      /* the sections of taux.yaml: for a trace */
		struct text maternite, ame, ist, vaccin, ror, grippe;
	} where;
};

struct price_params {
	struct actes actes;
	struct tarifs tarifs;
	struct tarifs marche; /* by CIP13 */
	struct vaccins vaccins;
	struct conventions conventions;
	struct price_taux taux;
	struct publics publics;
};

struct price_answer {
	struct text nature;    /* absent: not an act of the assurance maladie */
	bool tarif_given;      /* false: free-priced */
	int64_t tarif_cents, base_cents, taux_bp, amo_cents;
	struct text tarif_ref; /* which entry of the rule book gave the price, and its article */
};

/* Every defect the question has; the answer holds when none of them stops the record. */
void price_rule(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d);

/*
 * The parts of the rule, by article.
 */
void acte_conditions(const struct price_question *q, const struct acte *acte, struct defects *d);
void forfait_conditions(const struct price_question *q, const struct acte *acte, struct defects *d);

enum acte_nature nature_assurance(const struct price_question *q, const struct acte *acte,
	const struct price_taux *taux, struct defects *d);
void nature_maladie_only(const struct price_question *q, struct defects *d);
struct text nature_text(enum acte_nature nature);

int64_t taux_of(const struct price_question *q, const struct acte *acte, enum acte_nature nature,
	const struct price_taux *taux, struct defects *d);

/* Writes tarif, base and reference from the row of `key`; says why it could not. */
bool tarif_price(const struct tarifs *tarifs, const struct tarif_key *key, int64_t coefficient,
	int64_t quantite, struct price_answer *a, struct defects *d);
void montant_price(const struct price_question *q, struct text ref, struct price_answer *a,
	struct defects *d);
void montant_compare(const struct price_question *q, const struct price_answer *a,
	struct defects *d);

void delegue_price(const struct price_question *q, const struct price_params *p,
	const struct acte *acte, struct price_answer *a, struct defects *d);
void vaccin_price(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d);
void ist_price(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d);
void pegase_price(const struct price_question *q, const struct price_params *p,
	struct price_answer *a, struct defects *d);

#endif
