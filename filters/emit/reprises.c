#include "reprises.h"

#include "ecriture.h"

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

/* A claim that passes below what came in is what must be given back. */
static void
enter(struct ecritures *ecritures, const struct emission *e, const struct reprise *r, const struct query *lot,
	int64_t cents)
{
	int64_t reste = column_int(lot, 2);
	char day[DAY_SIZE];
	int64_t before = reste < 0 ? -reste : 0, after = reste - cents < 0 ? cents - reste : 0;

	ecriture_begin(ecritures, text_of(day_format(e->head->as_of, day)), column_text(lot, 0), r->objet);
	ecriture_move(ecritures, "produit", column_text(lot, 1), "creance", column_text(lot, 0), cents);
	ecriture_move(ecritures, "creance", column_text(lot, 0), "indu", column_text(lot, 0), after - before);
	ecriture_end(ecritures);
}

static void
note(const struct emission *e, const char *sql, int64_t numero, int64_t cents)
{
	struct query *query = query_new(e->ledger->db, sql);

	query_int(query, 1, numero);
	query_int(query, 2, cents);
	query_run(query);
	query_free(query);
}

static void
take_back(struct ecritures *ecritures, const struct emission *e, const struct reprise *r)
{
	struct query *lot = query_new(e->ledger->db, "SELECT id, payeur, reste_cents,"
		" amo_cents - rejete_cents - annule_cents FROM lot WHERE numero = ?1");
	int64_t cents;

	query_int(lot, 1, r->lot);
	query_row(lot);
	cents = within(within(r->claim_cents - r->refused_cents, r->claim_cents), column_int(lot, 3));
	enter(ecritures, e, r, lot, cents);
	query_free(lot);
	note(e, "UPDATE acte SET repris_cents = ?2 WHERE numero = ?1", r->acte, cents);
	note(e, "UPDATE lot SET annule_cents = annule_cents + ?2 WHERE numero = ?1", r->lot, cents);
}

void
reprises_write(const struct emission *e)
{
	struct db *db = e->ledger->db;
	struct query *query = query_new(db, find_sql);
	struct ecritures *ecritures = ecritures_new(db);

	query_int(query, 1, e->numero);
	query_run(query);
	query_free(query);
	query = query_new(db, "SELECT numero, genre, lot, amo_cents, refuse_cents FROM reprise ORDER BY numero");
	while (query_row(query)) {
		const struct reprise r = {column_int(query, 0), column_int(query, 2), column_int(query, 3),
			column_int(query, 4), column_text(query, 1)};

		take_back(ecritures, e, &r);
		progress_tell(e->progress);
	}
	query_free(query);
	db_exec(db, "DROP TABLE reprise");
	ecritures_free(ecritures);
}
