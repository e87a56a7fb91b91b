#include "pegase.h"

#include "log.h"
#include "pseudonym.h"

#include <stdlib.h>

struct pegase {
	struct query *add, *find;
};

struct pegase *
pegase_new(struct db *db)
{
	struct pegase *pegase = calloc(1, sizeof(*pegase));

	if (!pegase)
		die(EX_OSERR, "out of memory");
	pegase->add = query_new(db, "INSERT OR IGNORE INTO bilan_pegase VALUES (?1, ?2, ?3)");
	pegase->find = query_new(db, "SELECT 1 FROM bilan_pegase"
		" WHERE patient = ?1 AND date_soins = ?2 AND executant = ?3");
	return pegase;
}

void
pegase_free(struct pegase *pegase)
{
	query_free(pegase->add);
	query_free(pegase->find);
	free(pegase);
}

/* False: nobody, no day or no doctor to compare. */
static bool
bind(struct query *query, const struct record *rec, const void *patient)
{
	if (!patient || !record_has(rec, F_DATE_SOINS) || !record_has(rec, F_EXECUTANT_RPPS))
		return false;
	query_bytes(query, 1, patient, PSEUDONYM_SIZE);
	query_text(query, 2, record_text(rec, F_DATE_SOINS));
	query_text(query, 3, record_text(rec, F_EXECUTANT_RPPS));
	return true;
}

void
pegase_add(struct pegase *pegase, const struct record *rec, const void *patient)
{
	if (bind(pegase->add, rec, patient))
		query_run(pegase->add);
}

bool
pegase_met(struct pegase *pegase, const struct record *rec, const void *patient)
{
	bool met;

	if (!bind(pegase->find, rec, patient))
		return false;
	met = query_row(pegase->find);
	query_reset(pegase->find);
	return met;
}
