#include "annual.h"

static void
write_poste(struct json *json, const char *key, const char *name, const struct poste *p)
{
	json_open(json, '{');
	json_pair_text(json, key, text_of(name));
	json_pair_int(json, "actes", p->actes);
	json_pair_int(json, "personnes", p->patients);
	json_pair_int(json, "enfants", p->enfants);
	json_pair_int(json, "du_cents", p->du_cents);
	json_pair_int(json, "regle_cents", p->regle_cents);
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
	json_pair_int(json, "actes", a->total.actes);
	json_pair_int(json, "personnes", a->total.patients);
	json_pair_int(json, "enfants", a->total.enfants);
	json_pair_int(json, "du_cents", a->total.du_cents);
	json_pair_int(json, "regle_cents", a->total.regle_cents);
}

static void
write_billing(struct json *json, const struct annual *a)
{
	json_pair_int(json, "lignes_cpam", a->lignes_cpam);
	json_pair_int(json, "electroniques", a->electroniques);
	json_pair_int(json, "degradees", a->degradees);
	json_pair_int(json, "degradees_sans_jumeau", a->sans_jumeau);
	json_pair_int(json, "duplicatas", a->duplicatas);
	json_pair_int(json, "recus", a->recus);
	json_pair_int(json, "held", a->attente);
	json_pair_int(json, "rejected", a->rejetes);
	json_pair_int(json, "envoi_centiemes_de_jour", a->envoi_jours);
	json_pair_int(json, "envoi_jours_max", a->envoi_max);
	json_pair_int(json, "lots_payes", a->lots_payes);
	json_pair_int(json, "reglement_centiemes_de_jour", a->reglement_jours);
}

static void
write_couvertures(struct json *json, const struct annual *a, const struct indicateurs *indicateurs)
{
	json_key(json, "vaccinations");
	json_open(json, '[');
	for (size_t i = 0; i < indicateurs->count; i++) {
		json_open(json, '{');
		json_pair_text(json, "nom", indicateurs->at[i].nom);
		json_pair_text(json, "article", indicateurs->at[i].article);
		json_pair_int(json, "vus", a->couvertures[i].vus);
		json_pair_int(json, "vaccines", a->couvertures[i].vaccines);
		json_pair_int(json, "deux_doses", a->couvertures[i].deux_doses);
		json_pair_int(json, "doses", a->couvertures[i].doses);
		json_pair_int(json, "rattrapage", a->couvertures[i].rattrapage);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
annual_json(struct json *json, const struct annual *a, const struct indicateurs *indicateurs)
{
	json_key(json, "bilan_annuel");
	json_open(json, '{');
	json_pair_int(json, "annee", a->year);
	json_pair_text(json, "origine", TEXT("registre")); /* but for the counters, each with its own */
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
