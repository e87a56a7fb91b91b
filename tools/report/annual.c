#include "annual.h"

#include "ledger.h"
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ?1: the first day of the year, ?2: that of the next one. What was corrected is counted once, what was voided not at
 * all: acte_compte. */
#define OF_THE_YEAR "acte.date_soins >= ?1 AND acte.date_soins < ?2"

#define COUNTED_SINCE 5 /* version of the ledger */

struct reading {
	struct db *db;
	char from[8], to[8];
};

static struct query *
query_of(const struct reading *r, const char *sql)
{
	struct query *query = query_new(r->db, sql);

	query_text(query, 1, text_of(r->from));
	query_text(query, 2, text_of(r->to));
	return query;
}

static int64_t
number(const struct reading *r, const char *sql)
{
	struct query *query = query_of(r, sql);
	int64_t n = query_row(query) ? column_int(query, 0) : 0;

	query_free(query);
	return n;
}

static struct poste
read_poste(const struct query *query)
{
	struct poste p = {.actes = column_int(query, 1), .patients = column_int(query, 2),
		.enfants = column_int(query, 3), .du_cents = column_int(query, 4), .regle_cents = column_int(query, 5)};

	snprintf(p.nom, sizeof(p.nom), "%.*s", TEXT_ARG(column_text(query, 0)));
	return p;
}

#define FIGURES "count(*), count(DISTINCT patient)," \
	" count(DISTINCT CASE WHEN tranche IS NOT NULL THEN patient END), sum(acte.amo_cents)," \
	" sum(CASE WHEN lot.paye_cents >= lot.amo_cents THEN acte.amo_cents ELSE 0 END)" \
	" FROM acte_compte AS acte JOIN lot ON lot.numero = acte.lot WHERE " OF_THE_YEAR

static void
read_activites(struct annual *a, const struct reading *r)
{
	struct query *query = query_of(r, "SELECT coalesce(activite, ''), " FIGURES
		" GROUP BY 1 ORDER BY 1");

	while (query_row(query))
		if (a->activite_count < ACTIVITES_MAX)
			a->activites[a->activite_count++] = read_poste(query);
	query_free(query);
	query = query_of(r, "SELECT '', " FIGURES);
	query_row(query);
	a->total = read_poste(query);
	query_free(query);
}

/* By the label, which is neutral where art. 10.3.1 wants it, and not by the code behind it. */
static void
read_codes(struct annual *a, const struct reading *r)
{
	struct query *query = query_of(r, "SELECT coalesce(libelle, acte_code, ''), "
		FIGURES " GROUP BY 1 ORDER BY 5 DESC, 1");

	while (query_row(query)) {
		a->codes = reallocarray(a->codes, a->code_count + 1, sizeof(*a->codes));
		if (!a->codes)
			out_of_memory();
		a->codes[a->code_count++] = read_poste(query);
	}
	query_free(query);
}

static void
read_sheets(struct annual *a, const struct reading *r)
{
	struct query *query = query_of(r, "SELECT count(*), sum(lot.support = 'b2'),"
		" sum(coalesce(fse_degradee = 'oui', 0)), sum(coalesce(fse_degradee = 'oui', 0)"
		" AND NOT EXISTS (SELECT 1 FROM piece WHERE piece.acte = acte.numero"
		" AND piece.genre = 'jumeau')) FROM acte_compte AS acte JOIN lot ON lot.numero = acte.lot"
		" WHERE lot.support <> 'pegase' AND " OF_THE_YEAR);

	query_row(query);
	a->lignes_cpam = column_int(query, 0);
	a->electroniques = column_int(query, 1);
	a->degradees = column_int(query, 2);
	a->sans_jumeau = column_int(query, 3);
	query_free(query);
	a->duplicatas = number(r, "SELECT count(*) FROM piece JOIN acte_compte AS acte ON acte.numero = piece.acte"
		" WHERE piece.genre = 'duplicata' AND " OF_THE_YEAR);
}

static void
read_refusals(struct annual *a, const struct reading *r)
{
	struct query *query = query_of(r, "SELECT sum(actes), sum(CASE statut WHEN 'accepted' THEN actes"
		" ELSE 0 END), sum(CASE statut WHEN 'held' THEN actes ELSE 0 END) FROM bilan"
		" JOIN emission ON emission.numero = bilan.emission WHERE as_of >= ?1 AND as_of < ?2");

	query_row(query);
	a->recus = column_int(query, 0);
	a->retenus = column_int(query, 1);
	a->attente = column_int(query, 2);
	a->rejetes = a->recus - a->retenus - a->attente;
	query_free(query);
}

static void
read_delays(struct annual *a, const struct reading *r)
{
	struct query *query = query_of(r, "SELECT CAST(100 * avg(julianday(as_of) - julianday(date_soins))"
		" AS INTEGER), CAST(max(julianday(as_of) - julianday(date_soins)) AS INTEGER)"
		" FROM acte_compte AS acte JOIN lot ON lot.numero = acte.lot JOIN emission ON emission.numero = lot.emission"
		" WHERE lot.support = 'b2' AND " OF_THE_YEAR);

	query_row(query);
	a->envoi_jours = column_int(query, 0);
	a->envoi_max = column_int(query, 1);
	query_free(query);
	query = query_of(r, "SELECT count(*), CAST(100 * avg(j) AS INTEGER) FROM (SELECT"
		" max(julianday(date_comptable)) - julianday(as_of) AS j FROM affectation"
		" JOIN virement ON virement.numero = affectation.virement"
		" JOIN lot ON lot.numero = affectation.lot JOIN emission ON emission.numero = lot.emission"
		" WHERE as_of >= ?1 AND as_of < ?2 GROUP BY lot.numero)");
	query_row(query);
	a->lots_payes = column_int(query, 0);
	a->reglement_jours = column_int(query, 1);
	query_free(query);
}

