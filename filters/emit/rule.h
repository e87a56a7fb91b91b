/*
 * rule - which acts are billed, and what shares an invoice
 *
 *   art. 1, 2026-49 annexe 3   the same child, day and doctor under PEGASE   art01-pegase.c
 *   art. 4, 8, annexe 1.1      how many times an act is taken                art04-frequences.c
 *   art. 6.2, annexe 1.3       one dose of a vaccine, once                   art06-2-doses.c
 *   art. 6.3, annexe 1.5       who signs the table of delegated acts         annexe15-signataire.c
 *   art. 17                    what replaces or voids an act that was sent   art17-corrections.c
 *   annexe 1.2 art. 6          papers that are counted with their sheet      annexe12-art06-pieces.c
 *   2026-49 art. 2, 4, 6       the cohort: fiche, rank, order, a year        pegase-art06-cohorte.c
 *
 * The rules count nothing: history.c asks the ledger what was billed before the act, and nothing of
 * what came after it, so that the same question can be asked again later.
 */
#ifndef EMIT_RULE_H
#define EMIT_RULE_H

#include "actes.h"
#include "date.h"
#include "defects.h"

/* ---- which acts are billed ---- */

enum known {
	KNOWN_NOT,    /* new to the ledger */
	KNOWN_BEFORE, /* billed by an earlier emission */
	KNOWN_HERE,   /* met before in this very stream */
};

/* How many times acts are taken (config/frequences.yaml), and over what. */
enum par { PAR_VIE, PAR_FENETRE, PAR_AGE, PAR_GROSSESSE, PAR_JOUR, PAR_COUNT };

#define FREQUENCE_CODES_MAX 24

struct frequence {
	struct text codes[FREQUENCE_CODES_MAX];
	size_t code_count;
	unsigned par;      /* enum par */
	int64_t nombre;
	int64_t mois;      /* PAR_AGE: strictly before this age */
	bool ensemble;     /* the codes are counted together, and not each for itself */
	bool ferme;        /* no: the source is weak, and the act only gets a notice */
	day_t du, au;      /* of the date of care; DAY_NONE: open */
};

/* What an act needs to be told of one of them. */
struct compte {
	const struct frequence *frequence;
	int64_t deja; /* billed before this act */
};

/* Papers that are counted with an act billed before (annexe 1.2 art. 6). */
enum piece {
	PIECE_NONE,
	PIECE_JUMEAU,    /* the paper sheet of a degraded electronic one */
	PIECE_DUPLICATA, /* in place of a sending that failed */
};

/* What an act says of one that was billed before it (art. 17). */
enum genre { GENRE_ORIGINAL, GENRE_CORRECTION, GENRE_ANNULATION, GENRE_COUNT };
extern const char *const genre_names[]; /* as in the ledger: "original" */

/* The act that is corrected or voided. */
enum remplace {
	REMPLACE_INCONNU, /* the ledger does not know it */
	REMPLACE_DEJA,    /* another one has its place already, or it is a void itself */
	REMPLACE_OUVERT,
};

#define COMPTES_MAX 16

struct question {
	enum known known;     /* (structure_finess, acte_ref) in the ledger */
	enum genre genre;
	enum remplace remplace; /* of what is no original */
	bool sans_papier;       /* supports.yaml names no support that a correction of its act leaves on */
	bool montant;           /* it asks for money */
	int64_t quantite;

	bool pegase;       /* its support is the PEGASE statement */
	bool pegase_met;   /* same child, day and doctor as a PEGASE bilan, billed or about to be */
	bool cpam_met;     /* a bilan: same child, day and doctor as an act billed to a CPAM */
	bool fiche_met;    /* another act bills, or is about to bill, the bilan of this fiche, */
	bool rang_met;     /* or this rank of this child */
	bool rang_desordre; /* a bilan of a lower rank on a later day, or the other way round */
	int64_t bilans_annee, bilans_par_an; /* billed of this child and year; how many are financed */

	struct compte comptes[COMPTES_MAX];
	unsigned compte_count;

	int64_t doses;           /* of this vaccine, to this patient, on this day: the same lot, or one not told */
	int64_t doses_autre_lot; /* of another lot */
	int64_t doses_par_jour;

	enum piece piece;
	bool feuille_met; /* the act that the piece is of is billed */

	bool recapitulatif, signataire; /* a line of the table of art. 6.3; who signs is listed that day */
};

/* Raises all that this stage has against an act. */
void emit_rule(const struct question *question, struct defects *defects);

/* Its parts. */
void art01_pegase(const struct question *q, struct defects *d);
void art17_corrections(const struct question *q, struct defects *d);
void art04_frequences(const struct question *q, struct defects *d);
void art06_2_doses(const struct question *q, struct defects *d);
void annexe12_art06_pieces(const struct question *q, struct defects *d);
void annexe15_signataire(const struct question *q, struct defects *d);
void pegase_art06_cohorte(const struct question *q, struct defects *d);

/* An act that counts: not one that voids, or doubles, a billed one. One that corrects it takes its place, and
 * what it replaces is not counted any more (history.h). */
bool is_counted(const struct question *q);

/* The days over which a frequency is counted for an act of that day: from `from` to the eve of `to`.
 * False where it does not apply, or where what it hangs on is not known. */
struct span {
	day_t from, to;
};
struct patient_facts {
	day_t naissance, grossesse_debut, date_soins;
};
bool frequence_span(const struct frequence *frequence, const struct acte *acte,
	const struct patient_facts *facts, struct span *span);

bool frequence_names(const struct frequence *frequence, struct text acte_code);

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
	struct text structure;  /* absent: not compared, as the next two */
	struct text executant;
	struct text date_soins;
};

/* Of all that is known of an act, what its invoice is told by. Who bills is one structure (the FINESS of a
 * form, of type 2 of B2). No patient: anonymous without a number; two such acts are never known to be of
 * one person. */
struct facture_key facture_key_of(const struct support_params *support, struct facture_key act);

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
