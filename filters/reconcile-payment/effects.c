#include "effects.h"

#include "cites.h"
#include "log.h"
#include "sha256.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct effects {
	struct db *db;
	const struct params *params;
	struct statement_counts counts;
	int64_t releve, next; /* numbers of this statement, of the next credit */
	struct query *alike, *known, *find_lot, *candidates, *add, *pay, *touch;
};

/* The lots that this statement pays, whether it was read before or not. */
static const char temporary[] =
	"CREATE TEMP TABLE IF NOT EXISTS touche (lot INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS alike (cle TEXT PRIMARY KEY, n INTEGER NOT NULL)";

struct effects *
effects_new(struct db *db, const struct params *params)
{
	struct effects *e = calloc(1, sizeof(*e));

	if (!e)
		out_of_memory();
	db_exec(db, temporary);
	*e = (struct effects){
		.db = db,
		.params = params,
		.releve = db_number(db, "SELECT max(numero) FROM releve", 0) + 1,
		.next = db_number(db, "SELECT max(numero) FROM virement", 0) + 1,
		.alike = query_new(db, "INSERT INTO alike VALUES (?1, 1)"
			" ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n"),
		.known = query_new(db, "SELECT numero FROM virement WHERE identite = ?1"),
		.find_lot = query_new(db, "SELECT payeur FROM lot WHERE numero = ?1"),
		.candidates = query_new(db, "SELECT count(*), min(lot.numero) FROM lot"
			" JOIN emission ON emission.numero = lot.emission WHERE lot.payeur = ?1"
			" AND lot.amo_cents - lot.paye_cents = ?2 AND emission.as_of <= ?3"),
		.add = query_new(db, "INSERT INTO virement (numero, id, releve, identite,"
			" date_comptable, libelle, payeur, cents, candidats, raison)"
			" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
		.pay = query_new(db, "INSERT INTO affectation (virement, lot, cents) VALUES (?1, ?2, ?3)"),
		.touch = query_new(db, "INSERT OR IGNORE INTO touche"
			" SELECT lot FROM affectation WHERE virement = ?1"),
	};
	return e;
}

void
effects_free(struct effects *e)
{
	query_free(e->alike);
	query_free(e->known);
	query_free(e->find_lot);
	query_free(e->candidates);
	query_free(e->add);
	query_free(e->pay);
	query_free(e->touch);
	free(e);
}

CITES("R093", "R170"); /* both conventions are paid into one account (C27) */

static bool
is_our_account(const struct effects *e, const struct cfonb_account *account)
{
	const struct compte *compte = &e->params->compte;

	return text_is(compte->banque, account->banque) && text_is(compte->guichet, account->guichet)
		&& text_is(compte->compte, account->compte);
}

void
effects_statement(struct effects *e, const struct cfonb_account *account)
{
	e->counts.ours += is_our_account(e, account);
}

static void
hash_text(const char *bytes, size_t len, char hex[SHA256_HEX])
{
	struct sha256 hash;

	sha256_start(&hash);
	sha256_add(&hash, bytes, len);
	sha256_end(&hash, hex);
}

/* Which of those that are alike this one is, in this file. */
static int64_t
count_alike(struct effects *e, const char *key)
{
	int64_t n = 0;

	query_text(e->alike, 1, text_of(key));
	while (query_row(e->alike))
		n = column_int(e->alike, 0);
	return n;
}

static void
identify(struct effects *e, const struct cfonb_movement *m, char identity[SHA256_HEX])
{
	char all[CFONB_DETAILS_MAX + 512], day[DAY_SIZE];
	int len = snprintf(all, sizeof(all), "%s|%s|%s|%s|%d|%s|%" PRId64 "|%s|%s|%s|%s|%s",
		m->account.banque, m->account.guichet, m->account.compte, m->account.devise,
		m->account.decimales, day_format(m->comptable, day), m->amount, m->operation,
		m->ecriture, m->libelle, m->reference, m->details);

	hash_text(all, (size_t)len, identity);
	len = snprintf(all, sizeof(all), "%s|%" PRId64, identity, count_alike(e, identity));
	hash_text(all, (size_t)len, identity);
}

/* The number of the credit of that identity, 0 when it is new. */
static int64_t
known_credit(struct effects *e, const char *identity)
{
	int64_t numero = 0;

	query_text(e->known, 1, text_of(identity));
	if (query_row(e->known)) {
		numero = column_int(e->known, 0);
		query_reset(e->known);
	}
	return numero;
}

static void
touch(struct effects *e, int64_t virement)
{
	query_int(e->touch, 1, virement);
	query_run(e->touch);
}

/* What the ledger knows of it; *lot is the one that may be paid. The texts of `q` live until the
 * next movement. */
static void
ask(struct effects *e, const struct cfonb_movement *m, int64_t cents, struct question *q, int64_t *lot)
{
	char all[sizeof(m->libelle) + sizeof(m->reference) + CFONB_DETAILS_MAX + 2], day[DAY_SIZE];
	int64_t numbers[REFERENCES_MAX];
	struct text text = {all, (size_t)snprintf(all, sizeof(all), "%s %s %s", m->libelle,
		m->reference, m->details)};

	*q = (struct question){.payeur = payeur_find(&e->params->rapprochement, text)};
	q->references = references_find(&e->params->rapprochement, text, numbers);
	*lot = q->references == 1 ? numbers[0] : 0;
	query_reset(e->find_lot);
	query_int(e->find_lot, 1, *lot);
	q->lot_known = query_row(e->find_lot);
	if (q->lot_known)
		q->lot_payeur = column_text(e->find_lot, 0);
	if (q->references || !q->payeur.at)
		return;
	query_text(e->candidates, 1, q->payeur);
	query_int(e->candidates, 2, cents);
	query_text(e->candidates, 3, text_of(day_format(m->comptable, day)));
	query_row(e->candidates);
	q->candidats = column_int(e->candidates, 0);
	*lot = column_int(e->candidates, 1);
	query_reset(e->candidates);
}

/* A label without a payer of ours may name a person: it is not kept. */
static void
add_credit(struct effects *e, const struct cfonb_movement *m, int64_t cents,
	const struct question *q, enum raison raison, const char *identity)
{
	bool ours = q->payeur.at || q->lot_known;
	char id[LEDGER_ID_SIZE], day[DAY_SIZE];

	query_int(e->add, 1, e->next);
	query_text(e->add, 2, text_of(ledger_id(id, 'V', e->next)));
	query_int(e->add, 3, e->releve);
	query_text(e->add, 4, text_of(identity));
	query_text(e->add, 5, text_of(day_format(m->comptable, day)));
	query_text(e->add, 6, ours ? text_of(m->libelle) : TEXT_ABSENT);
	query_text(e->add, 7, q->payeur.at ? q->payeur : q->lot_payeur);
	query_int(e->add, 8, cents);
	query_int(e->add, 9, q->references ? q->references : q->candidats);
	query_text(e->add, 10, text_of(raison_name(raison)));
	query_run(e->add);
	e->counts.credits++;
	e->counts.credits_cents += cents;
}

CITES("R158"); /* whenever it comes: a convention is cleared after its term */

static void
credit(struct effects *e, const struct cfonb_movement *m, int64_t cents)
{
	char identity[SHA256_HEX];
	struct question q;
	enum raison raison;
	int64_t lot, known;

	identify(e, m, identity);
	if ((known = known_credit(e, identity))) {
		e->counts.known++;
		touch(e, known);
		return;
	}
	ask(e, m, cents, &q, &lot);
	raison = reconcile_rule(&q);
	add_credit(e, m, cents, &q, raison, identity);
	if (raison_pays(raison)) {
		query_int(e->pay, 1, e->next);
		query_int(e->pay, 2, lot);
		query_int(e->pay, 3, cents);
		query_run(e->pay);
		touch(e, e->next);
		e->counts.matched++;
	} else {
		e->counts.unmatched++;
	}
	e->next++;
}

static void
debit(struct effects *e, const struct cfonb_movement *m, int64_t cents)
{
	struct question q;
	int64_t lot;

	ask(e, m, cents, &q, &lot);
	e->counts.debits++;
	e->counts.debits_cents += cents;
	e->counts.notable += q.payeur.at || q.references;
}

void
effects_movement(struct effects *e, const struct cfonb_movement *m)
{
	int64_t cents;

	if (!is_our_account(e, &m->account) || !cfonb_cents(m, &cents)) {
		e->counts.elsewhere++;
		return;
	}
	if (cents >= 0)
		credit(e, m, cents);
	else
		debit(e, m, cents);
}

const struct statement_counts *
effects_counts(const struct effects *e)
{
	return &e->counts;
}

void
effects_finish(struct effects *e, struct text source, const char *sha256, day_t as_of,
	const char *book_hash)
{
	struct query *query = query_new(e->db, "INSERT OR IGNORE INTO releve (numero, source, sha256,"
		" as_of, livre_hash, credits, credits_cents, debits, debits_cents) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
	char day[DAY_SIZE];

	query_int(query, 1, e->releve);
	query_text(query, 2, source);
	query_text(query, 3, text_of(sha256));
	query_text(query, 4, text_of(day_format(as_of, day)));
	query_text(query, 5, text_of(book_hash));
	query_int(query, 6, e->counts.credits);
	query_int(query, 7, e->counts.credits_cents);
	query_int(query, 8, e->counts.debits);
	query_int(query, 9, e->counts.debits_cents);
	query_run(query);
	query_free(query);
}
