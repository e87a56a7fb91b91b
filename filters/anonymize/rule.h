/*
 * anonymize - may the act keep, or hide, who was cared for; and what is then written in its place
 *
 *   art. 10.3.1  IVG: paper only, a NIR made of the caisse's code        art10-3-1-ivg.c
 *   art. 10.3.2  IST: a number given by the CPAM, signed by a doctor     art10-3-2-ist.c
 *   art. 10.3    contraception of minors, with the exact birth date      art10-3-contraception.c
 *   art. 10.3.1  neutral labels                                          libelle.c
 */
#ifndef ANONYMIZE_RULE_H
#define ANONYMIZE_RULE_H

#include "actes.h"
#include "conventions.h"
#include "date.h"
#include "defects.h"
#include "payeurs.h"
#include "sites.h"
#include "text.h"
#include "vaccins.h"

enum anonymat { ANONYMAT_NONE, ANONYMAT_IVG, ANONYMAT_IST, ANONYMAT_CONTRACEPTION };

enum consentement { CONSENTEMENT_UNKNOWN, CONSENTEMENT_OUI, CONSENTEMENT_NON };

struct question {
	enum anonymat anonymat;
	day_t date_soins;
	day_t naissance;            /* of the patient; DAY_NONE: not given */
	enum field champ_naissance; /* where it stands: assure or beneficiaire */
	struct text acte_code, cip13, convention, site;
	struct text numero_fictif;
	unsigned activite, profession; /* one bit of actes.h; 0: not given */
	bool electronique;          /* canal says so; one that is absent does not */
	bool carte_vitale;
	enum consentement consentement; /* of the parents of a minor */
};

struct params {
	struct actes actes;
	struct vaccins vaccins;
	struct payeurs payeurs;
	struct sites sites;
	struct conventions conventions;
	int64_t majorite_ans;
	const struct payeur *anonymes; /* C20: who gets all anonymous acts; NULL: by the site */
	bool ivg_toujours_anonyme;     /* C18: for every woman, asked or not */
	unsigned signataires_709;      /* C35: bits of actes.h, the professions that may sign form 709 */
	struct text majorite;       /* "publics.yaml:15": for a trace */
	struct text fictif_prefixe; /* "2555555": then three digits of caisse, then one of these */
	struct text fictif_ivg, fictif_contraception;
};

#define NIR_SIZE 16

struct answer {
	enum anonymat anonymise;
	char nir[NIR_SIZE];  /* in place of the insured's, with its key; "": none */
	bool naissance_kept; /* the birth date of the patient is all that stays of the person */
	struct text libelle; /* what may be printed; absent: nothing is known to print */
};

void anonymize_rule(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d);

/*
 * The parts of the rule. `acte` is the row of annexe 1.1, NULL for a vaccine or a code it does not
 * know.
 */
void art10_3_1_ivg(const struct question *q, const struct params *params, const struct acte *acte,
	struct answer *answer, struct defects *d);
void art10_3_1_required(const struct question *q, const struct params *params,
	const struct acte *acte, struct defects *d);
void art10_3_2_ist(const struct question *q, const struct params *params, const struct acte *acte,
	struct answer *answer, struct defects *d);
void art10_3_contraception(const struct question *q, const struct params *params,
	const struct acte *acte, struct answer *answer, struct defects *d);

/* prefix, caisse of the site's payer, ending, key; "" and a motif where no caisse is known. */
void nir_fictif(const struct question *q, const struct params *params, struct text ending,
	char nir[NIR_SIZE], struct defects *d);

bool is_minor(const struct question *q, const struct params *params);
bool is_vaccin(const struct question *q);

struct text libelle_of(const struct question *q, const struct params *params,
	const struct acte *acte);

#endif
