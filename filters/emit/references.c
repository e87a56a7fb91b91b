#include "references.h"

#include "log.h"

/* Rows of emission ?1 that point at nothing. Those that point at the emission are given its number alone. */
static const char *const dangling[] = {
	/* numbers of lots are without gap */
	"SELECT 'facture' FROM facture WHERE lot > (SELECT max(numero) FROM lot)",
	"SELECT 'lot_imputation' FROM lot_imputation WHERE lot > (SELECT max(numero) FROM lot)",
	("SELECT 'acte' FROM lot CROSS JOIN acte ON acte.lot = lot.numero WHERE lot.emission = ?1"
	" AND lot.genre <> 'original' AND remplace NOT IN (SELECT numero FROM acte)"),
	"SELECT 'piece' FROM piece WHERE emission = ?1 AND acte NOT IN (SELECT numero FROM acte)",
};

void
references_suspend(struct db *db)
{
	db_exec(db, "PRAGMA foreign_keys = OFF");
}

void
references_resume(struct db *db)
{
	db_exec(db, "PRAGMA foreign_keys = ON");
}

void
references_check(const struct emission *e)
{
	for (size_t i = 0; i < sizeof(dangling) / sizeof(*dangling); i++) {
		struct query *query = query_new(e->ledger->db, dangling[i]);

		if (strchr(dangling[i], '?'))
			query_int(query, 1, e->numero);
		if (query_row(query))
			die(EX_SOFTWARE, "a row of %.*s points at none", TEXT_ARG(column_text(query, 0)));
		query_free(query);
	}
}
