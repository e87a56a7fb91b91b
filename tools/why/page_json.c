/*
 * page_json - the same as JSON, one line an act
 */
#include "chain.h"
#include "say.h"

#include "json.h"

#include <stdio.h>

static void
put_values(struct json *json, const char *key, const struct valued *values, unsigned count)
{
	json_key(json, key);
	json_open(json, '{');
	for (unsigned i = 0; i < count; i++) {
		json_key_text(json, values[i].name);
		if (values[i].is_number)
			json_int(json, values[i].number);
		else
			json_text(json, values[i].text);
	}
	json_close(json, '}');
}

static void
put_motif(struct json *json, const struct why *why, const struct raised *raised)
{
	const struct motif *motif = motif_find(&why->book.motifs, raised->code);

	json_open(json, '{');
	json_pair_text(json, "code", raised->code);
	if (raised->champ.at)
		json_pair_text(json, "champ", raised->champ);
	json_pair_text(json, "niveau", raised->niveau);
	if (motif) {
		json_pair_text(json, "article", motif->article);
		json_pair_text(json, "phrase", say_motif(why, motif));
		json_pair_text(json, "suite", motif->suite);
	}
	json_close(json, '}');
}

static void
put_motifs(struct json *json, const struct why *why, const struct raised *motifs, unsigned count)
{
	if (!count)
		return;
	json_key(json, "motifs");
	json_open(json, '[');
	for (unsigned i = 0; i < count; i++)
		put_motif(json, why, &motifs[i]);
	json_close(json, ']');
}

static void
put_regle(struct json *json, const struct why *why, const struct looked *looked)
{
	char article[256];

	json_open(json, '{');
	json_pair_text(json, "regle", looked->regle);
	json_pair_text(json, "article", text_of(say_article(why, looked, article)));
	json_pair_text(json, "phrase", say_regle(why, looked->regle));
	json_pair_text(json, "etat", looked->etat);
	if (looked->condition.at) {
		json_pair_text(json, "condition", looked->condition);
		json_pair_text(json, "condition_phrase", say_condition(why, looked->condition));
	}
	if (looked->entree_count)
		put_values(json, "entrees", looked->entrees, looked->entree_count);
	if (looked->pris_count) {
		json_key(json, "pris");
		json_open(json, '[');
		for (unsigned i = 0; i < looked->pris_count; i++)
			json_text(json, looked->pris[i]);
		json_close(json, ']');
	}
	put_motifs(json, why, looked->motifs, looked->motif_count);
	json_close(json, '}');
}

/* Without what is left out in short. */
static void
put_stage(struct json *json, const struct why *why, const struct explained *line)
{
	json_open(json, '{');
	json_pair_text(json, "etape", line->etape);
	json_pair_text(json, "statut", line->statut);
	json_key(json, "regles");
	json_open(json, '[');
	for (unsigned i = 0; i < line->regle_count; i++)
		if (!why->brief || line->regles[i].motif_count || line->regles[i].pris_count)
			put_regle(json, why, &line->regles[i]);
	json_close(json, ']');
	put_motifs(json, why, line->motifs, line->motif_count);
	put_values(json, "ecrit", line->ecrit, line->ecrit_count);
	json_close(json, '}');
}

static void
put_line(struct buffer *bytes)
{
	fwrite(bytes->at, 1, bytes->len, stdout);
	putchar('\n');
	buffer_free(bytes);
}

void
trace_json(const struct why *why, const struct explained *line)
{
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};

	json_open(&json, '{');
	json_pair_text(&json, "acte_ref", line->acte_ref);
	json_pair_text(&json, "id", line->id);
	json_pair_text(&json, "livre", line->livre);
	json_key(&json, "etapes");
	json_open(&json, '[');
	put_stage(&json, why, line);
	json_close(&json, ']');
	json_close(&json, '}');
	put_line(&bytes);
}

/* ---- The act */

