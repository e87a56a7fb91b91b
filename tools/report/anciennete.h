/*
 * anciennete - what each payer still owes, by how long it has been due (art. 16)
 */
#ifndef REPORT_ANCIENNETE_H
#define REPORT_ANCIENNETE_H

#include "buffer.h"
#include "db.h"
#include "echeance.h"
#include "json.h"

#define TRANCHES (ANCIENNETES_MAX + 2) /* not due yet; up to each bound; beyond the last */

/* What one payer owes. */
struct du_depuis {
	char payeur[48];
	int64_t lots, reste_cents, tranche_cents[TRANCHES];
	int64_t jours; /* overdue, of the oldest; 0: none is */
};

struct anciennete {
	const struct delai_paiement *delai;
	struct du_depuis *at, total;
	size_t count;
};

/* `delai` outlives what is read. */
void anciennete_read(struct anciennete *anciennete, struct db *db, const struct delai_paiement *delai,
	day_t as_of);
void anciennete_free(struct anciennete *anciennete);

void anciennete_text(struct buffer *out, const struct anciennete *anciennete);
void anciennete_json(struct json *json, const struct anciennete *anciennete);

#endif
