/*
 * accuse - a lot or an invoice was received (the delay of payment counts from that day), or is refused whole
 */
#include "cites.h"
#include "log.h"
#include "returns_private.h"

void
accuses_prepare(struct returns *r)
{
	struct db *db = r->run->db;

	r->accuse_known = query_new(db, "SELECT 1 FROM accuse WHERE identite = ?1");
	r->accuse_add = query_new(db, "INSERT INTO accuse VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
	r->receive = query_new(db, "UPDATE lot SET date_reception = min(coalesce(date_reception, ?2), ?2)"
		" WHERE numero = ?1");
	r->left = query_new(db, "SELECT amo_cents - annule_cents - rejete_cents FROM lot WHERE numero = ?1");
	r->left_facture = query_new(db, "SELECT amo_cents - (SELECT coalesce(sum(coalesce(demande_cents, 0)"
		" - paye_cents), 0) FROM retour AS r WHERE r.lot = f.lot AND r.facture = f.numero"
		" AND raison = 'rejet') FROM facture AS f WHERE lot = ?1 AND numero = ?2 AND NOT EXISTS"
		" (SELECT 1 FROM accuse AS a WHERE a.lot = ?1 AND a.facture IS NULL AND a.raison = 'rejet')"
		" AND NOT EXISTS (SELECT 1 FROM accuse AS a WHERE a.lot = ?1 AND a.facture = ?2"
		"  AND a.raison = 'rejet')");
}

void
accuses_free(struct returns *r)
{
	query_free(r->accuse_known);
	query_free(r->accuse_add);
	query_free(r->receive);
	query_free(r->left);
	query_free(r->left_facture);
}

static bool
is_known(struct returns *r, const struct record *rec, struct text source, char identite[IDENTITE_SIZE])
{
	static const enum field fields[] = {F_RETOUR, F_NUMERO_LOT, F_NUMERO_FACTURE, F_DATE_LOT, F_ETAT_RETOUR,
		F_CODE_REJET, F_DATE_RECEPTION};
	bool known;

	r->content.len = 0;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		content_text(&r->content, record_text(rec, fields[i]));
	identity_of(r->identities, source, &r->content, identite);
	query_text(r->accuse_known, 1, text_of(identite));
	known = query_row(r->accuse_known);
	query_reset(r->accuse_known);
	r->run->counts.known += known;
	return known;
}

/* Of what it refuses, what was not refused before. */
static int64_t
left_of(struct returns *r, const struct target *target)
{
	struct query *query = target->facture ? r->left_facture : r->left;
	int64_t left = 0;

	query_int(query, 1, target->lot);
	if (target->facture)
		query_int(query, 2, target->facture);
	if (query_row(query)) {
		left = column_int(query, 0);
		query_reset(query);
	}
	return left;
}

CITES("R094"); /* within the month that follows the receipt, where the payer tells of it (C28) */

static void
judge(struct returns *r, const struct record *rec, struct target *target)
{
	struct text day = record_text(rec, F_DATE_RECEPTION);

	if (!target->lot)
		return;
	effects_touch(r->effects, target->lot);
	if (text_given(day) && !target->facture) {
		query_int(r->receive, 1, target->lot);
		query_text(r->receive, 2, day);
		query_run(r->receive);
	}
	if (record_is(rec, F_ETAT_RETOUR, "refuse")) {
		int64_t left = left_of(r, target);

		target->raison = left > 0 ? TEXT("rejet") : TEXT("deja-rejete");
		if (left <= 0)
			return;
		effects_reject(r->effects, target->lot, left, text_given(day) ? day : text_of(r->run->jour));
		r->run->counts.rejets++;
		r->run->counts.rejets_cents += left;
	}
}

void
accuse_take(struct returns *r, const struct record *rec, int64_t releve, struct text source)
{
	char identite[IDENTITE_SIZE];
	struct target target;
	struct query *q = r->accuse_add;

	if (is_known(r, rec, source, identite))
		return;
	if (!record_is(rec, F_ETAT_RETOUR, "refuse") && !record_is(rec, F_ETAT_RETOUR, "accepte"))
		die(EX_DATAERR, "record %.*s: an accuse is accepte or refuse", TEXT_ARG(record_text(rec, F_ID)));
	target_find(r->targets, rec, &target);
	judge(r, rec, &target);
	query_int(q, 1, r->next_accuse++);
	query_int(q, 2, releve);
	query_text(q, 3, text_of(identite));
	for (int i = 4; i <= 5; i++) {
		int64_t number = !target.lot ? 0 : i == 4 ? target.lot : target.facture;

		if (number)
			query_int(q, i, number);
		else
			query_text(q, i, TEXT_ABSENT);
	}
	query_text(q, 6, record_text(rec, F_ETAT_RETOUR));
	query_text(q, 7, record_text(rec, F_CODE_REJET));
	query_text(q, 8, record_text(rec, F_LIBELLE_REJET));
	query_text(q, 9, record_text(rec, F_DATE_RECEPTION));
	query_text(q, 10, target.raison);
	query_run(q);
	r->run->counts.accuses++;
}