static void
add_list(struct json *json, const struct config_list *list)
{
	json_open(json, '[');
	for (size_t i = 0; i < list->count; i++)
		json_text(json, list->at[i]);
	json_close(json, ']');
}

static void
add_cips(struct json *json, const struct vaccins *vaccins, const struct config_list *valences)
{
	json_open(json, '[');
	for (size_t i = 0; i < vaccins->count; i++)
		for (size_t k = 0; k < valences->count; k++)
			if (text_equal(vaccins->at[i].valence, valences->at[k]))
				json_text(json, vaccins->at[i].cip13);
	json_close(json, ']');
}

/* The lists of an indicator, each a JSON array: SQLite reads them with json_each(). */
struct lists {
	struct buffer cips, tranches, rattrapage;
};

static struct text
bytes(const struct buffer *buffer)
{
	return (struct text){(const char *)buffer->at, buffer->len};
}

/* ?3 cips, ?4 tranches, ?5 situation, ?6 rattrapage */
#define OF_THE_PUBLIC OF_THE_YEAR " AND patient IS NOT NULL AND (?4 = '[]' OR tranche IN" \
	" (SELECT value FROM json_each(?4))) AND (?5 IS NULL OR situation = ?5)"

static struct query *
query_public(const struct reading *r, const struct indicateur *indicateur, const struct lists *lists,
	const char *sql)
{
	struct query *query = query_of(r, sql);

	query_text(query, 3, bytes(&lists->cips));
	query_text(query, 4, bytes(&lists->tranches));
	query_text(query, 5, indicateur->situation);
	query_text(query, 6, bytes(&lists->rattrapage));
	return query;
}

static struct couverture
read_couverture(const struct reading *r, const struct indicateur *indicateur, const struct lists *lists)
{
	struct couverture c;
	struct query *query = query_public(r, indicateur, lists,
		"SELECT count(DISTINCT patient) FROM acte_compte AS acte WHERE ?3 IS NOT NULL AND ?6 IS NOT NULL AND "
		OF_THE_PUBLIC);

	query_row(query);
	c.vus = column_int(query, 0);
	query_free(query);
	query = query_public(r, indicateur, lists, "SELECT count(*), sum(life >= 2), sum(doses), sum(late)"
		" FROM (SELECT sum(quantite) AS doses, sum(CASE WHEN tranche IN"
		" (SELECT value FROM json_each(?6)) THEN quantite ELSE 0 END) AS late,"
		" (SELECT sum(other.quantite) FROM patient_acte AS had JOIN acte_compte AS other ON other.numero = had.acte"
		" WHERE had.patient = acte.patient"
		" AND other.date_soins < ?2 AND other.cip13 IN (SELECT value FROM json_each(?3))) AS life"
		" FROM acte_compte AS acte WHERE cip13 IN (SELECT value FROM json_each(?3)) AND " OF_THE_PUBLIC
		" GROUP BY patient)");
	query_row(query);
	c.vaccines = column_int(query, 0);
	c.deux_doses = column_int(query, 1);
	c.doses = column_int(query, 2);
	c.rattrapage = column_int(query, 3);
	query_free(query);
	return c;
}

static void
read_couvertures(struct annual *a, const struct reading *r, const struct indicateurs *indicateurs)
{
	for (size_t i = 0; i < indicateurs->count; i++) {
		const struct indicateur *indicateur = &indicateurs->at[i];
		struct lists lists = {0};

		add_cips(&(struct json){.out = &lists.cips}, &indicateurs->vaccins, &indicateur->valences);
		add_list(&(struct json){.out = &lists.tranches}, &indicateur->tranches);
		add_list(&(struct json){.out = &lists.rattrapage}, &indicateur->rattrapage);
		a->couvertures[i] = read_couverture(r, indicateur, &lists);
		buffer_free(&lists.cips);
		buffer_free(&lists.tranches);
		buffer_free(&lists.rattrapage);
	}
}

void
annual_read(struct annual *a, struct db *db, const struct indicateurs *indicateurs, int year)
{
	struct reading r = {.db = db};

	a->year = year;
	if (ledger_version(db) < COUNTED_SINCE)
		die(EX_DATAERR, "a ledger of version %d does not hold what a year is counted by: the next run "
				"of pmi-emit brings it to version %d, and counts from there",
			(int)ledger_version(db), LEDGER_VERSION);
	snprintf(r.from, sizeof(r.from), "%04d", year % 10000);
	snprintf(r.to, sizeof(r.to), "%04d", (year + 1) % 10000);
	read_activites(a, &r);
	read_codes(a, &r);
	read_sheets(a, &r);
	read_refusals(a, &r);
	read_delays(a, &r);
	read_couvertures(a, &r, indicateurs);
	cohorte_read(&a->cohorte, db, year);
}

void
annual_free(struct annual *a)
{
	free(a->codes);
}
