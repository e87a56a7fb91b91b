/*
 * transfer - what a caisse says of a transfer: its parts must make its amount, or it is held (C5)
 */
#include "log.h"
#include "returns_private.h"

void
transfers_prepare(struct returns *r)
{
	struct db *db = r->run->db;

	r->transfer_known = query_new(db, "SELECT numero FROM reglement WHERE identite = ?1");
	r->sum_of = query_new(db, "SELECT factures, retenues, forfaits FROM somme WHERE cle = ?1");
	r->payeur_of = query_new(db, "SELECT min(lot.payeur), max(lot.payeur) FROM part"
		" JOIN retour ON retour.numero = part.retour JOIN lot ON lot.numero = retour.lot"
		" WHERE part.cle = ?1 AND retour.genre = 'facture'");
	r->doubles = query_new(db, "SELECT count(*) > 0 AND min(retour.raison = 'double') FROM part"
		" JOIN retour ON retour.numero = part.retour WHERE part.cle = ?1 AND retour.genre = 'facture'");
	r->transfer_add = query_new(db, "INSERT INTO reglement (numero, id, releve, identite, payeur,"
		" date_comptable, cents, libelle, factures_cents, retenues_cents, forfaits_cents, raison)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
	r->join = query_new(db, "UPDATE retour SET reglement = ?2 WHERE numero IN"
		" (SELECT retour FROM part WHERE cle = ?1)");
	r->joined = query_new(db, "DELETE FROM part WHERE cle = ?1");
}

void
transfers_free(struct returns *r)
{
	query_free(r->transfer_known);
	query_free(r->sum_of);
	query_free(r->payeur_of);
	query_free(r->doubles);
	query_free(r->transfer_add);
	query_free(r->join);
	query_free(r->joined);
}

/* Its number; 0: it is new. */
static int64_t
known(struct returns *r, const struct record *rec, struct text source, char identite[IDENTITE_SIZE])
{
	int64_t numero = 0;

	r->content.len = 0;
	content_text(&r->content, TEXT("reglement"));
	content_text(&r->content, record_text(rec, F_REGLEMENT));
	content_text(&r->content, record_text(rec, F_DATE_COMPTABLE));
	content_int(&r->content, record_int(rec, F_MOUVEMENT_CENTS, 0));
	content_text(&r->content, record_text(rec, F_LIBELLE_BANCAIRE));
	content_text(&r->content, record_text(rec, F_DEBITEUR));
	identity_of(r->identities, source, &r->content, identite);
	query_text(r->transfer_known, 1, text_of(identite));
	if (query_row(r->transfer_known)) {
		numero = column_int(r->transfer_known, 0);
		query_reset(r->transfer_known);
		r->run->counts.known++;
	}
	return numero;
}

/* Who pays: the label, the name of the caisse, else whose lots it pays. Lives until the next call. */
static struct text
payeur_of(struct returns *r, const struct record *rec, struct text key)
{
	const struct rapprochement *rules = &r->run->params->rapprochement;
	struct text payeur = payeur_find(rules, record_text(rec, F_LIBELLE_BANCAIRE));

	if (!payeur.at)
		payeur = payeur_find(rules, record_text(rec, F_DEBITEUR));
	query_reset(r->payeur_of);
	query_text(r->payeur_of, 1, key);
	query_row(r->payeur_of);
	if (!payeur.at && text_equal(column_text(r->payeur_of, 0), column_text(r->payeur_of, 1)))
		payeur = column_text(r->payeur_of, 0);
	return payeur;
}

struct sums {
	int64_t factures, retenues, forfaits;
};

static struct text
raison_of(struct returns *r, struct text key, const struct sums *s, int64_t cents)
{
	bool doubles;

	if (s->factures + s->retenues + s->forfaits != cents)
		return TEXT("ne-s-additionne-pas");
	query_text(r->doubles, 1, key);
	query_row(r->doubles);
	doubles = column_int(r->doubles, 0);
	query_reset(r->doubles);
	return doubles ? TEXT("double") : TEXT("attendu");
}

static int64_t
add(struct returns *r, const struct record *rec, int64_t releve, struct text key, const char *identite)
{
	int64_t numero = r->next_reglement++, cents = record_int(rec, F_MOUVEMENT_CENTS, 0);
	struct query *q = r->transfer_add;
	char id[LEDGER_ID_SIZE];
	struct sums s = {0};

	query_text(r->sum_of, 1, key);
	if (query_row(r->sum_of)) {
		s = (struct sums){column_int(r->sum_of, 0), column_int(r->sum_of, 1), column_int(r->sum_of, 2)};
		query_reset(r->sum_of);
	}
	query_int(q, 1, numero);
	query_text(q, 2, text_of(ledger_id(id, 'R', numero)));
	query_int(q, 3, releve);
	query_text(q, 4, text_of(identite));
	query_text(q, 5, payeur_of(r, rec, key));
	query_text(q, 6, record_text(rec, F_DATE_COMPTABLE));
	query_int(q, 7, cents);
	query_text(q, 8, record_text(rec, F_LIBELLE_BANCAIRE));
	query_int(q, 9, s.factures);
	query_int(q, 10, s.retenues);
	query_int(q, 11, s.forfaits);
	query_text(q, 12, raison_of(r, key, &s, cents));
	query_run(q);
	r->run->counts.reglements++;
	return numero;
}

void
transfer_take(struct returns *r, const struct record *rec, int64_t releve, struct text source)
{
	char identite[IDENTITE_SIZE];
	struct text key = returns_key(r, rec, source);
	int64_t numero = known(r, rec, source, identite);

	if (!numero)
		numero = add(r, rec, releve, key, identite);
	query_text(r->join, 1, key);
	query_int(r->join, 2, numero);
	query_run(r->join);
	query_text(r->joined, 1, key);
	query_run(r->joined);
}

int64_t
returns_end(struct returns *r)
{
	return db_number(r->run->db, "SELECT count(*) FROM part", 0);
}
