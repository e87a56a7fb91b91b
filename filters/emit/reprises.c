#include "reprises.h"

#include "attribution.h"

/* Acts of the emission that replace another; what they replace, and what of it was entered as refused: its line, its
 * invoice or its lot, by a return or an acknowledgement. Aside, since `acte` and `lot` change while it is read. */
static const char find_sql[] =
	"CREATE TEMP TABLE reprise AS SELECT n.numero, n.genre, o.lot, o.amo_cents, coalesce("
	" (SELECT coalesce(demande_cents, o.amo_cents) - paye_cents FROM retour WHERE acte = o.numero"
	"  AND raison = 'rejet' ORDER BY numero DESC LIMIT 1),"
	" (SELECT o.amo_cents FROM retour WHERE lot = o.lot AND (facture = o.facture OR facture IS NULL)"
	"  AND retour.genre = 'facture' AND raison = 'rejet' LIMIT 1),"
	" (SELECT o.amo_cents FROM accuse WHERE lot = o.lot AND (facture = o.facture OR facture IS NULL)"
	"  AND raison = 'rejet' LIMIT 1), 0) AS refuse_cents"
	" FROM lot AS nl CROSS JOIN acte AS n ON n.lot = nl.numero JOIN acte AS o ON o.numero = n.remplace"
	" WHERE nl.emission = ?1 AND nl.genre <> 'original'";

struct reprise {
	int64_t acte, lot, claim_cents, refused_cents;
	struct text objet;
};

static int64_t
within(int64_t cents, int64_t most)
{
	return cents < 0 ? 0 : cents < most ? cents : most;
}

/* What of the claim stands: a claim that passes below what came in is what must be given back. */
static int64_t
claim_of(struct query *stands, const struct reprise *r)
{
	int64_t most;

	query_int(stands, 1, r->lot);
	query_row(stands);
	most = column_int(stands, 0);
	query_reset(stands);
	return within(within(r->claim_cents - r->refused_cents, r->claim_cents), most);
}

struct taking {
	struct attributions *attributions;
	struct query *stands, *note;
	char day[DAY_SIZE];
};

static void
take_back(struct taking *t, const struct reprise *r)
{
	int64_t cents = claim_of(t->stands, r);

	annulation_make(t->attributions, r->lot, cents, r->objet, text_of(t->day));
	query_int(t->note, 1, r->acte);
	query_int(t->note, 2, cents);
	query_run(t->note);
}

static void
take_all(const struct emission *e, struct taking *t)
{
	struct query *query = query_new(e->ledger->db, "SELECT numero, genre, lot, amo_cents, refuse_cents FROM reprise"
		" ORDER BY numero");

	while (query_row(query)) {
		const struct reprise r = {column_int(query, 0), column_int(query, 2), column_int(query, 3),
			column_int(query, 4), column_text(query, 1)};

		take_back(t, &r);
		progress_tell(e->progress);
	}
	query_free(query);
}

void
reprises_write(const struct emission *e)
{
	struct db *db = e->ledger->db;
	struct query *query = query_new(db, find_sql);
	struct ecritures *ecritures = ecritures_new(db);
	struct taking t = {
		.attributions = attributions_new(db, ecritures),
		.stands = query_new(db, "SELECT amo_cents - rejete_cents - annule_cents FROM lot WHERE numero = ?1"),
		.note = query_new(db, "UPDATE acte SET repris_cents = ?2 WHERE numero = ?1"),
	};

	day_format(e->head->as_of, t.day);
	query_int(query, 1, e->numero);
	query_run(query);
	query_free(query);
	take_all(e, &t);
	query_free(t.stands);
	query_free(t.note);
	attributions_free(t.attributions);
	ecritures_free(ecritures);
	db_exec(db, "DROP TABLE reprise");
}
