/*
 * tarif - a dated price list: tarifs.yaml by act code, marche.yaml by CIP13
 *
 * A row is in force from `du` to `au`, for some professions and some weeks of pregnancy. The price
 * is that of the row in force on the day of care, to the day; a gap is a gap, never the nearest
 * price.
 *
 * A row that was learnt late says when, `connu_le`: it is not there for who asked before, and prevails
 * over what was known earlier from then on. So that a tariff with effect in the past changes no answer
 * that was given.
 */
#ifndef PRICE_TARIF_H
#define PRICE_TARIF_H

#include "date.h"
#include "field.h"
#include "slots.h"
#include "text.h"

#define SEMAINES_MAX INT64_MAX /* `semaines_max` of a row that sets no bound */

struct tarif {
	struct text code;
	day_t du, au;         /* au DAY_NONE: open */
	int64_t cents;
	unsigned professions; /* bits of actes.h; 0: any */
	int64_t semaines_min, semaines_max; /* 0 and SEMAINES_MAX: any */
	struct text ref;      /* "tarifs.yaml G 2024-12-22, art. 5" */
	day_t connu_le;       /* DAY_NONE: on its first day at the latest */
	struct text where;    /* "tarifs.yaml:41": for a trace */
};

struct tarifs {
	const struct tarif *at; /* sorted by code, then by `du` */
	size_t count;
	enum field champ; /* what its codes are: acte_code, or cip13 */
	day_t as_of;      /* the day of the run: rows learnt later are not seen */
	const struct slot *slots;
};

struct tarif_key {
	struct text code;
	day_t date;
	unsigned profession; /* 0: not known */
	int64_t semaines;    /* -1: not known */
};

enum tarif_found {
	TARIF_FOUND,
	TARIF_ABSENT,
	TARIF_AMBIGUOUS, /* more than one could apply, or it depends on what is not known */
};
enum tarif_found tarif_find(const struct tarifs *tarifs, const struct tarif_key *key,
	const struct tarif **tarif);

/* Why no row applies, as the field it hangs on: the code has no row at all (`champ`), none on that day
 * (date_soins), or those of the day are for other weeks (semaines_grossesse) or other professions
 * (executant_profession). */
enum field tarif_gap(const struct tarifs *tarifs, const struct tarif_key *key);

/* Has the code a row, whatever its dates? */
bool tarif_exists(const struct tarifs *tarifs, struct text code);

/* Are there a day, a profession and a week to which both rows apply, neither learnt after the other? */
bool tarif_overlap(const struct tarif *a, const struct tarif *b);

#endif
