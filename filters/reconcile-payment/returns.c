#include "returns.h"

#include "log.h"
#include "returns_private.h"

#include <stdlib.h>

struct returns *
returns_new(struct run *run, struct identities *identities, struct effects *effects)
{
	struct returns *r = calloc(1, sizeof(*r));
	struct db *db = run->db;

	if (!r)
		out_of_memory();
	r->run = run;
	r->identities = identities;
	r->effects = effects;
	r->targets = targets_new(run);
	r->next = db_number(db, "SELECT max(numero) FROM retour", 0) + 1;
	r->next_reglement = db_number(db, "SELECT max(numero) FROM reglement", 0) + 1;
	r->next_accuse = db_number(db, "SELECT max(numero) FROM accuse", 0) + 1;
	r->known = query_new(db, "SELECT 1 FROM retour WHERE identite = ?1");
	r->add = query_new(db, "INSERT INTO retour (numero, releve, identite, genre, lot, facture, acte, etat,"
		" demande_cents, paye_cents, code, libelle, date_comptable, raison) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
		" ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
	r->part = query_new(db, "INSERT INTO part (cle, retour) VALUES (?1, ?2)");
	r->sum = query_new(db, "INSERT INTO somme VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET"
		" factures = factures + excluded.factures, retenues = retenues + excluded.retenues,"
		" forfaits = forfaits + excluded.forfaits");
	invoices_prepare(r);
	transfers_prepare(r);
	accuses_prepare(r);
	return r;
}

void
returns_free(struct returns *r)
{
	targets_free(r->targets);
	query_free(r->known);
	query_free(r->add);
	query_free(r->part);
	query_free(r->sum);
	invoices_free(r);
	transfers_free(r);
	accuses_free(r);
	buffer_free(&r->content);
	buffer_free(&r->key);
	free(r);
}

struct text
returns_day(const struct returns *r, const struct record *rec)
{
	struct text day = record_text(rec, F_DATE_COMPTABLE);

	return text_given(day) ? day : text_of(r->run->jour);
}

/* All that makes it what it is; what stands in several formats alike is told by what it does (double). */
static bool
is_known(struct returns *r, const struct record *rec, struct text source, char identite[IDENTITE_SIZE])
{
	static const enum field fields[] = {F_RETOUR, F_REGLEMENT, F_NUMERO_LOT, F_NUMERO_FACTURE, F_DATE_LOT,
		F_ETAT_RETOUR, F_CODE_REJET, F_DATE_COMPTABLE, F_ACTE_CODE, F_RETOUR_REF, F_OPERATION};
	static const enum field amounts[] = {F_LIGNE_FACTURE, F_DEMANDE_CENTS, F_PAYE_CENTS, F_MOUVEMENT_CENTS};
	bool known;

	r->content.len = 0;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		content_text(&r->content, record_text(rec, fields[i]));
	for (size_t i = 0; i < sizeof(amounts) / sizeof(*amounts); i++)
		content_int(&r->content, record_int(rec, amounts[i], 0));
	identity_of(r->identities, source, &r->content, identite);
	query_text(r->known, 1, text_of(identite));
	known = query_row(r->known);
	query_reset(r->known);
	r->run->counts.known += known;
	return known;
}

struct text
returns_key(struct returns *r, const struct record *rec, struct text source)
{
	r->key.len = 0;
	content_text(&r->key, source);
	content_text(&r->key, record_text(rec, F_REGLEMENT));
	return (struct text){(const char *)r->key.at, r->key.len};
}

static void
add_to_sum(struct returns *r, const struct said *said, struct text key)
{
	query_text(r->sum, 1, key);
	query_int(r->sum, 2, said->genre == GENRE_FACTURE ? said->paye : 0);
	query_int(r->sum, 3, said->genre == GENRE_RETENUE ? said->paye : 0);
	query_int(r->sum, 4, said->genre == GENRE_FORFAIT ? said->paye : 0);
	query_run(r->sum);
}

static void
optional_int(struct query *query, int index, int64_t value)
{
	if (value)
		query_int(query, index, value);
	else
		query_text(query, index, TEXT_ABSENT);
}

static void
add(struct returns *r, const struct record *rec, const struct said *said, int64_t releve, const char *identite)
{
	static const char *const genres[] = {"facture", "ligne", "retenue", "forfait"};
	bool debt = said->genre >= GENRE_RETENUE;
	struct query *q = r->add;

	query_int(q, 1, said->numero);
	query_int(q, 2, releve);
	query_text(q, 3, text_of(identite));
	query_text(q, 4, text_of(genres[said->genre]));
	optional_int(q, 5, said->target.lot);
	optional_int(q, 6, said->target.lot ? said->target.facture : 0);
	optional_int(q, 7, said->acte);
	query_text(q, 8, said->etat);
	optional_int(q, 9, said->demande);
	query_int(q, 10, said->paye);
	query_text(q, 11, record_text(rec, debt ? F_OPERATION : F_CODE_REJET));
	query_text(q, 12, record_text(rec, debt ? F_RETOUR_REF : F_LIBELLE_REJET));
	query_text(q, 13, said->jour);
	query_text(q, 14, said->target.raison);
	query_run(q);
}

static enum genre
genre_of(const struct record *rec)
{
	return record_is(rec, F_RETOUR, "facture") ? GENRE_FACTURE : record_is(rec, F_RETOUR, "ligne") ? GENRE_LIGNE
		: record_is(rec, F_RETOUR, "retenue") ? GENRE_RETENUE : GENRE_FORFAIT;
}

static void
read_said(struct returns *r, const struct record *rec, struct said *said)
{
	*said = (struct said){.genre = genre_of(rec), .jour = returns_day(r, rec)};
	said->etat = said->genre <= GENRE_LIGNE ? record_text(rec, F_ETAT_RETOUR) : TEXT_ABSENT;
	said->demande = record_int(rec, F_DEMANDE_CENTS, 0);
	said->paye = record_int(rec, said->genre <= GENRE_LIGNE ? F_PAYE_CENTS : F_MOUVEMENT_CENTS, 0);
	if (text_is(said->etat, "accepte") || text_is(said->etat, "refuse"))
		die(EX_DATAERR, "record %.*s: accepte and refuse are of an accuse", TEXT_ARG(record_text(rec, F_ID)));
}

static void
judge(struct returns *r, const struct record *rec, struct said *said)
{
	if (said->genre <= GENRE_LIGNE) {
		target_find(r->targets, rec, &said->target);
		invoice_judge(r, rec, said);
		return;
	}
	said->target.raison = said->genre == GENRE_RETENUE ? TEXT("retenue") : TEXT("forfait");
	if (said->genre == GENRE_RETENUE)
		said->target.lot = debt_lot(r, rec);
}

void
return_take(struct returns *r, const struct record *rec, int64_t releve, struct text source)
{
	char identite[IDENTITE_SIZE];
	struct said said;
	struct text key;
	bool known;

	if (record_is(rec, F_RETOUR, "reglement")) {
		transfer_take(r, rec, releve, source);
		return;
	}
	read_said(r, rec, &said);
	known = is_known(r, rec, source, identite);
	key = returns_key(r, rec, source);
	if (record_given(rec, F_REGLEMENT) && said.genre != GENRE_LIGNE)
		add_to_sum(r, &said, key);
	if (known)
		return;
	said.numero = r->next++;
	judge(r, rec, &said);
	add(r, rec, &said, releve, identite);
	if (!record_given(rec, F_REGLEMENT) || said.genre == GENRE_LIGNE)
		return;
	query_text(r->part, 1, key);
	query_int(r->part, 2, said.numero);
	query_run(r->part);
}
