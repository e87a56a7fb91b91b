#include "annual.h"

static void
pair(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_int(json, value);
}

static void
pair_text(struct json *json, const char *key, struct text value)
{
	json_key(json, key);
	json_text(json, value);
}

static void
write_poste(struct json *json, const char *key, const char *name, const struct poste *p)
{
	json_open(json, '{');
	pair_text(json, key, text_of(name));
	pair(json, "actes", p->actes);
	pair(json, "personnes", p->patients);
	pair(json, "enfants", p->enfants);
	pair(json, "du_cents", p->du_cents);
	pair(json, "regle_cents", p->regle_cents);
	json_close(json, '}');
}

static void
write_postes(struct json *json, const struct annual *a)
{
	json_key(json, "activites");
	json_open(json, '[');
	for (size_t i = 0; i < a->activite_count; i++)
		write_poste(json, "activite", a->activites[i].nom, &a->activites[i]);
	json_close(json, ']');
	json_key(json, "postes");
	json_open(json, '[');
	for (size_t i = 0; i < a->code_count; i++)
		write_poste(json, "libelle", a->codes[i].nom, &a->codes[i]);
	json_close(json, ']');
	pair(json, "actes", a->total.actes);
	pair(json, "personnes", a->total.patients);
	pair(json, "enfants", a->total.enfants);
	pair(json, "du_cents", a->total.du_cents);
	pair(json, "regle_cents", a->total.regle_cents);
}

static void
write_billing(struct json *json, const struct annual *a)
{
	pair(json, "lignes_cpam", a->lignes_cpam);
	pair(json, "electroniques", a->electroniques);
	pair(json, "degradees", a->degradees);
	pair(json, "degradees_sans_jumeau", a->sans_jumeau);
	pair(json, "duplicatas", a->duplicatas);
	pair(json, "recus", a->recus);
	pair(json, "held", a->attente);
	pair(json, "rejected", a->rejetes);
	pair(json, "envoi_centiemes_de_jour", a->envoi_jours);
	pair(json, "envoi_jours_max", a->envoi_max);
	pair(json, "lots_payes", a->lots_payes);
	pair(json, "reglement_centiemes_de_jour", a->reglement_jours);
}

static void
write_couvertures(struct json *json, const struct annual *a, const struct indicateurs *indicateurs)
{
	json_key(json, "vaccinations");
	json_open(json, '[');
	for (size_t i = 0; i < indicateurs->count; i++) {
		json_open(json, '{');
		pair_text(json, "nom", indicateurs->at[i].nom);
		pair_text(json, "article", indicateurs->at[i].article);
		pair(json, "vus", a->couvertures[i].vus);
		pair(json, "vaccines", a->couvertures[i].vaccines);
		pair(json, "deux_doses", a->couvertures[i].deux_doses);
		pair(json, "doses", a->couvertures[i].doses);
		pair(json, "rattrapage", a->couvertures[i].rattrapage);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
annual_json(struct json *json, const struct annual *a, const struct indicateurs *indicateurs)
{
	json_key(json, "bilan_annuel");
	json_open(json, '{');
	pair(json, "annee", a->year);
	pair_text(json, "origine", TEXT("registre")); /* but for the counters, each with its own */
	write_postes(json, a);
	write_billing(json, a);
	write_couvertures(json, a, indicateurs);
	cohorte_json(json, &a->cohorte);
	comptes_json(json, &a->comptes, &indicateurs->compteurs);
	json_key(json, "a_la_main");
	json_open(json, '[');
	for (size_t i = 0; i < indicateurs->a_la_main.count; i++)
		json_text(json, indicateurs->a_la_main.at[i]);
	json_close(json, ']');
	json_close(json, '}');
}
