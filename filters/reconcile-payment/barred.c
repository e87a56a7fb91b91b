#include "barred.h"

#include "cites.h"

/* Neither paid, nor billed anew, of a caisse, and old enough that any rule could bar it. */
static const char unpaid[] =
	"SELECT a.numero, a.date_soins, a.lot FROM lot JOIN emission AS e ON e.numero = lot.emission"
	" JOIN acte AS a ON a.lot = lot.numero WHERE lot.support <> 'pegase' AND lot.genre <> 'annulation'"
	" AND (lot.reste_cents > 0 OR lot.rejete_cents > 0) AND a.date_soins <= date(?1, '-1 year')"
	" AND NOT EXISTS (SELECT 1 FROM acte AS c WHERE c.remplace = a.numero)"
	" AND NOT EXISTS (SELECT 1 FROM retour AS r WHERE r.lot = a.lot AND r.facture = a.facture"
	"  AND r.genre = 'facture' AND r.etat = 'paye' AND r.paye_cents >= a.amo_cents)"
	" ORDER BY a.numero";

CITES("R226"); /* what a caisse does not pay is to be claimed again before it is barred */

void
barred_find(struct run *run)
{
	const struct forclusion *forclusion = &run->params->delai.forclusion;
	struct query *acts = query_new(run->db, unpaid);
	struct query *add = query_new(run->db, "INSERT INTO forclos VALUES (?1, ?2)");
	struct query *touch = query_new(run->db, "INSERT OR IGNORE INTO touche VALUES (?1)");
	char day[DAY_SIZE];

	query_text(acts, 1, text_of(run->jour));
	while (query_row(acts)) {
		day_t barred = forclusion_day(forclusion, day_parse(column_text(acts, 1)));

		if (barred == DAY_NONE || run->as_of < barred - forclusion->proche_jours)
			continue;
		query_int(add, 1, column_int(acts, 0));
		query_text(add, 2, text_of(day_format(barred, day)));
		query_run(add);
		query_int(touch, 1, column_int(acts, 2));
		query_run(touch);
	}
	query_free(acts);
	query_free(add);
	query_free(touch);
}
