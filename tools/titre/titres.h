/*
 * titres - which titres there are to make, in the ledger; and their file
 */
#ifndef TITRES_H
#define TITRES_H

#include "ledger.h"
#include "output.h"
#include "params.h"
#include "part.h"

#define CHOIX_SIZE 4096

/* What was asked for. `choix` says it in the ledger: "tout", "mois 2026-03", "lots L000001 L000002". */
struct demande {
	enum genre genre;
	const char *as_of, *mois; /* mois: NULL: any */
	char choix[CHOIX_SIZE];
	const char *lots;         /* the list of `choix`, " L000001 L000002 "; NULL: any */
	int64_t exercice;
};

struct titres {
	struct ledger *ledger;
	const struct titre_params *params;
	const struct demande *demande;
	const char *livre_hash;
	int64_t bordereau;        /* bordereau_titre.numero; 0: none */
	int64_t titre, ligne;     /* titre.numero of the one that is being made, and its last line */
	bool draft;
};

/* Fills the demande of --mois or --lot (both may be NULL). Dies with 64. */
void demande_make(struct demande *demande, const char *mois, const char *lots);

/* Makes the titres, within the transaction of the caller, and says what is left out and why; bordereau 0: none to
 * make. Dies with 65: a lot that is not in the ledger. */
void titres_make(struct titres *titres);

/* The last bordereau of the same demande, or 0. */
int64_t titres_find(struct titres *titres);

/* That of --again N, or titres_find() where it is NULL. Dies with 64 or 65: no number, no such bordereau. */
int64_t titres_before(struct titres *titres, const char *again);

/* Writes the file, holds it against the schema if there is one, and commits; a draft is not committed. Dies before
 * anything is kept: 65 the schema, 78 the book, which may be another than when a bordereau was made first. */
void titres_publish(struct titres *titres, bool made, const char *path, const char *schema);

/* A line on stdout. */
void titres_say(const struct titres *titres, bool made, bool as_json);

/* One of each genre; the rows of titre and titre_ligne. */
void ordinaires_make(struct titres *titres);
void encaissements_make(struct titres *titres);
void annulations_make(struct titres *titres);

/* A titre, numbered in its exercice; its lines. virement and origine 0: none. */
void titre_begin(struct titres *titres, struct text payeur, int64_t virement, int64_t origine);
void titre_add(struct titres *titres, int64_t lot, const struct part *part);

/* What a lot owes that no titre is for, as far as titres after an encaissement go: in all, and what each budget line
 * can take of it. Acts that were voided or corrected are off their line where they are all that was taken back. */
struct due {
	struct part parts[PARTS_MAX];
	size_t count;
	int64_t cents;
};
void lot_due(struct titres *titres, int64_t lot, struct due *due);

/* `what` stays without a titre. */
void left_out(struct text what, const char *why);

/* The PES of titres->bordereau. Dies with 78: a placeholder, a text too long or not of ISO-8859-1. */
void pes_write(struct titres *titres, struct output *output);

/* Dies where the file `path` is not as the XSD `schema` has it (65: `shown`, line, column and element), or that cannot
 * be used (66, 78). */
void schema_hold(const char *path, const char *schema, const char *shown);

/* Its name, as NomFic has it. */
#define NOM_FIC_SIZE 101
const char *pes_name(const struct titres *titres, char name[NOM_FIC_SIZE]);

#endif