static void
put_emission(struct json *json, const struct emission *e)
{
	json_key(json, "emission");
	json_open(json, '{');
	json_pair_int(json, "numero", e->numero);
	json_pair_text(json, "run", e->run);
	json_pair_text(json, "source", e->source);
	json_pair_text(json, "source_sha256", e->source_sha256);
	json_pair_text(json, "livre", e->livre);
	json_pair_text(json, "livre_nom", e->livre_nom);
	json_pair_text(json, "as_of", e->as_of);
	json_close(json, '}');
}

static void
put_price(struct json *json, const char *key, int64_t tarif, int64_t base, int64_t taux, int64_t amo,
	struct text ref)
{
	json_key(json, key);
	json_open(json, '{');
	json_pair_int(json, "tarif_cents", tarif);
	json_pair_int(json, "base_cents", base);
	json_pair_int(json, "taux_bp", taux);
	json_pair_int(json, "amo_cents", amo);
	json_pair_text(json, "tarif_ref", ref);
	json_close(json, '}');
}

static void
put_files(struct json *json, const struct why *why, const struct acte *acte)
{
	struct query *query = known_files(why, acte);

	json_key(json, "fichiers");
	json_open(json, '[');
	while (query_row(query)) {
		json_open(json, '{');
		json_pair_text(json, "chemin", column_text(query, 0));
		json_pair_text(json, "sha256", column_text(query, 1));
		json_close(json, '}');
	}
	json_close(json, ']');
	query_free(query);
}

/* Art. 17: what took the place of what, where anything did. */
static void
put_chain(struct json *json, const struct why *why, const struct acte *acte)
{
	struct query *query = known_chain(why, acte);
	bool any = false;

	for (; query_row(query); any = true) {
		if (!any) {
			json_key(json, "remplacements");
			json_open(json, '[');
		}
		json_open(json, '{');
		json_pair_text(json, "acte_ref", column_text(query, CHAIN_REF));
		json_pair_text(json, "genre", column_text(query, CHAIN_GENRE));
		json_pair_text(json, "lot", column_text(query, CHAIN_LOT));
		json_pair_int(json, "facture", column_int(query, CHAIN_FACTURE));
		json_pair_int(json, "ligne_facture", column_int(query, CHAIN_LIGNE));
		json_pair_int(json, "amo_cents", column_int(query, CHAIN_AMO));
		json_close(json, '}');
	}
	if (any)
		json_close(json, ']');
	query_free(query);
}

static void
put_place(struct json *json, const struct why *why, const struct acte *acte)
{
	const struct billing *p = &acte->place;
	struct query *query = query_new(why->db, "SELECT virement.id, virement.date_comptable, affectation.cents"
		" FROM affectation JOIN virement ON virement.numero = affectation.virement"
		" WHERE affectation.lot = ?1 ORDER BY virement.numero");

	json_pair_text(json, "payeur", p->payeur);
	json_pair_text(json, "support", p->support);
	json_pair_text(json, "periode", p->periode);
	json_pair_text(json, "lot", p->lot);
	json_pair_int(json, "facture", p->facture);
	json_pair_int(json, "ligne_facture", p->ligne);
	put_chain(json, why, acte);
	put_files(json, why, acte);
	json_pair_int(json, "lot_cents", p->lot_cents);
	json_pair_int(json, "lot_paye_cents", p->paye_cents);
	json_pair_int(json, "lot_rejete_cents", p->rejete_cents);
	json_pair_int(json, "lot_reste_cents", p->reste_cents);
	json_key(json, "virements");
	json_open(json, '[');
	query_int(query, 1, p->lot_numero);
	while (query_row(query)) {
		json_open(json, '{');
		json_pair_text(json, "id", column_text(query, 0));
		json_pair_text(json, "date_comptable", column_text(query, 1));
		json_pair_int(json, "cents", column_int(query, 2));
		json_close(json, '}');
	}
	json_close(json, ']');
	query_free(query);
	chain_json(json, why, acte);
}

