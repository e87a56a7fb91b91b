/*
 * actes - the table of acts of annexe 1.1 (config/actes.yaml), dated
 *
 * The convention takes the acts of that table and no other (art. 4, 8); the CNAM changes it without
 * an avenant, so that a code may have several rows, one after another; of two on one day the one
 * learnt last prevails. Everything but actes_load()
 * is plain and may be used by rules; a test may make its own table, sorted by code, then by `du`.
 */
#ifndef ACTES_H
#define ACTES_H

#include "date.h"
#include "slots.h"
#include "text.h"

enum acte_famille {
	ACTE_EXAMEN, ACTE_CONSULTATION, ACTE_MAJORATION, ACTE_SUIVI, ACTE_SOIN, ACTE_CONTRACEPTION,
	ACTE_IVG, ACTE_IST, ACTE_VACCIN
};

enum acte_nature { NATURE_MALADIE, NATURE_MATERNITE, NATURE_SELON_SITUATION };

enum acte_tarif { ACTE_TARIF_TABLE, ACTE_TARIF_LIBRE }; /* tarifs.yaml, or montant_cents as given */

enum acte_unite { ACTE_JOURS, ACTE_MOIS };

/* Bits, in the order of field.h. */
enum { PROFESSION_GENERALISTE = 1, PROFESSION_PEDIATRE = 2, PROFESSION_GYNECOLOGUE = 4,
	PROFESSION_MEDECIN = 8, PROFESSION_SAGE_FEMME = 16, PROFESSION_INFIRMIER = 32 };
enum { ACTIVITE_PMI = 1, ACTIVITE_CPEF = 2, ACTIVITE_PEGASE = 4 };

/* Their names in that order, NULL at the end: for a table that has `professions` of its own. */
extern const char *const profession_names[];

/* 0 for a text that is none of the values. */
unsigned profession_bit(struct text profession);
unsigned activite_bit(struct text activite);

/* An age of the patient at which the act is allowed: from `de` to the eve of `a`. */
struct acte_fenetre {
	unsigned unite;  /* enum acte_unite */
	int64_t de, a;
	unsigned nature; /* enum acte_nature: that of the act unless the window has its own */
};

struct acte {
	struct text code, libelle;
	struct text libelle_neutre; /* absent where `libelle` may be printed */
	unsigned famille;           /* enum acte_famille */
	unsigned activites, professions; /* bits; professions 0: any */
	unsigned nature;            /* enum acte_nature */
	unsigned tarif;             /* enum acte_tarif */
	int64_t taux_bp;
	bool coefficient; /* may have one other than 1 */
	bool semaines;    /* priced by weeks of pregnancy */
	bool medicaments; /* only when the centre gives the medicines itself */
	day_t du, au;     /* DAY_NONE: open */
	const struct acte_fenetre *fenetres; /* none: any age */
	size_t fenetre_count;
	struct text ref;  /* "actes.yaml CODE, ARTICLE": what a line priced without tariff cites */
	day_t connu_le;   /* the table of the CPAM that has it came then; DAY_NONE: in time */
	struct text where; /* "actes.yaml:41": for a trace */
};

struct actes {
	const struct acte *at;
	size_t count;
	day_t as_of; /* the day of the run: rows learnt later are not seen. DAY_MAX once loaded */
	const struct slot *slots;
};

/* Dies with 66 or 78; two rows of one code that are in force on one day, learnt on one day, are shown both. What is
 * loaded lives until the process ends. */
void actes_load(struct actes *actes, const char *dir);

enum acte_found {
	ACTE_FOUND,   /* *acte: the row in force on that day */
	ACTE_UNKNOWN, /* *acte: NULL */
	ACTE_CLOSED,  /* *acte: a row of the code, in force on another day */
};
enum acte_found actes_find(const struct actes *actes, struct text code, day_t at,
	const struct acte **acte);

/* The window that holds an age, NULL when there is none. `birth` and `at` are days. */
const struct acte_fenetre *acte_fenetre_at(const struct acte *acte, day_t birth, day_t at);

/* The first day of an age, in months or days (enum acte_unite). */
day_t acte_day_of_age(day_t birth, unsigned unite, int64_t age);

#endif
