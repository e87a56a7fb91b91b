/*
 * Is the act one that the convention takes? Site, convention in force, public, affiliation, rights,
 * double financing; nothing about its price. One file an article.
 */
#ifndef RULE_H
#define RULE_H

#include "actes.h"
#include "conventions.h"
#include "date.h"
#include "defects.h"
#include "payeurs.h"
#include "publics.h"
#include "sites.h"
#include "text.h"

struct question {
	unsigned activite;         /* one bit of actes.h: titre I, titre II, convention 2026-49 */
	day_t date_soins;          /* everything is judged at this date */
	day_t naissance;           /* of the patient; DAY_NONE: not given */
	enum field champ_naissance; /* where it stands: assure or beneficiaire */
	bool enceinte, postnatale;
	bool anonyme;              /* any anonymity of art. 10.3: nobody to be affiliated */
	bool vaccin;               /* a line by CIP, billed on form 708 */
	bool delegue;              /* art. 6.3: billed in the table, signed by nobody of the PMI */
	unsigned profession;       /* one bit of actes.h; 0: not given */
	bool maternite;            /* nature_assurance as given */
	bool autre_financement;
	struct text site, organisme;
	day_t droits_du, droits_au; /* DAY_NONE: not given */
};

struct params {
	struct payeurs payeurs;
	struct sites sites;
	struct conventions conventions;
	struct publics publics;
	bool postnatale_refusee; /* C13: form 708 prints pregnancy only */
};

struct answer {
	struct text convention; /* the id of the one in force; absent: none */
};

/* All that this stage has against the act. */
void check_eligibility_rule(const struct question *q, const struct params *params,
	struct answer *answer, struct defects *d);

/* Its parts. */
void art01_double_financement(const struct question *q, struct defects *d);
void art02_sites(const struct question *q, const struct params *params, struct defects *d);
void art03_public(const struct question *q, const struct params *params, struct defects *d);
void art03_affiliation(const struct question *q, const struct params *params, struct defects *d);
void art03_droits(const struct question *q, struct defects *d);
void art06_2_vaccins(const struct question *q, const struct params *params, struct defects *d);
void annexe13_signature(const struct question *q, const struct params *params, struct defects *d);
void art09_nature(const struct question *q, struct defects *d);
struct text art19_convention(const struct question *q, const struct params *params,
	struct defects *d);

/* A child strictly before the birthday of `age`. */
bool is_child(const struct question *q, int64_t age);

#endif