static void
put_recorded(struct json *json, const struct why *why, const struct acte *acte)
{
	struct record_defect found[DEFECTS_MAX];
	unsigned count = record_defects(&acte->record, F_MOTIFS, found, DEFECTS_MAX);

	json_pair_text(json, "etape", acte->seen.etape);
	json_key(json, "motifs");
	json_open(json, '[');
	for (unsigned i = 0; i < count; i++) {
		const struct motif *motif = motif_find(&why->book.motifs, found[i].code);
		const char *level = motif && motif->level == MOTIF_HOLD ? "hold" : "reject";

		put_motif(json, why, &(struct raised){found[i].code, found[i].champ, text_of(level)});
	}
	json_close(json, ']');
}

static void
put_replay(struct json *json, const struct why *why, const struct acte *acte)
{
	const struct replayed *v = &acte->verdict;

	json_key(json, "rejeu");
	if (!acte->line_count) {
		json_nil(json);
		return;
	}
	json_open(json, '{');
	json_pair_text(json, "depuis", acte->from);
	json_pair_text(json, "livre", text_of(why->book.hash));
	json_key(json, "identique");
	json_bool(json, acte->agreement == AGREES);
	json_pair_text(json, "statut", text_of(statut_name(v->statut)));
	if (v->etape.at)
		json_pair_text(json, "etape", v->etape);
	if (v->priced)
		put_price(json, "prix", v->tarif_cents, v->base_cents, v->taux_bp, v->amo_cents, v->tarif_ref);
	json_close(json, '}');
}

static void
put_others(struct json *json, const struct acte *acte)
{
	json_key(json, "rencontres");
	json_open(json, '[');
	for (size_t i = 0; i < acte->other_count; i++) {
		const struct seen *o = &acte->others[i];

		json_open(json, '{');
		json_pair_text(json, "id", o->id);
		json_pair_int(json, "emission", o->emission);
		json_pair_text(json, "statut", o->billed ? TEXT("accepted") : o->statut);
		if (!o->billed) {
			json_pair_text(json, "etape", o->etape);
			json_pair_text(json, "motif", o->motif);
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_limits(struct json *json, const struct why *why, const struct acte *acte)
{
	json_key(json, "limites");
	json_open(json, '[');
	for (enum limit limit = LIMIT_INGEST; limit < LIMIT_COUNT; limit++)
		if (acte->limits[limit])
			json_text(json, text_of(say_limit(why, limit)));
	json_close(json, ']');
}

void
page_json(const struct why *why, const struct acte *acte)
{
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};

	json_open(&json, '{');
	json_pair_text(&json, "acte_ref", acte->seen.acte_ref);
	json_pair_text(&json, "id", acte->seen.id);
	json_pair_text(&json, "structure_finess", acte->seen.structure);
	json_pair_text(&json, "site", acte->site);
	json_pair_text(&json, "acte_code", acte->acte_code);
	json_pair_text(&json, "date_soins", acte->date_soins);
	json_pair_text(&json, "statut", acte->seen.billed ? TEXT("accepted") : acte->seen.statut);
	if (acte->seen.billed) {
		put_price(&json, "prix", acte->tarif_cents, acte->base_cents, acte->taux_bp, acte->amo_cents,
			acte->tarif_ref);
		put_place(&json, why, acte);
	} else
		put_recorded(&json, why, acte);
	put_emission(&json, &acte->emission);
	json_key(&json, "etapes");
	json_open(&json, '[');
	for (unsigned i = 0; i < acte->line_count; i++)
		put_stage(&json, why, acte->lines[i]);
	json_close(&json, ']');
	put_replay(&json, why, acte);
	put_others(&json, acte);
	put_limits(&json, why, acte);
	json_close(&json, '}');
	put_line(&bytes);
}
