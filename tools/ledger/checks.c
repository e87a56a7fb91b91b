#include "checks.h"

#include "ecriture.h"
#include "ledger.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>

/* What `query` finds does not agree: where, what is written, what was found. */
static const struct check {
	const char *controle, *written, *found;
	bool counts; /* not centimes */
	const char *query;
} checks[] = {
	/* attribution.h tells what each account holds; one that nothing is behind holds 0 */
	{"comptes", "in the entries", "in the tables", false,
		"SELECT compte, sum(e), sum(t) FROM ("
		" SELECT compte, cents AS e, 0 AS t FROM ecriture"
		" UNION ALL SELECT 'creance:' || id, 0, max(reste_cents, 0) FROM lot"
		" UNION ALL SELECT 'indu:' || id, 0, min(reste_cents, 0) FROM lot"
		" UNION ALL SELECT 'rejet:' || id, 0, rejete_cents FROM lot"
		" UNION ALL SELECT 'produit:' || payeur, 0, annule_cents - amo_cents FROM lot"
		" UNION ALL SELECT 'attente:' || id, 0, affecte_cents - cents FROM virement"
		"  WHERE meme IS NULL AND raison <> 'meme-incertain'"
		" UNION ALL SELECT 'banque', 0, cents FROM virement WHERE meme IS NULL AND raison <> 'meme-incertain'"
		") GROUP BY compte HAVING sum(e) <> sum(t)"},
	{"paye", "written", "of its movements", false,
		"SELECT id, paye_cents, trouve FROM (SELECT id, paye_cents, (SELECT coalesce(sum(cents), 0)"
		" FROM affectation WHERE lot = lot.numero) AS trouve FROM lot) WHERE paye_cents <> trouve"},
	{"affecte", "written", "of its lots", false,
		"SELECT id, affecte_cents, trouve FROM (SELECT id, affecte_cents, (SELECT coalesce(sum(cents), 0)"
		" FROM affectation WHERE virement = v.numero) AS trouve FROM virement AS v)"
		" WHERE affecte_cents <> trouve"},
	{"meme", "attributed", "for it is the money of another movement", false,
		"SELECT id, affecte_cents, 0 FROM virement WHERE meme IS NOT NULL AND affecte_cents <> 0"},
	{"decisions", "attributed", "decided", false,
		"SELECT v.id || ' ' || l.id, sum(a), sum(d) FROM (SELECT virement, lot, cents AS a, 0 AS d"
		"  FROM affectation WHERE regle = 'decision'"
		"  UNION ALL SELECT virement, lot, 0, cents FROM decision WHERE lot IS NOT NULL) AS of"
		" JOIN virement AS v ON v.numero = of.virement JOIN lot AS l ON l.numero = of.lot"
		" GROUP BY of.virement, of.lot HAVING sum(a) <> sum(d)"},
	{"actes", "written", "of its acts", false,
		"SELECT id, amo_cents, trouve FROM (SELECT id, amo_cents, (SELECT coalesce(sum(amo_cents), 0)"
		" FROM acte WHERE lot = lot.numero) AS trouve FROM lot) WHERE amo_cents <> trouve"},
	{"annule", "taken back", "by what replaces its acts", false,
		"SELECT id, annule_cents, trouve FROM (SELECT id, annule_cents, (SELECT coalesce(sum(n.repris_cents), 0)"
		" FROM acte AS o JOIN acte AS n ON n.remplace = o.numero WHERE o.lot = lot.numero) AS trouve FROM lot)"
		" WHERE annule_cents <> trouve"},
	{"lignes", "written", "of its acts", true,
		"SELECT id, lignes, trouve FROM (SELECT id, lignes, (SELECT count(*)"
		" FROM acte WHERE lot = lot.numero) AS trouve FROM lot) WHERE lignes <> trouve"},
	{"patients", "with a patient", "under their patients", true,
		"SELECT id, actes, trouve FROM (SELECT id, (SELECT count(*) FROM acte WHERE lot = lot.numero"
		" AND patient IS NOT NULL AND genre <> 'annulation') AS actes, (SELECT count(*) FROM acte"
		" JOIN patient_acte AS p ON p.patient = acte.patient AND p.acte = acte.numero"
		" AND p.date_soins = coalesce(acte.date_soins, '') AND (p.acte_code, p.executant, p.quantite)"
		" IS (acte.acte_code, acte.executant, acte.quantite)"
		" WHERE lot = lot.numero) AS trouve FROM lot) WHERE actes <> trouve"},
	{"factures", "written", "of its invoices", false,
		"SELECT id, amo_cents, trouve FROM (SELECT id, amo_cents, (SELECT coalesce(sum(amo_cents), 0)"
		" FROM facture WHERE lot = lot.numero) AS trouve FROM lot) WHERE amo_cents <> trouve"},
	{"imputations", "written", "of its budget lines", false,
		"SELECT id, amo_cents, trouve FROM (SELECT id, amo_cents, (SELECT coalesce(sum(amo_cents), 0)"
		" FROM lot_imputation WHERE lot = lot.numero) AS trouve FROM lot) WHERE amo_cents <> trouve"},
	{"bilan", "accepted", "in its lots", false,
		"SELECT 'emission ' || emission, amo_cents, trouve FROM (SELECT emission, amo_cents,"
		" (SELECT coalesce(sum(amo_cents), 0) FROM lot WHERE emission = bilan.emission) AS trouve"
		" FROM bilan WHERE statut = 'accepted') WHERE amo_cents <> trouve"},
	{"recus", "received", "accepted, held and rejected", true,
		"SELECT 'emission ' || numero, recus, trouve FROM (SELECT numero, recus,"
		" (SELECT coalesce(sum(actes), 0) FROM bilan WHERE emission = emission.numero) AS trouve"
		" FROM emission) WHERE recus <> trouve"},
};

