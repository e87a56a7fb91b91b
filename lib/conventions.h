/*
 * conventions - which convention covers an act, and where its receipt goes
 * (config/conventions.yaml)
 *
 * A convention runs from its signature for its duration, and by tacit renewal on and on (art. 19),
 * until it is replaced or a termination takes effect at the end of its notice (art. 20). Everything
 * but conventions_load() is plain and may be used by rules; a test may make its own table.
 */
#ifndef CONVENTIONS_H
#define CONVENTIONS_H

#include "date.h"
#include "text.h"

/* One line of the budget for one activity. */
struct imputation {
	unsigned activite; /* one bit of actes.h */
	struct text operation, compte;
	struct text texte; /* as it is printed: "C02-411C03 7512//93411" */
	struct text article, source;
	struct text where; /* "conventions.yaml:31": for a trace */
};

struct convention {
	struct text id;          /* "2023-212" */
	struct text libelle, deliberation;
	unsigned activites;      /* bits of actes.h */
	day_t du;                /* signature by all; DAY_NONE: not known (C30) */
	day_t au;                /* replaced, or ended by its text; DAY_NONE: not */
	int64_t duree_annees;
	int64_t reconduction_annees; /* 0: no tacit renewal */
	day_t denoncee_le;       /* receipt of the letter of termination; DAY_NONE: none */
	int64_t preavis_mois;
	bool regles;             /* false: its rules are not in this book */
	struct text tarif_unique; /* the one tariff code of all its acts; absent: annexe 1.1 */
	struct text article, source;
	struct text where;
	const struct imputation *imputations;
	size_t imputation_count;
};

/* Where payments come in (art. 16; convention 2026-49 art. 8: the same account, C27). */
struct compte {
	struct text titulaire, banque, guichet, compte, cle, iban;
	struct text article, source;
};

struct conventions {
	const struct convention *at;
	size_t count;
	struct compte compte;
};

/* Dies with 66 or 78: a RIB key or an IBAN that is wrong or of another account, two conventions of
 * one activity on one day (both are shown). What is loaded lives until the process ends. */
void conventions_load(struct conventions *conventions, const char *dir);

/* NULL when there is none. */
const struct convention *conventions_find(const struct conventions *conventions, struct text id);

enum convention_state {
	CONVENTION_NONE,     /* *convention: NULL */
	CONVENTION_UNSIGNED, /* one would cover it, had it a date of signature */
	CONVENTION_EARLIER,  /* one covers it whose rules are not known here */
	CONVENTION_IN_FORCE,
};

/* The convention of an activity (one bit of actes.h) at a date. */
enum convention_state conventions_at(const struct conventions *conventions, unsigned activite,
	day_t day, const struct convention **convention);

/* Its last day; DAY_NONE while it is renewed tacitly, or is not signed. */
day_t convention_last(const struct convention *convention);

/* The budget line of an activity (one bit); NULL when there is none. */
const struct imputation *convention_imputation(const struct convention *convention,
	unsigned activite);

#endif
