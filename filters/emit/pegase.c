#include "pegase.h"

#include "log.h"
#include "pseudonym.h"

#include <stdlib.h>

struct pegase {
	struct db *db;
	int64_t emission;
	struct seen *days; /* of which child, doctor and day there may be a bilan; NULL: not learnt */
	struct query *claim, *same_day, *same_fiche, *same_rang, *desordre, *annee, *drop, *give_up;
};

/* Not of the act ?1 ?2, nor of what it replaces (?3). */
#define OF_ANOTHER "(b.structure, b.acte_ref) IS NOT (?1, ?2) AND (b.structure, b.acte_ref) IS NOT (?1, ?3)"

struct pegase *
pegase_new(struct db *db, int64_t emission)
{
	struct pegase *pegase = calloc(1, sizeof(*pegase));

	if (!pegase)
		out_of_memory();
	pegase->db = db;
	pegase->emission = emission;
	pegase->claim = query_new(db, "INSERT OR IGNORE INTO bilan_pegase (structure, acte_ref,"
		" emission, patient, date_soins, executant, fiche, rang)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
	pegase->same_day = query_new(db, "SELECT 1 FROM bilan_pegase"
		" WHERE patient = ?1 AND date_soins = ?2 AND executant = ?3 AND emission <= ?4");
	pegase->same_fiche = query_new(db, "SELECT 1 FROM bilan_pegase AS b"
		" WHERE fiche = ?4 AND " OF_ANOTHER " AND emission <= ?5");
	pegase->same_rang = query_new(db, "SELECT 1 FROM bilan_pegase AS b"
		" WHERE patient = ?4 AND rang = ?5 AND " OF_ANOTHER " AND emission <= ?6");
	pegase->desordre = query_new(db, "SELECT 1 FROM bilan_pegase AS b JOIN acte"
		" USING (structure, acte_ref) WHERE b.patient = ?4 AND acte.numero < ?7 AND " OF_ANOTHER
		" AND ((b.rang < ?5 AND b.date_soins > ?6) OR (b.rang > ?5 AND b.date_soins < ?6)) LIMIT 1");
	pegase->annee = query_new(db, "SELECT count(*) FROM bilan_pegase AS b JOIN acte"
		" USING (structure, acte_ref) WHERE b.patient = ?4 AND acte.numero < ?6 AND " OF_ANOTHER
		" AND substr(b.date_soins, 1, 4) = substr(?5, 1, 4)");
	pegase->drop = query_new(db, "DELETE FROM bilan_pegase WHERE structure = ?1 AND acte_ref = ?2");
	pegase->give_up = query_new(db, "DELETE FROM bilan_pegase AS b WHERE emission = ?1"
		" AND NOT EXISTS (SELECT 1 FROM acte JOIN lot ON lot.numero = acte.lot"
		" WHERE acte.structure = b.structure AND acte.acte_ref = b.acte_ref"
		" AND lot.support = 'pegase')");
	return pegase;
}

void
pegase_free(struct pegase *pegase)
{
	query_free(pegase->claim);
	query_free(pegase->same_day);
	query_free(pegase->same_fiche);
	query_free(pegase->same_rang);
	query_free(pegase->desordre);
	query_free(pegase->annee);
	query_free(pegase->drop);
	query_free(pegase->give_up);
	free(pegase);
}

static uint64_t
digest_day(const void *patient, struct text date_soins, struct text executant)
{
	return seen_digest(executant, seen_digest(date_soins,
		seen_digest((struct text){patient, patient ? PSEUDONYM_SIZE : 0}, 0)));
}

void
pegase_learn(struct pegase *pegase, struct seen *seen)
{
	struct query *query = query_new(pegase->db, "SELECT patient, date_soins, executant FROM bilan_pegase");

	pegase->days = seen;
	while (query_row(query))
		seen_add(pegase->days, digest_day(column_text(query, 0).at, column_text(query, 1), column_text(query, 2)));
	query_free(query);
}

static void
bind_act(struct query *query, const struct record *rec)
{
	struct text structure = record_text(rec, F_STRUCTURE_FINESS);

	query_text(query, 1, structure.at ? structure : TEXT(""));
	query_text(query, 2, record_text(rec, F_ACTE_REF));
}

/* As OF_ANOTHER wants it. */
static void
bind_another(struct query *query, const struct record *rec)
{
	bind_act(query, rec);
	query_text(query, 3, record_text(rec, F_CORRIGE));
}

static void
bind_patient(struct query *query, int index, const void *patient)
{
	query_bytes(query, index, patient, patient ? PSEUDONYM_SIZE : 0);
}

static uint64_t
day_of_act(const struct record *rec, const void *patient)
{
	return digest_day(patient, record_text(rec, F_DATE_SOINS), record_text(rec, F_EXECUTANT_RPPS));
}

void
pegase_claim(struct pegase *pegase, const struct record *rec, const void *patient)
{
	struct query *query = pegase->claim;

	bind_act(query, rec);
	query_int(query, 3, pegase->emission);
	bind_patient(query, 4, patient);
	query_text(query, 5, record_text(rec, F_DATE_SOINS));
	query_text(query, 6, record_text(rec, F_EXECUTANT_RPPS));
	query_text(query, 7, record_text(rec, F_PEGASE_FICHE));
	query_int(query, 8, record_int(rec, F_PEGASE_RANG, 0));
	query_run(query);
	if (pegase->days)
		seen_add(pegase->days, day_of_act(rec, patient));
}

/* False where there is nobody, no day or no doctor to compare: NULL equals nothing. */
bool
pegase_met(struct pegase *pegase, const struct record *rec, const void *patient)
{
	if (pegase->days && !seen_maybe(pegase->days, day_of_act(rec, patient)))
		return false;
	bind_patient(pegase->same_day, 1, patient);
	query_text(pegase->same_day, 2, record_text(rec, F_DATE_SOINS));
	query_text(pegase->same_day, 3, record_text(rec, F_EXECUTANT_RPPS));
	query_int(pegase->same_day, 4, pegase->emission);
	return query_found(pegase->same_day);
}

bool
pegase_fiche_met(struct pegase *pegase, const struct record *rec)
{
	bind_another(pegase->same_fiche, rec);
	query_text(pegase->same_fiche, 4, record_text(rec, F_PEGASE_FICHE));
	query_int(pegase->same_fiche, 5, pegase->emission);
	return query_found(pegase->same_fiche);
}

bool
pegase_rang_met(struct pegase *pegase, const struct record *rec, const void *patient)
{
	bind_another(pegase->same_rang, rec);
	bind_patient(pegase->same_rang, 4, patient);
	query_int(pegase->same_rang, 5, record_int(rec, F_PEGASE_RANG, 0));
	query_int(pegase->same_rang, 6, pegase->emission);
	return query_found(pegase->same_rang);
}

bool
pegase_rang_desordre(struct pegase *pegase, const struct record *rec, const void *patient,
	int64_t before)
{
	bind_another(pegase->desordre, rec);
	bind_patient(pegase->desordre, 4, patient);
	query_int(pegase->desordre, 5, record_int(rec, F_PEGASE_RANG, 0));
	query_text(pegase->desordre, 6, record_text(rec, F_DATE_SOINS));
	query_int(pegase->desordre, 7, before);
	return query_found(pegase->desordre);
}

int64_t
pegase_bilans_annee(struct pegase *pegase, const struct record *rec, const void *patient,
	int64_t before)
{
	int64_t count;

	bind_another(pegase->annee, rec);
	bind_patient(pegase->annee, 4, patient);
	query_text(pegase->annee, 5, record_text(rec, F_DATE_SOINS));
	query_int(pegase->annee, 6, before);
	query_row(pegase->annee);
	count = column_int(pegase->annee, 0);
	query_reset(pegase->annee);
	return count;
}

void
pegase_pass_on(struct pegase *pegase, const struct record *rec, const void *patient)
{
	struct text structure = record_text(rec, F_STRUCTURE_FINESS);

	query_text(pegase->drop, 1, structure.at ? structure : TEXT(""));
	query_text(pegase->drop, 2, record_text(rec, record_given(rec, F_CORRIGE) ? F_CORRIGE : F_ANNULE));
	query_run(pegase->drop);
	if (record_given(rec, F_CORRIGE) && record_is(rec, F_SUPPORT, "pegase"))
		pegase_claim(pegase, rec, patient);
}

void
pegase_finish(struct pegase *pegase)
{
	query_int(pegase->give_up, 1, pegase->emission);
	query_run(pegase->give_up);
}
