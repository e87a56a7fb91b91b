/*
 * index - one row a refusal that stands: what it is found by, where it lies, what became of it
 *
 * Stands: of each act (structure_finess and acte_ref, else id) those of the newest emission that refused
 * it. The rows are in a temporary database of this process (lib/db): memory is bounded, and nothing in
 * it is about a person.
 */
#ifndef REFUS_INDEX_H
#define REFUS_INDEX_H

#include "ledger.h"

struct index {
	struct db *db;
};

enum etat { ETAT_OPEN, ETAT_BILLED, ETAT_DROPPED, ETAT_COUNT };
extern const char *const etat_names[ETAT_COUNT];

/* What a verb works on: each a list with commas between, NULL: any. */
struct selection {
	const char *motif, *stage, *site, *period, *payer, *status, *id;
};

/* One row; its texts live until the next call on the query. */
struct row {
	int64_t emission, position, montant_cents, amo_cents, tentative;
	struct text etape, structure, acte_ref, id, statut, motifs, motif, site, periode, payeur, livre,
		etat, raison;
};

/* Reads all refusals of `dir`, and what the ledger says of each. */
void index_make(struct index *index, const char *dir, struct db *ledger);
void index_free(struct index *index);

/* select.c: marks the rows of the selection: `choisi` is 1 where the row has the state `wanted`
 * (ETAT_COUNT: any), 2 where only its state is another. Dies with 64. */
void index_choose(struct index *index, const struct selection *selection, enum etat wanted);

/* The rows that `where` (SQL, with parameters) finds, in the order of their emissions. */
struct query *index_rows(const struct index *index, const char *where);
bool row_next(struct query *query, struct row *row);

/* How many rows that `where` finds, of that stage. */
int64_t index_count(const struct index *index, const char *where, struct text etape);

#endif
