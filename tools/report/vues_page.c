/*
 * vues_page - what was billed, announced and received, for a person and for a program
 */
#include "vues.h"

#include "title.h"

#include <stdio.h>

static const struct {
	const char *cle, *libelle;
} ecarts[ECART_COUNT] = {
	[ECART_SANS_REPONSE] = {"sans_reponse", "ni réponse ni paiement"},
	[ECART_DIFFERE] = {"differe", "différé par la caisse"},
	[ECART_MOINS] = {"moins_annonce", "annoncé pour moins que facturé"},
	[ECART_ANNONCE] = {"annonce_non_recu", "annoncé, pas encore reçu"},
	[ECART_RETENUE] = {"retenu", "retenu par la caisse"},
	[ECART_SANS_ANNONCE] = {"recu_sans_annonce", "reçu sans avoir été annoncé"},
	[ECART_TROP] = {"trop_recu", "reçu en trop"},
};

static const char *const titles[] = {"#lots", "facturé €", "annoncé €", "refusé €", "différé €", "reçu €", NULL};

static void
row(struct buffer *out, const char *name, const struct vue *v)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_count(out, v->lots, COUNT);
	columns_euros(out, v->du_cents, EUROS);
	columns_euros(out, v->annonce_cents, EUROS);
	columns_euros(out, v->rejete_cents, EUROS);
	columns_euros(out, v->differe_cents, EUROS);
	columns_euros(out, v->recu_cents, EUROS);
	columns_put(out, "\n");
}

static void
ecart_lines(struct buffer *out, const struct vue *v)
{
	for (int i = 0; i < ECART_COUNT; i++) {
		if (!v->ecarts[i])
			continue;
		columns_put(out, "      ");
		columns_left(out, ecarts[i].libelle, NAME - 6);
		columns_euros(out, v->ecarts[i], COUNT + EUROS);
		columns_put(out, "\n");
	}
}

static void
lots_text(struct buffer *out, const struct vues *vues)
{
	char name[96];

	if (vues->en_ordre == (int64_t)vues->lot_count)
		return;
	title(out, "Lots où les trois diffèrent", titles);
	for (size_t i = 0; i < vues->lot_count; i++) {
		const struct vue *v = &vues->lots[i];
		struct buffer lines = {0};

		ecart_lines(&lines, v);
		if (lines.len) {
			snprintf(name, sizeof(name), "%s, %s", v->nom, v->payeur);
			row(out, name, v);
			buffer_add(out, lines.at, lines.len);
		}
		buffer_free(&lines);
	}
	line_count(out, "lots où ils s'accordent", vues->en_ordre);
}

static void
entree_row(struct buffer *out, const char *name, const struct entree *e)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_euros(out, e->credits_cents, EUROS);
	columns_euros(out, e->debits_cents, EUROS);
	columns_euros(out, e->affecte_cents, EUROS);
	columns_euros(out, e->attente_cents, EUROS);
	columns_put(out, "\n");
}

static void
entrees_text(struct buffer *out, const struct vues *vues)
{
	static const char *const columns[] = {"crédits €", "débits €", "affecté €", "en attente €", NULL};

	if (!vues->entree_count)
		return;
	title(out, "Reçu au compte, par mois", columns);
	for (size_t i = 0; i < vues->entree_count; i++)
		entree_row(out, vues->entrees[i].mois, &vues->entrees[i]);
	entree_row(out, "total", &vues->entree_total);
}

void
vues_text(struct buffer *out, const struct vues *vues)
{
	title(out, "Facturé, annoncé, reçu, par mois d'envoi", titles);
	for (size_t i = 0; i < vues->mois_count; i++)
		row(out, vues->mois[i].nom, &vues->mois[i]);
	row(out, "total", &vues->total);
	ecart_lines(out, &vues->total);
	lots_text(out, vues);
	entrees_text(out, vues);
}

static void
vue_json(struct json *json, const char *key, const struct vue *v)
{
	json_open(json, '{');
	if (key)
		json_pair_text(json, key, text_of(v->nom));
	if (*v->payeur)
		json_pair_text(json, "payeur", text_of(v->payeur));
	json_pair_int(json, "lots", v->lots);
	json_pair_int(json, "du_cents", v->du_cents);
	json_pair_int(json, "annonce_cents", v->annonce_cents);
	json_pair_int(json, "rejete_cents", v->rejete_cents);
	json_pair_int(json, "differe_cents", v->differe_cents);
	json_pair_int(json, "recu_cents", v->recu_cents);
	json_key(json, "ecarts");
	json_open(json, '{');
	for (int i = 0; i < ECART_COUNT; i++)
		if (v->ecarts[i])
			json_pair_int(json, ecarts[i].cle, v->ecarts[i]);
	json_close(json, '}');
	json_close(json, '}');
}

static void
list_json(struct json *json, const char *key, const char *name, const struct vue *at, size_t count)
{
	json_key(json, key);
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		vue_json(json, name, &at[i]);
	json_close(json, ']');
}

static void
entrees_json(struct json *json, const struct vues *vues)
{
	json_key(json, "entrees");
	json_open(json, '[');
	for (size_t i = 0; i < vues->entree_count; i++) {
		const struct entree *e = &vues->entrees[i];

		json_open(json, '{');
		json_pair_text(json, "mois", text_of(e->mois));
		json_pair_int(json, "credits_cents", e->credits_cents);
		json_pair_int(json, "debits_cents", e->debits_cents);
		json_pair_int(json, "affecte_cents", e->affecte_cents);
		json_pair_int(json, "attente_cents", e->attente_cents);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
vues_json(struct json *json, const struct vues *vues)
{
	json_key(json, "vues");
	json_open(json, '{');
	list_json(json, "mois", "mois", vues->mois, vues->mois_count);
	list_json(json, "lots", "lot", vues->lots, vues->lot_count);
	json_key(json, "total");
	vue_json(json, NULL, &vues->total);
	entrees_json(json, vues);
	json_close(json, '}');
}
