#include "balances.h"

#include "log.h"
#include "movement.h"

void
solde_take(struct run *run, const struct record *rec, int64_t releve)
{
	struct query *query = query_new(run->db, "INSERT OR IGNORE INTO solde VALUES (?1, ?2, ?3, ?4)");

	query_text(query, 1, record_text(rec, F_DATE_COMPTABLE));
	query_int(query, 2, record_int(rec, F_SOLDE_AVANT_CENTS, 0));
	query_int(query, 3, record_int(rec, F_SOLDE_CENTS, 0));
	query_int(query, 4, releve);
	query_run(query);
	query_free(query);
}

struct query *
solde_gaps(struct run *run)
{
	return query_new(run->db, "SELECT jour, avant FROM (SELECT date_comptable AS jour, avant_cents AS avant FROM solde)"
		" WHERE EXISTS (SELECT 1 FROM solde WHERE date_comptable < jour) AND NOT EXISTS (SELECT 1 FROM solde"
		" WHERE date_comptable <= jour AND cents = avant AND (date_comptable, avant_cents) <> (jour, avant))"
		" ORDER BY jour, avant");
}

/* Rows of name, what its entries sum up to, what its row says; those that differ. */
static void
check(struct run *run, const char *sql)
{
	struct query *query = query_new(run->db, sql);

	if (query_row(query))
		die(EX_SOFTWARE, "the ledger does not add up: %.*s: %lld centimes are entered, and it says %lld; "
			"nothing is written", TEXT_ARG(column_text(query, 0)), (long long)column_int(query, 1),
			(long long)column_int(query, 2));
	query_free(query);
}

#define ENTERED(account) "(SELECT coalesce(sum(e.cents), 0) FROM ecriture AS e WHERE e.compte = " account ")"

void
balances_check(struct run *run)
{
	check(run, "SELECT compte, entre, dit FROM (SELECT 'creance:' || id AS compte,"
		" max(reste_cents, 0) AS dit, " ENTERED("'creance:' || id") " AS entre"
		" FROM touche JOIN lot ON lot.numero = touche.lot) WHERE entre <> dit");
	check(run, "SELECT compte, entre, dit FROM (SELECT 'indu:' || id AS compte, min(reste_cents, 0) AS dit,"
		ENTERED("'indu:' || id") " AS entre FROM touche JOIN lot ON lot.numero = touche.lot)"
		" WHERE entre <> dit");
	check(run, "SELECT compte, entre, dit FROM (SELECT 'attente:' || id AS compte,"
		" iif(meme IS NULL AND raison <> '" MEME_INCERTAIN "', affecte_cents - cents, 0) AS dit,"
		ENTERED("'attente:' || id") " AS entre FROM vu JOIN virement ON virement.numero = vu.virement)"
		" WHERE entre <> dit");
	check(run, "SELECT 'banque', entre, dit FROM (SELECT " ENTERED("'banque'") " AS entre,"
		" (SELECT coalesce(sum(cents), 0) FROM virement WHERE meme IS NULL"
		"  AND raison <> '" MEME_INCERTAIN "') AS dit) WHERE entre <> dit");
}
