#include "page.h"

#include "json.h"

static void
pair_text(struct json *json, const char *key, const char *value)
{
	json_pair_text(json, key, text_of(value));
}

static void
write_sum(struct json *json, const struct sum *sum)
{
	json_pair_int(json, "count", sum->actes);
	json_pair_int(json, "montant_cents", sum->montant_cents);
	json_pair_int(json, "amo_cents", sum->amo_cents);
}

static void
write_due(struct json *json, const struct due *due)
{
	json_pair_int(json, "lots", due->lots);
	json_pair_int(json, "factures", due->factures);
	json_pair_int(json, "actes", due->actes);
	json_pair_int(json, "du_cents", due->du_cents);
	json_pair_int(json, "paye_cents", due->paye_cents);
	json_pair_int(json, "rejete_cents", due->rejete_cents);
	json_pair_int(json, "reste_cents", due->reste_cents);
	json_pair_int(json, "trop_cents", due->trop_cents);
}

static void
sum_object(struct json *json, const char *key, const struct sum *sum)
{
	json_key(json, key);
	json_open(json, '{');
	write_sum(json, sum);
	json_close(json, '}');
}

static void
due_object(struct json *json, const char *key, const struct due *due)
{
	json_key(json, key);
	json_open(json, '{');
	write_due(json, due);
	json_close(json, '}');
}

static void
write_refusals(struct json *json, const struct figures *f)
{
	json_key(json, "motifs");
	json_open(json, '[');
	for (size_t i = 0; i < f->refusal_count; i++) {
		json_open(json, '{');
		pair_text(json, "etape", f->refusals[i].etape);
		pair_text(json, "code", f->refusals[i].code);
		pair_text(json, "statut", f->refusals[i].statut);
		write_sum(json, &f->refusals[i].sum);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
write_owed(struct json *json, const struct figures *f)
{
	json_key(json, "owed");
	json_open(json, '[');
	for (size_t i = 0; i < f->owed_count; i++) {
		json_open(json, '{');
		pair_text(json, "payeur", f->owed[i].payeur);
		pair_text(json, "support", f->owed[i].support);
		write_due(json, &f->owed[i].due);
		json_close(json, '}');
	}
	json_close(json, ']');
	due_object(json, "total", &f->total);
}

static void
write_credits(struct json *json, const struct figures *f)
{
	json_key(json, "credits");
	json_open(json, '[');
	for (size_t i = 0; i < f->credit_count; i++) {
		json_open(json, '{');
		pair_text(json, "raison", f->credits[i].raison);
		json_key(json, "matched");
		json_bool(json, f->credits[i].paie);
		json_pair_int(json, "count", f->credits[i].count);
		json_pair_int(json, "cents", f->credits[i].cents);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
page_json(struct buffer *out, const struct page *page)
{
	const struct figures *f = &page->figures;
	struct json json = {.out = out};
	char day[DAY_SIZE];

	json_open(&json, '{');
	pair_text(&json, "as_of", day_format(f->as_of, day));
	pair_text(&json, "book_hash", page->book->hash);
	json_pair_int(&json, "emissions", f->emissions);
	json_key(&json, "each_passage_counts");
	json_bool(&json, f->emissions > 1);
	sum_object(&json, "received", &f->received);
	sum_object(&json, "accepted", &f->by_statut[ACCEPTED]);
	sum_object(&json, "held", &f->by_statut[HELD]);
	sum_object(&json, "rejected", &f->by_statut[REJECTED]);
	write_refusals(&json, f);
	write_owed(&json, f);
	json_key(&json, "etats");
	json_open(&json, '{');
	for (int i = 0; i < ETAT_COUNT; i++)
		due_object(&json, etat_name((enum etat)i), &f->by_etat[i]);
	json_close(&json, '}');
	due_object(&json, "overdue", &f->overdue);
	anciennete_json(&json, &page->anciennete);
	vues_json(&json, &page->vues);
	rejets_json(&json, &page->rejets);
	write_credits(&json, f);
	clotures_json(&json, &page->clotures);
	recettes_json(&json, &page->recettes);
	if (page->annual.year)
		annual_json(&json, &page->annual, page->indicateurs);
	page_rules(&json);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}
