/*
 * invoice - what a caisse says of an invoice or a line: paid, refused, put off
 *
 * In `retour`, raison is what it changed: the rule that found the invoice (paid, or put off), rejet (it counts in
 * lot.rejete_cents), rejet-leve (no more), ligne (told by its invoice); or why nothing: inconnu, plusieurs,
 * double, deja-rejete, paye-depuis. A double whose transfer came in is paye-deux-fois (apply.c).
 */
#include "cites.h"
#include "log.h"
#include "returns_private.h"

void
invoices_prepare(struct returns *r)
{
	struct db *db = r->run->db;

	r->acte = query_new(db, "SELECT numero, amo_cents FROM acte WHERE lot = ?1 AND facture = ?2 AND ligne = ?3");
	/* paid, refused, refused before this day, paid after it */
	r->facture_said = query_new(db, "SELECT coalesce(sum(iif(genre = 'facture' AND etat = 'paye'"
		" AND raison <> 'double', paye_cents, 0)), 0),"
		" coalesce(sum(iif(raison = 'rejet', coalesce(demande_cents, 0) - paye_cents, 0)), 0),"
		" coalesce(max(genre = 'facture' AND raison = 'rejet'), 0),"
		" coalesce(max(etat = 'paye' AND raison <> 'double' AND paye_cents > 0 AND date_comptable > ?3), 0)"
		" FROM retour WHERE lot = ?1 AND facture IS ?2");
	r->line_said = query_new(db, "SELECT max(raison = 'rejet') FROM retour WHERE acte = ?1");
	r->refused = query_new(db, "SELECT 1 FROM accuse WHERE lot = ?1 AND facture IS NULL AND raison = 'rejet'"
		" UNION ALL SELECT 1 FROM accuse WHERE lot = ?1 AND facture = ?2 AND raison = 'rejet'");
	r->lift = query_new(db, "SELECT numero, demande_cents - paye_cents FROM retour WHERE lot = ?1"
		" AND facture IS ?2 AND raison = 'rejet' AND date_comptable <= ?3 ORDER BY numero LIMIT 1");
	r->lifted = query_new(db, "UPDATE retour SET raison = 'rejet-leve' WHERE numero = ?1");
	r->debt = query_new(db, "SELECT numero FROM lot WHERE numero = ?1");
}

void
invoices_free(struct returns *r)
{
	query_free(r->acte);
	query_free(r->facture_said);
	query_free(r->line_said);
	query_free(r->refused);
	query_free(r->lift);
	query_free(r->lifted);
	query_free(r->debt);
}

/* What was said of it before. */
struct before {
	int64_t paid, refused;
	bool rejected, paid_since, accuse;
};

static void
bind_facture(struct query *query, const struct said *said)
{
	query_int(query, 1, said->target.lot);
	if (said->target.facture)
		query_int(query, 2, said->target.facture);
	else
		query_text(query, 2, TEXT_ABSENT);
}

static struct before
look(struct returns *r, const struct said *said)
{
	struct before b;

	bind_facture(r->facture_said, said);
	query_text(r->facture_said, 3, said->jour);
	query_row(r->facture_said);
	b = (struct before){column_int(r->facture_said, 0), column_int(r->facture_said, 1),
		column_int(r->facture_said, 2), column_int(r->facture_said, 3), false};
	query_reset(r->facture_said);
	bind_facture(r->refused, said);
	b.accuse = query_row(r->refused);
	query_reset(r->refused);
	return b;
}

CITES("R096"); /* a refusal is of one invoice of ours, and leads to its acts */

static void
reject(struct returns *r, struct said *said, int64_t asked, const struct before *b)
{
	if (b->accuse || b->rejected)
		said->target.raison = TEXT("deja-rejete");
	else if (b->paid_since)
		said->target.raison = TEXT("paye-depuis");
	else
		said->target.raison = TEXT("rejet");
	if (!text_is(said->target.raison, "rejet"))
		return;
	said->demande = asked;
	effects_reject(r->effects, said->target.lot, asked - said->paye, said->jour);
	r->run->counts.rejets++;
	r->run->counts.rejets_cents += asked - said->paye;
}

/* What was refused and is paid after all is refused no more: one refusal after another, as far as it takes. */
static void
lift(struct returns *r, const struct said *said, int64_t cents)
{
	while (cents > 0) {
		int64_t numero, refused;

		bind_facture(r->lift, said);
		query_text(r->lift, 3, said->jour);
		if (!query_row(r->lift))
			return;
		numero = column_int(r->lift, 0);
		refused = column_int(r->lift, 1);
		query_reset(r->lift);
		query_int(r->lifted, 1, numero);
		query_run(r->lifted);
		effects_reject(r->effects, said->target.lot, -refused, said->jour);
		cents -= refused;
	}
}

static void
pay(struct returns *r, struct said *said, const struct before *b)
{
	int64_t due = said->target.due_cents;

	if (said->paye > 0 && b->paid > 0 && b->paid + said->paye > due) {
		said->target.raison = TEXT("double");
		r->run->counts.doubles++;
		return;
	}
	lift(r, said, said->paye + b->paid + b->refused - due);
}

static void
judge_line(struct returns *r, const struct record *rec, struct said *said)
{
	struct before b = look(r, said);
	int64_t owed = 0;

	said->target.raison = TEXT("ligne");
	query_int(r->acte, 1, said->target.lot);
	query_int(r->acte, 2, said->target.facture);
	query_int(r->acte, 3, record_int(rec, F_LIGNE_FACTURE, 0));
	if (!query_row(r->acte))
		return;
	said->acte = column_int(r->acte, 0);
	owed = column_int(r->acte, 1);
	query_reset(r->acte);
	if (!text_is(said->etat, "rejete") || b.rejected)
		return;
	query_int(r->line_said, 1, said->acte);
	query_row(r->line_said);
	b.rejected = column_int(r->line_said, 0);
	query_reset(r->line_said);
	reject(r, said, said->demande ? said->demande : owed, &b);
}

void
invoice_judge(struct returns *r, const struct record *rec, struct said *said)
{
	struct before b;

	r->run->counts.factures += said->genre == GENRE_FACTURE;
	if (!said->target.lot) {
		r->run->counts.inconnues += said->genre == GENRE_FACTURE;
		return;
	}
	effects_touch(r->effects, said->target.lot);
	if (said->genre == GENRE_LIGNE) {
		judge_line(r, rec, said);
		return;
	}
	b = look(r, said);
	if (text_is(said->etat, "rejete"))
		reject(r, said, said->demande ? said->demande : said->target.due_cents, &b);
	else if (text_is(said->etat, "paye"))
		pay(r, said, &b);
}

int64_t
debt_lot(struct returns *r, const struct record *rec)
{
	int64_t numbers[REFERENCES_MAX] = {0}, lot = 0;
	const struct rapprochement *rules = &r->run->params->rapprochement;

	if (references_find(rules, record_text(rec, F_NUMERO_LOT), numbers) != 1
		&& references_find(rules, record_text(rec, F_RETOUR_REF), numbers) != 1)
		return 0;
	query_int(r->debt, 1, numbers[0]);
	if (query_row(r->debt)) {
		lot = numbers[0];
		query_reset(r->debt);
	}
	return lot;
}
