/*
 * retour_rule - what a row of a caisse's CSV says
 *
 * Pure. Columns are named as the fields of record.5; amounts are decimal euros there (demande, paye, montant or
 * mouvement). A row is what its column `retour` says; without it an invoice, or an acknowledgement where its state
 * is accepte or refuse.
 */
#ifndef INGEST_RETOUR_RULE_H
#define INGEST_RETOUR_RULE_H

#include "nearest.h"
#include "rule.h"

/* The field of a column, or FIELD_NONE. */
enum field retour_column(struct text name);
void retour_column_nearest(struct nearest *nearest);

/* Does a header of these cells stand over such a file? `retour`, or a lot and its state: no act has them. */
bool retour_is_header(const struct text *cells, unsigned count);

/* The separator of a first line: `;`, or `,` where it has no `;`. */
char retour_separator(struct text line);

/*
 * Each cell (absent: at NULL) as its field, and what a row of its kind must say. `room` holds all cells and
 * RULE_ROOM for each field. Returns the kind ("facture"), NULL where it is none that a CSV may hold; the first
 * wrong field is that of the first defect.
 */
const char *retour_rule(const struct text cell[FIELD_COUNT], char *room, struct value value[FIELD_COUNT],
	struct defects *defects);

#endif
