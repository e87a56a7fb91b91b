#include "vues.h"

#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A return of a whole lot counts like one of an invoice; what it says of lines is a part of that. */
static const char lots_sql[] =
	"SELECT lot.id, payeur, substr(as_of, 1, 7), lot.amo_cents - annule_cents, coalesce(paye, 0),"
	" rejete_cents, coalesce(differe, 0), paye_cents, coalesce(reponses, 0),"
	" coalesce(retenu, 0) FROM lot JOIN emission ON emission.numero = lot.emission LEFT JOIN (SELECT lot,"
	" sum(paye_cents) AS paye, count(*) AS reponses,"
	" sum(CASE etat WHEN 'differe' THEN demande_cents ELSE 0 END) AS differe"
	" FROM retour WHERE genre = 'facture' AND lot IS NOT NULL AND raison <> 'double' GROUP BY lot) AS r"
	" ON r.lot = lot.numero LEFT JOIN (SELECT lot, -sum(paye_cents) AS retenu FROM retour"
	" WHERE genre = 'retenue' AND raison = 'indu' GROUP BY lot) AS d ON d.lot = lot.numero ORDER BY lot.numero";

static int64_t
above(int64_t cents)
{
	return cents > 0 ? cents : 0;
}

/* Which differences a lot has. Until a caisse answers, what came in is all that is known of it. */
static void
name_ecarts(struct vue *v, int64_t reponses, int64_t retenu)
{
	int64_t reste = v->du_cents - v->rejete_cents - v->differe_cents;
	int64_t annonce = v->annonce_cents < reste ? v->annonce_cents : reste; /* a second time is too much */
	int64_t manque;

	v->ecarts[ECART_DIFFERE] = v->differe_cents;
	v->ecarts[ECART_TROP] = above(v->recu_cents + v->rejete_cents - v->du_cents);
	if (!reponses) {
		v->ecarts[ECART_SANS_REPONSE] = above(reste - v->recu_cents);
		return;
	}
	v->ecarts[ECART_MOINS] = above(reste - v->annonce_cents);
	manque = above(annonce - v->recu_cents);
	v->ecarts[ECART_RETENUE] = retenu < manque ? above(retenu) : manque;
	v->ecarts[ECART_ANNONCE] = manque - v->ecarts[ECART_RETENUE];
	v->ecarts[ECART_SANS_ANNONCE] = above(v->recu_cents - v->annonce_cents - v->ecarts[ECART_TROP]);
}

static void
add_vue(struct vue *sum, const struct vue *one)
{
	sum->lots += one->lots;
	sum->du_cents += one->du_cents;
	sum->annonce_cents += one->annonce_cents;
	sum->rejete_cents += one->rejete_cents;
	sum->differe_cents += one->differe_cents;
	sum->recu_cents += one->recu_cents;
	for (int i = 0; i < ECART_COUNT; i++)
		sum->ecarts[i] += one->ecarts[i];
}

/* Lots come in the order of their sending: a month is the last one, or new. */
static struct vue *
month_of(struct vues *vues, struct text mois)
{
	struct vue *last = vues->mois_count ? &vues->mois[vues->mois_count - 1] : NULL;

	if (last && text_is(mois, last->nom))
		return last;
	for (size_t i = 0; i < vues->mois_count; i++)
		if (text_is(mois, vues->mois[i].nom))
			return &vues->mois[i];
	vues->mois = rows_more(vues->mois, vues->mois_count, sizeof(*vues->mois));
	last = &vues->mois[vues->mois_count++];
	rows_copy(last->nom, sizeof(last->nom), mois);
	return last;
}

static bool
is_even(const struct vue *v)
{
	for (int i = 0; i < ECART_COUNT; i++)
		if (v->ecarts[i])
			return false;
	return true;
}

static void
read_lots(struct vues *vues, struct db *db)
{
	struct query *query = query_new(db, lots_sql);

	while (query_row(query)) {
		struct vue *v;

		vues->lots = rows_more(vues->lots, vues->lot_count, sizeof(*vues->lots));
		v = &vues->lots[vues->lot_count++];
		rows_copy(v->nom, sizeof(v->nom), column_text(query, 0));
		rows_copy(v->payeur, sizeof(v->payeur), column_text(query, 1));
		v->lots = 1;
		v->du_cents = column_int(query, 3);
		v->annonce_cents = column_int(query, 4);
		v->rejete_cents = column_int(query, 5);
		v->differe_cents = column_int(query, 6);
		v->recu_cents = column_int(query, 7);
		name_ecarts(v, column_int(query, 8), column_int(query, 9));
		vues->en_ordre += is_even(v);
		add_vue(month_of(vues, column_text(query, 2)), v);
		add_vue(&vues->total, v);
	}
	query_free(query);
}

static void
read_entrees(struct vues *vues, struct db *db)
{
	struct query *query = query_new(db, "SELECT substr(date_comptable, 1, 7), sum(max(cents, 0)),"
		" sum(min(cents, 0)), sum(affecte_cents), sum(cents - affecte_cents) FROM virement"
		" WHERE meme IS NULL GROUP BY 1 ORDER BY 1");
	struct entree *sum = &vues->entree_total;

	while (query_row(query)) {
		struct entree *e;

		vues->entrees = rows_more(vues->entrees, vues->entree_count, sizeof(*vues->entrees));
		e = &vues->entrees[vues->entree_count++];
		rows_copy(e->mois, sizeof(e->mois), column_text(query, 0));
		e->credits_cents = column_int(query, 1);
		e->debits_cents = column_int(query, 2);
		e->affecte_cents = column_int(query, 3);
		e->attente_cents = column_int(query, 4);
		sum->credits_cents += e->credits_cents;
		sum->debits_cents += e->debits_cents;
		sum->affecte_cents += e->affecte_cents;
		sum->attente_cents += e->attente_cents;
	}
	query_free(query);
}

void
vues_read(struct vues *vues, struct db *db)
{
	*vues = (struct vues){0};
	read_lots(vues, db);
	read_entrees(vues, db);
}

void
vues_free(struct vues *vues)
{
	free(vues->lots);
	free(vues->mois);
	free(vues->entrees);
}

void
vues_check(const struct vues *vues, struct db *db)
{
	const struct entree *e = &vues->entree_total;

	must_equal("what came in, and what found its lot + what waits", e->credits_cents + e->debits_cents,
		e->affecte_cents + e->attente_cents);
	must_equal("what found its lot, and what lots were paid", e->affecte_cents, vues->total.recu_cents);
	if (db_number(db, "SELECT count(*) FROM ecriture", 0))
		must_equal("the account, and what came in",
			db_number(db, "SELECT sum(cents) FROM ecriture WHERE compte = 'banque'", 0),
			e->credits_cents + e->debits_cents);
}
