#include "chain.h"

#include "json.h"
#include "say.h"

/* In the order in which it was read; of a whole lot, of the invoice, or of this line of it. */
static const char returns_sql[] =
	"SELECT 'accuse', etat, date_reception, code, libelle, NULL, NULL, NULL, NULL, facture, raison, numero"
	" FROM accuse WHERE lot = ?1 AND (facture IS NULL OR facture = ?2)"
	" UNION ALL SELECT genre, etat, coalesce(retour.date_comptable, r.date_comptable), code, retour.libelle,"
	" demande_cents, paye_cents, r.id, v.id, facture, retour.raison, retour.numero FROM retour"
	" LEFT JOIN reglement AS r ON r.numero = retour.reglement LEFT JOIN virement AS v ON v.numero = r.virement"
	" WHERE lot = ?1 AND (facture IS NULL OR facture = ?2) AND (acte IS NULL OR acte ="
	"  (SELECT numero FROM acte WHERE lot = ?1 AND facture = ?2 AND ligne = ?3))"
	" ORDER BY 1, 12";

enum column { GENRE, ETAT, JOUR, CODE, LIBELLE, DEMANDE, PAYE, REGLEMENT, VIREMENT, FACTURE, RAISON };

static struct query *
returns_of(const struct why *why, const struct acte *acte)
{
	struct query *query = query_new(why->db, returns_sql);

	query_int(query, 1, acte->place.lot_numero);
	query_int(query, 2, acte->place.facture);
	query_int(query, 3, acte->place.ligne);
	return query;
}

/* "accusé de réception: accepté", "retour: rejeté" */
static const char *
said(const struct why *why, const struct query *query)
{
	static const struct {
		const char *etat, *fr, *en;
	} names[] = {
		{"accepte", "reçu et accepté par la caisse", "received and accepted by the caisse"},
		{"refuse", "refusé à la réception", "refused on receipt"},
		{"paye", "la caisse dit payer", "the caisse says that it pays"},
		{"rejete", "la caisse rejette", "the caisse refuses"},
		{"differe", "la caisse diffère", "the caisse puts off"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_is(column_text(query, ETAT), names[i].etat))
			return SAY(why, names[i].fr, names[i].en);
	return SAY(why, "retour de la caisse", "return of the caisse");
}

static void
add_transfer(const struct why *why, struct tree *tree, const struct query *query)
{
	if (!column_given(query, REGLEMENT))
		return;
	if (column_given(query, VIREMENT))
		tree_add(tree, 3, SAY(why, "règlement %.*s, virement %.*s", "settlement %.*s, transfer %.*s"),
			TEXT_ARG(column_text(query, REGLEMENT)), TEXT_ARG(column_text(query, VIREMENT)));
	else
		tree_add(tree, 3, SAY(why, "règlement %.*s, pas encore reçu", "settlement %.*s, not received yet"),
			TEXT_ARG(column_text(query, REGLEMENT)));
}

void
chain_text(const struct why *why, struct tree *tree, const struct acte *acte)
{
	struct query *query = returns_of(why, acte);
	char day[SAY_SIZE], paid[SAY_SIZE];

	while (query_row(query)) {
		struct text jour = column_text(query, JOUR);
		const char *of = column_given(query, FACTURE) ? SAY(why, "facture", "invoice")
			: SAY(why, "lot entier", "whole lot");

		tree_add(tree, 2, "%s (%s)%s%s%s%s", said(why, query), of,
			jour.at ? SAY(why, ", le ", ", on ") : "", jour.at ? say_day(why, jour, day) : "",
			column_given(query, PAYE) ? SAY(why, " : ", ": ") : "",
			column_given(query, PAYE) ? say_euros(why, column_int(query, PAYE), paid) : "");
		if (column_given(query, CODE))
			tree_add(tree, 3, "%.*s : %.*s", TEXT_ARG(column_text(query, CODE)),
				TEXT_ARG(column_text(query, LIBELLE)));
		add_transfer(why, tree, query);
	}
	query_free(query);
}

void
chain_json(struct json *json, const struct why *why, const struct acte *acte)
{
	static const struct {
		const char *key;
		enum column column;
	} texts[] = {{"genre", GENRE}, {"etat", ETAT}, {"jour", JOUR}, {"code", CODE}, {"libelle", LIBELLE},
		{"reglement", REGLEMENT}, {"virement", VIREMENT}, {"raison", RAISON}},
	  numbers[] = {{"facture", FACTURE}, {"demande_cents", DEMANDE}, {"paye_cents", PAYE}};
	struct query *query = returns_of(why, acte);

	json_key(json, "retours");
	json_open(json, '[');
	while (query_row(query)) {
		json_open(json, '{');
		for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
			if (column_given(query, (int)texts[i].column))
				json_pair_text(json, texts[i].key, column_text(query, (int)texts[i].column));
		for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
			if (column_given(query, (int)numbers[i].column))
				json_pair_int(json, numbers[i].key, column_int(query, (int)numbers[i].column));
		json_close(json, '}');
	}
	json_close(json, ']');
	query_free(query);
}