static const char *
format(const struct check *check, int64_t value, char buf[MONEY_SIZE])
{
	if (!check->counts)
		return money_format(value, '.', buf);
	snprintf(buf, MONEY_SIZE, "%" PRId64, value);
	return buf;
}

static int64_t
run(struct db *db, const struct check *check, finding_fn *each, void *arg)
{
	struct query *rows = query_new(db, check->query);
	int64_t count = 0;

	for (; query_row(rows); count++) {
		char written[MONEY_SIZE], found[MONEY_SIZE], says[192];

		snprintf(says, sizeof(says), "%s %s, %s %s", format(check, column_int(rows, 1), written),
			check->written, format(check, column_int(rows, 2), found), check->found);
		each(arg, check->controle, column_text(rows, 0), says);
	}
	query_free(rows);
	return count;
}

/* What SQLite finds wrong: `query` gives where, and how. */
static int64_t
ask_sqlite(struct db *db, const char *controle, const char *query, finding_fn *each, void *arg)
{
	struct query *rows = query_new(db, query);
	int64_t count = 0;

	for (; query_row(rows); count++) {
		char says[192];

		snprintf(says, sizeof(says), "%.*s", TEXT_ARG(column_text(rows, 1)));
		each(arg, controle, column_text(rows, 0), says);
	}
	query_free(rows);
	return count;
}

static int64_t
check_chain(struct db *db, finding_fn *each, void *arg)
{
	int64_t numero;
	const char *why = ecritures_verify(db, &numero);
	char ou[32];

	if (!why)
		return 0;
	snprintf(ou, sizeof(ou), "entry %" PRId64, numero);
	each(arg, "chaine", text_of(ou), why);
	return 1;
}

int64_t
checks_run(struct db *db, finding_fn *each, void *arg)
{
	int64_t count = ask_sqlite(db, "integrite", "SELECT 'ledger', integrity_check"
		" FROM pragma_integrity_check WHERE integrity_check <> 'ok'", each, arg);

	count += ask_sqlite(db, "references", "SELECT \"table\" || coalesce(' ' || rowid, ''),"
		" 'what it points at in ' || parent || ' is not there' FROM pragma_foreign_key_check", each, arg);
	count += check_chain(db, each, arg);
	count += ask_sqlite(db, "clotures", "SELECT mois, 'closed at entry ' || c.ecriture"
		" || iif(e.numero IS NULL, ', which is not there', ', whose seal is another now')"
		" FROM cloture AS c LEFT JOIN ecriture AS e ON e.numero = c.ecriture"
		" WHERE c.ecriture > 0 AND c.empreinte IS NOT e.empreinte", each, arg);
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		count += run(db, &checks[i], each, arg);
	return count;
}

/* The closings of its month and of later ones all hold it, or it is late. */
static const char late[] =
	"SELECT (SELECT min(mois) FROM cloture WHERE mois >= substr(date_operation, 1, 7)), numero, date_operation,"
	" piece, compte, cents FROM ecriture"
	" WHERE numero > (SELECT max(ecriture) FROM cloture WHERE mois >= substr(date_operation, 1, 7))"
	" ORDER BY numero";

int64_t
checks_late(struct db *db, finding_fn *each, void *arg)
{
	struct query *rows = query_new(db, late);
	int64_t count = 0;

	for (; query_row(rows); count++) {
		char says[256], cents[MONEY_SIZE];

		snprintf(says, sizeof(says), "entry %" PRId64 " was added after it was closed: %.*s %.*s %.*s %s",
			column_int(rows, 1), TEXT_ARG(column_text(rows, 2)), TEXT_ARG(column_text(rows, 3)),
			TEXT_ARG(column_text(rows, 4)), money_format(column_int(rows, 5), '.', cents));
		each(arg, "apres-cloture", column_text(rows, 0), says);
	}
	query_free(rows);
	return count;
}

const char queue_movements[] =
	"SELECT id, date_comptable, cents, cents - affecte_cents, payeur, libelle, raison, numero FROM virement AS v"
	" WHERE affecte_cents <> cents AND meme IS NULL AND NOT (SELECT coalesce(sum(d.cents), 0) FROM decision AS d"
	"  WHERE d.virement = v.numero AND d.lot IS NULL) ORDER BY numero";
