#include "rejets.h"

#include "rows.h"
#include "title.h"

#include <stdio.h>
#include <stdlib.h>

/* A refused invoice is refused with all its lines: sent again when one of them is. */
static const char sql[] =
	"SELECT coalesce(lot.payeur, ''), coalesce(code, ''), coalesce(max(retour.libelle), ''), count(*),"
	" sum(coalesce(demande_cents, 0)), sum(EXISTS (SELECT 1 FROM acte AS a JOIN acte AS b"
	" ON b.remplace = a.numero WHERE a.lot = retour.lot AND (retour.facture IS NULL"
	" OR a.facture = retour.facture) AND (retour.acte IS NULL OR a.numero = retour.acte)))"
	" FROM retour LEFT JOIN lot ON lot.numero = retour.lot WHERE etat = 'rejete'"
	" AND (retour.genre = 'facture' OR code IS NOT NULL)"
	" GROUP BY 1, 2 ORDER BY 4 DESC, 1, 2";

void
rejets_read(struct rejets *r, struct db *db)
{
	struct query *query = query_new(db, sql);

	*r = (struct rejets){.count = 0};
	while (query_row(query)) {
		struct rejet *one;

		r->at = rows_more(r->at, r->count, sizeof(*r->at));
		one = &r->at[r->count++];
		rows_copy(one->payeur, sizeof(one->payeur), column_text(query, 0));
		rows_copy(one->code, sizeof(one->code), column_text(query, 1));
		rows_copy(one->libelle, sizeof(one->libelle), column_text(query, 2));
		one->nombre = column_int(query, 3);
		one->demande_cents = column_int(query, 4);
		one->repris = column_int(query, 5);
	}
	query_free(query);
}

void
rejets_free(struct rejets *r)
{
	free(r->at);
}

void
rejets_text(struct buffer *out, const struct rejets *r)
{
	static const char *const columns[] = {"#rejets", "demandé €", "#renvoyés", NULL};

	if (!r->count)
		return;
	title(out, "Rejets des caisses, par code", columns);
	for (size_t i = 0; i < r->count; i++) {
		char name[96];

		snprintf(name, sizeof(name), "%s, %s", r->at[i].payeur, r->at[i].code);
		columns_put(out, "  ");
		columns_left(out, name, NAME - 2);
		columns_count(out, r->at[i].nombre, COUNT);
		columns_euros(out, r->at[i].demande_cents, EUROS);
		columns_count(out, r->at[i].repris, COUNT);
		columns_put(out, "\n");
		if (*r->at[i].libelle) {
			columns_put(out, "      ");
			columns_put(out, r->at[i].libelle);
			columns_put(out, "\n");
		}
	}
}

void
rejets_json(struct json *json, const struct rejets *r)
{
	json_key(json, "rejets");
	json_open(json, '[');
	for (size_t i = 0; i < r->count; i++) {
		json_open(json, '{');
		json_pair_text(json, "payeur", text_of(r->at[i].payeur));
		json_pair_text(json, "code", text_of(r->at[i].code));
		json_pair_text(json, "libelle", text_of(r->at[i].libelle));
		json_pair_int(json, "nombre", r->at[i].nombre);
		json_pair_int(json, "demande_cents", r->at[i].demande_cents);
		json_pair_int(json, "renvoyes", r->at[i].repris);
		json_close(json, '}');
	}
	json_close(json, ']');
}
