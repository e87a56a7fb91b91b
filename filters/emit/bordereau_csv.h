/*
 * bordereau_csv - `;`, UTF-8, decimal comma: one head line, one line an act, one line of totals whose
 * last column names the rule book. Lines that correct or void say of what, and what is taken back of it
 */
#ifndef EMIT_BORDEREAU_CSV_H
#define EMIT_BORDEREAU_CSV_H

#include "emission.h"
#include "output.h"

struct bordereau {
	const struct emission *emission;
	struct output *csv, *json;
	int64_t numero, factures, lignes, amo_cents;
	char id[LEDGER_ID_SIZE], payeur[64], support[32], periode[16], genre[16];
	const char *mention; /* on each line of a lot that corrects or voids; NULL: originals */
};

/* Columns of a line, as the query of bordereau.c gives them. */
enum column {
	COL_FACTURE, COL_LIGNE, COL_ACTE_REF, COL_ID, COL_SITE, COL_DATE_SOINS, COL_ACTE_CODE,
	COL_LIBELLE, COL_NATURE, COL_QUANTITE, COL_TARIF, COL_BASE, COL_TAUX, COL_MONTANT,
	COL_IMPUTATION, COL_TARIF_REF, COL_ORIGINAL_COUNT,
	COL_REMPLACE = COL_ORIGINAL_COUNT, COL_REMPLACE_REF, COL_REPRIS, COL_COUNT
};

void bordereau_csv_begin(const struct bordereau *bordereau);
void bordereau_csv_line(const struct bordereau *bordereau, const struct query *line);
void bordereau_csv_end(const struct bordereau *bordereau);

#endif
