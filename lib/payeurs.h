/*
 * payeurs - who pays, and for whose patients (config/caisses.yaml), dated
 *
 * An organisme d'affiliation is régime 2, caisse 3, centre 4 ("016240000"), or 01M, caisse,
 * section for a section locale mutualiste ("01M624500"). The longest prefix that matches on the
 * day of care names the payer; nothing that matches is out of the convention, never a default
 * caisse (art. 3, 7). Everything but payeurs_load() is plain and may be used by rules; a test may
 * make its own tables.
 */
#ifndef PAYEURS_H
#define PAYEURS_H

#include "date.h"
#include "slots.h"
#include "text.h"

struct payeur {
	struct text key;         /* "cpam-artois" */
	struct text nom, adresse;
	struct text code_caisse; /* the three digits of an anonymous NIR; absent: not known (C19) */
	struct text article, source;
	struct text where;       /* "caisses.yaml:12": for a trace */
};

struct affiliation {
	struct text prefixe;     /* "01621" */
	const struct payeur *payeur;
	day_t du, au;            /* DAY_NONE: open */
	struct text article, source;
	struct text where;
};

struct payeurs {
	const struct payeur *at; /* sorted by key */
	size_t count;
	const struct affiliation *affiliations; /* sorted by prefix, then by `du` */
	size_t affiliation_count;
	const struct slot *slots; /* of the affiliations */
};

/* Dies with 66 or 78; two rows of one prefix that are in force on one day are shown both. What is
 * loaded lives until the process ends. */
void payeurs_load(struct payeurs *payeurs, const char *dir);

/* NULL when there is none. */
const struct payeur *payeurs_find(const struct payeurs *payeurs, struct text key);

/* The row of the longest prefix of `organisme` on that day; NULL: out of the convention. */
const struct affiliation *payeurs_affiliation(const struct payeurs *payeurs, struct text organisme,
	day_t day);

#endif
