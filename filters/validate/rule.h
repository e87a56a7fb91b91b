/*
 * validate - the question: one act, field by field; the answer: its defects
 *
 * What is judged here can be judged from the act alone, the date of the run and the form of the
 * identifiers. Whether the site is listed, the rights open or the act priced is asked further on.
 * The rule is split by subject: a file named artNN-… holds that article of convention 2023-212.
 */
#ifndef VALIDATE_RULE_H
#define VALIDATE_RULE_H

#include "actes.h"
#include "date.h"
#include "defects.h"
#include "field.h"
#include "text.h"

/* One field of the act, in the form of its type. */
struct mention {
	bool given;       /* present and, for a text, not empty */
	struct text text; /* TEXT, IDENT, NUMBER, DATE */
	int64_t number;   /* INT, EUROS */
	day_t day;        /* DATE; DAY_NONE when absent or no date */
};

struct question {
	day_t as_of; /* the date of the run, from the head of the stream */
	struct mention at[FIELD_COUNT];
	enum field given[FIELD_COUNT]; /* those that are, in the order of field.h */
	unsigned given_count;
};

/* An act that gives nothing. */
void question_start(struct question *act, day_t as_of);

/* What the first digit of a NIR says; 0 for a digit that the rule book does not list. */
enum nir_nature { NIR_UNLISTED, NIR_ORDINAIRE, NIR_PROVISOIRE, NIR_PASSAGE };

/* Bounds, both allowed, in the unit of the field: INT as is, EUROS centimes, NUMBER hundredths. */
struct borne {
	enum field champ;
	int64_t de, a;
};

struct params {
	enum nir_nature premiers[10]; /* by first digit */
	int64_t mois_normal_max;      /* 01 to this: a month */
	int64_t mois_incomplet_min;   /* from this on: incomplete birth certificate */
	struct text fictif_prefixe;   /* a number made for anonymity begins so */
	const struct borne *bornes;
	size_t borne_count;
	struct actes actes;           /* annexe 1.1 */
	unsigned papier_motive;       /* C14: bits of actes.h, the activities whose paper needs a reason */
};

void validate_rule(const struct question *act, const struct params *params, struct defects *d);

/* The subjects, in the order in which validate_rule asks them. */
void check_valeurs(const struct question *act, const struct params *params, struct defects *d);
void check_identifiants(const struct question *act, const struct params *params, struct defects *d);
void check_dates(const struct question *act, struct defects *d);
void check_mentions(const struct question *act, struct defects *d);      /* art. 6.2, 10.2 */
void check_codification(const struct question *act, const struct params *params,
	struct defects *d);                                               /* art. 6.2, 10.2 */
void check_papier(const struct question *act, const struct params *params,
	struct defects *d);                                               /* art. 6.2, 10.2 */
void check_pieces(const struct question *act, struct defects *d);        /* annexe 1.2 art. 6 */
void check_delegue(const struct question *act, struct defects *d);       /* art. 6.3, 10.3.3 */
void check_tiers_payant(const struct question *act, struct defects *d);  /* art. 6, 10 */

/* Plain questions that several subjects ask. */
static inline bool
act_given(const struct question *act, enum field field)
{
	return act->at[field].given;
}

static inline bool
act_is(const struct question *act, enum field field, const char *value)
{
	return act->at[field].given && text_is(act->at[field].text, value);
}

static inline bool
act_given_any(const struct question *act, const enum field *fields, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (act_given(act, fields[i]))
			return true;
	return false;
}

/* Art. 6.3: any delegue_* given. */
static inline bool
act_delegated(const struct question *act)
{
	return act_given_any(act, fields_delegue, FIELDS_DELEGUE);
}

bool act_anonymous(const struct question *act);    /* art. 10.3: ivg, ist or contraception */
bool act_vaccine(const struct question *act);      /* form 708: a CIP, and no form 709 */
bool act_beneficiaire(const struct question *act); /* the patient is not the insured */

/* A field that must be there. */
void require(const struct question *act, enum field field, struct defects *d);

#endif
