/*
 * rule - which acts are billed, and what shares an invoice
 */
#ifndef EMIT_RULE_H
#define EMIT_RULE_H

#include "date.h"
#include "defects.h"

/* ---- which acts are billed ---- */

enum known {
	KNOWN_NOT,    /* new to the ledger */
	KNOWN_BEFORE, /* billed by an earlier emission */
	KNOWN_HERE,   /* met before in this very stream */
};

struct question {
	enum known known;    /* (structure_finess, acte_ref) in the ledger */
	bool corrige, annule; /* the act says that it replaces or voids another */
	bool pegase;         /* its support is the PEGASE statement */
	bool pegase_met;     /* same child, day and doctor as a PEGASE bilan, billed or about to be */
	bool fiche_met;      /* another act bills, or is about to bill, the bilan of this fiche, */
	bool rang_met;       /* or this rank of this child */
};

/* Raises deja-facture, doublon, pegase-meme-jour, pegase-doublon, correction-unsupported. */
void emit_rule(const struct question *question, struct defects *defects);

/* ---- what shares an invoice (config/supports.yaml: groupe, lignes_max) ---- */

enum groupe { GROUPE_SEANCE, GROUPE_PATIENT, GROUPE_LOT };

struct support_params {
	unsigned groupe;    /* enum groupe */
	int64_t lignes_max; /* boxes of the form; 0: any number */
};

/* What the lines of one invoice have in common. */
struct facture_key {
	bool alone;             /* nobody to group by: an invoice of its own */
	const void *patient;    /* a pseudonym; NULL: not compared */
	struct text executant;  /* absent: not compared */
	struct text date_soins; /* absent: not compared */
};

/* `patient` NULL: anonymous without a number. Two such acts are never known to be of one person. */
struct facture_key facture_key_of(const struct support_params *support, const void *patient,
	struct text executant, struct text date_soins);

/* Does one more line need another form? */
bool facture_full(const struct support_params *support, int64_t lignes);

/* ---- who the patient is, for a pseudonym ---- */

#define IDENTITY_MAX 600

/*
 * Name and first name as they can be compared (letters only, capitals, no accents), and the birth
 * date: "MARTIN|LEA|2023-05-15". Length 0 where the name or the date is not given.
 */
size_t identity_of(struct text nom, struct text prenom, struct text naissance,
	char out[IDENTITY_MAX]);

#endif
