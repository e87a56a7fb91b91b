/*
 * due - what a lot owes that has no titre yet, by budget line
 *
 * Billed, without what titres after an encaissement are for, what the caisse refused and what was taken back.
 */
#include "titres.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>

static const char lignes_sql[] =
	"SELECT imputation, amo_cents - (SELECT coalesce(sum(l.cents), 0) FROM titre_ligne AS l JOIN titre AS t"
	"  ON t.numero = l.titre WHERE l.lot = i.lot AND l.imputation = i.imputation AND t.virement IS NOT NULL),"
	" (SELECT coalesce(sum(a.amo_cents), 0) FROM acte AS a WHERE a.lot = i.lot"
	"  AND coalesce(a.imputation, '') = i.imputation AND (EXISTS (SELECT 1 FROM acte AS c WHERE c.remplace = a.numero)"
	"   OR EXISTS (SELECT 1 FROM retour AS r WHERE r.lot = a.lot AND r.facture = a.facture AND r.raison = 'rejet'"
	"    AND (r.acte = a.numero OR (r.acte IS NULL AND r.demande_cents - r.paye_cents = (SELECT f.amo_cents"
	"     FROM facture AS f WHERE f.lot = a.lot AND f.numero = a.facture))))))"
	" FROM lot_imputation AS i WHERE lot = ?1 ORDER BY imputation";

/* The parts, and what of them acts were that were voided, corrected, or refused (an invoice as a whole, or a line of
 * it): in `repris`, and in all. */
static int64_t
read_lignes(struct titres *titres, int64_t lot, struct due *due, int64_t repris[PARTS_MAX])
{
	struct query *query = query_new(titres->ledger->db, lignes_sql);
	int64_t sum = 0;

	due->count = 0;
	query_int(query, 1, lot);
	while (query_row(query)) {
		struct part *part = &due->parts[due->count];

		if (due->count == PARTS_MAX)
			die(EX_DATAERR, "lot %" PRId64 ": more than %d budget lines", lot, PARTS_MAX);
		*part = (struct part){.reste_cents = column_int(query, 1)};
		snprintf(part->imputation, PART_NAME, "%.*s", TEXT_ARG(column_text(query, 0)));
		sum += repris[due->count++] = column_int(query, 2);
	}
	query_free(query);
	return sum;
}

void
lot_due(struct titres *titres, int64_t lot, struct due *due)
{
	struct query *query = query_new(titres->ledger->db, "SELECT rejete_cents, annule_cents FROM lot WHERE numero = ?1");
	int64_t repris[PARTS_MAX], sum = read_lignes(titres, lot, due, repris), rejete = 0, annule = 0;

	query_int(query, 1, lot);
	while (query_row(query)) {
		rejete = column_int(query, 0);
		annule = column_int(query, 1);
	}
	query_free(query);
	for (size_t i = 0; i < due->count; i++) {
		struct part *part = &due->parts[i];

		part->reste_cents -= sum == annule + rejete ? repris[i] : 0;
		part->reste_cents = part->reste_cents > 0 ? part->reste_cents : 0;
	}
	due->cents = parts_reste(due->parts, due->count) - (sum == annule + rejete ? 0 : annule + rejete);
}
