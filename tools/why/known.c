/*
 * known - what the ledger and the records say of an act that was found
 */
#include "why.h"

#include "log.h"
#include "shelf.h"

#include <string.h>

struct text
keep(struct arena *arena, struct text text)
{
	char *at;

	if (!text.at)
		return TEXT_ABSENT;
	at = arena_alloc(arena, text.len + 1);
	memcpy(at, text.at, text.len);
	return (struct text){at, text.len};
}

/* ---- The ledger */

static void
read_emission(struct why *why, struct acte *acte)
{
	struct query *query = query_new(why->db, "SELECT run, source, source_sha256, livre_hash, livre_nom, as_of"
		" FROM emission WHERE numero = ?1");
	struct emission *e = &acte->emission;
	struct text *const into[] = {&e->run, &e->source, &e->source_sha256, &e->livre, &e->livre_nom,
		&e->as_of};

	e->numero = acte->seen.emission;
	query_int(query, 1, e->numero);
	if (!query_row(query))
		die(EX_DATAERR, "emission %lld is in %s and not in its ledger", (long long)e->numero, why->dir);
	for (int i = 0; i < 6; i++)
		*into[i] = keep(why->arena, column_text(query, i));
	query_free(query);
}

static void
read_line(struct why *why, struct acte *acte)
{
	struct query *query = query_new(why->db, "SELECT lot.numero, acte.facture, acte.ligne, lot.amo_cents"
		" - lot.annule_cents, lot.paye_cents, acte.quantite, acte.tarif_cents, acte.base_cents, acte.taux_bp, acte.amo_cents,"
		" lot.rejete_cents, lot.reste_cents,"
		" lot.id, lot.payeur, lot.support, lot.periode, acte.activite, acte.site, acte.date_soins,"
		" acte.acte_code, acte.tarif_ref, acte.libelle, acte.numero FROM acte JOIN lot ON lot.numero = acte.lot"
		" WHERE acte.structure = ?1 AND acte.acte_ref = ?2");
	struct billing *p = &acte->place;
	int64_t *const numbers[] = {&p->lot_numero, &p->facture, &p->ligne, &p->lot_cents, &p->paye_cents,
		&acte->quantite, &acte->tarif_cents, &acte->base_cents, &acte->taux_bp, &acte->amo_cents, &p->rejete_cents, &p->reste_cents};
	struct text *const texts[] = {&p->lot, &p->payeur, &p->support, &p->periode, &acte->activite,
		&acte->site, &acte->date_soins, &acte->acte_code, &acte->tarif_ref, &acte->libelle};

	query_text(query, 1, acte->seen.structure);
	query_text(query, 2, acte->seen.acte_ref);
	if (query_row(query)) {
		for (int i = 0; i < 12; i++)
			*numbers[i] = column_int(query, i);
		for (int i = 0; i < 10; i++)
			*texts[i] = keep(why->arena, column_text(query, 12 + i));
		p->acte = column_int(query, 22);
	}
	query_free(query);
}

bool
known_as_billed(struct why *why, const struct seen *refused, struct seen *billed)
{
	struct query *query = query_new(why->db, "SELECT lot.emission, acte.id FROM acte JOIN lot"
		" ON lot.numero = acte.lot WHERE acte.structure = ?1 AND acte.acte_ref = ?2");
	bool found;

	query_text(query, 1, refused->structure);
	query_text(query, 2, refused->acte_ref);
	found = !refused->billed && query_row(query) && !text_equal(column_text(query, 1), refused->id);
	if (found) {
		*billed = *refused;
		billed->billed = true;
		billed->emission = column_int(query, 0);
		billed->id = keep(why->arena, column_text(query, 1));
	}
	query_free(query);
	return found;
}

void
known_in_ledger(struct why *why, struct acte *acte)
{
	read_emission(why, acte);
	if (acte->seen.billed)
		read_line(why, acte);
}

/* ---- The records of what was billed */

static bool
needs_record(const struct acte *acte, int64_t emission)
{
	return acte->seen.billed && acte->seen.emission == emission && !acte->seen.record.at;
}

static size_t
missing_of(const struct why *why, int64_t emission)
{
	size_t missing = 0;

	for (size_t i = 0; i < why->acte_count; i++)
		missing += needs_record(&why->actes[i], emission);
	return missing;
}

static void
read_received(struct why *why, int64_t emission)
{
	size_t missing = missing_of(why, emission);
	const struct record *rec;
	struct refusals from;

	if (!missing || !received_open(&from, why->dir, emission))
		return;
	while (missing && (rec = refusals_read(&from)))
		for (size_t i = 0; i < why->acte_count; i++) {
			struct acte *acte = &why->actes[i];

			if (!needs_record(acte, emission)
				|| !text_equal(acte->seen.id, record_text(rec, F_ID)))
				continue;
			acte->seen.record = keep(why->arena,
				(struct text){(const char *)rec->bytes, rec->len});
			missing--;
		}
	refusals_close(&from);
}

/* A refused act is what its record says. */
static void
read_record(struct acte *acte)
{
	const char *wrong;

	if (!acte->seen.record.at)
		return;
	record_parse(&acte->record, (const unsigned char *)acte->seen.record.at, acte->seen.record.len, &wrong);
	if (acte->seen.billed)
		return;
	acte->activite = record_text(&acte->record, F_ACTIVITE);
	acte->site = record_text(&acte->record, F_SITE);
	acte->date_soins = record_text(&acte->record, F_DATE_SOINS);
	acte->acte_code = record_text(&acte->record, F_ACTE_CODE);
	acte->quantite = record_int(&acte->record, F_QUANTITE, 1);
	acte->tarif_ref = record_text(&acte->record, F_TARIF_REF);
	acte->tarif_cents = record_int(&acte->record, F_TARIF_CENTS, 0);
	acte->base_cents = record_int(&acte->record, F_BASE_CENTS, 0);
	acte->taux_bp = record_int(&acte->record, F_TAUX_BP, 0);
	acte->amo_cents = record_int(&acte->record, F_AMO_CENTS, 0);
}

void
known_records(struct why *why)
{
	for (size_t i = 0; i < why->acte_count; i++)
		read_received(why, why->actes[i].seen.emission);
	for (size_t i = 0; i < why->acte_count; i++)
		read_record(&why->actes[i]);
}

/* From the first act to the last; a ledger before version 5 knows of none that replaces another. */
struct query *
known_chain(const struct why *why, const struct acte *acte)
{
	struct query *query = query_new(why->db, ledger_version(why->db) < 5
		? "SELECT NULL, NULL, NULL, 0, 0, 0, 0 WHERE ?1 IS NULL"
		: "WITH RECURSIVE avant (n) AS (SELECT ?1 UNION ALL SELECT remplace FROM acte JOIN avant ON numero = n"
		  "  WHERE remplace IS NOT NULL),"
		  " chaine (n) AS (SELECT min(n) FROM avant UNION ALL SELECT numero FROM acte JOIN chaine ON remplace = n)"
		  " SELECT acte.acte_ref, acte.genre, lot.id, acte.facture, acte.ligne, acte.amo_cents, acte.numero = ?1"
		  " FROM chaine JOIN acte ON acte.numero = n JOIN lot ON lot.numero = acte.lot"
		  " WHERE (SELECT count(*) FROM chaine) > 1 ORDER BY acte.numero");

	query_int(query, 1, acte->place.acte);
	return query;
}

struct query *
known_files(const struct why *why, const struct acte *acte)
{
	struct query *query = query_new(why->db, "SELECT chemin, sha256 FROM fichier"
		" WHERE emission = ?1 AND chemin GLOB 'lots/' || ?2 || '-*' ORDER BY chemin");

	query_int(query, 1, acte->emission.numero);
	query_text(query, 2, acte->place.lot);
	return query;
}
