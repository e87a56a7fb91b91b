#include "bordereau_json.h"

#define FLUSH_AT 32768

static void
flush(struct bordereau_json *j, size_t past)
{
	if (j->bytes.len <= past)
		return;
	output_write(j->of->json, j->bytes.at, j->bytes.len);
	j->bytes.len = 0;
}

void
json_origin(struct json *json, const struct emission *e)
{
	char day[DAY_SIZE];

	json_pair_int(json, "emission", e->numero);
	json_pair_text(json, "run", e->head->run);
	json_key(json, "source");
	json_open(json, '{');
	json_pair_text(json, "name", e->head->source);
	json_pair_text(json, "sha256", e->head->source_sha256);
	json_close(json, '}');
	json_key(json, "book");
	json_open(json, '{');
	json_pair_text(json, "name", e->head->book_name);
	json_pair_text(json, "hash", e->head->book_hash);
	json_close(json, '}');
	json_pair_text(json, "as_of", text_of(day_format(e->head->as_of, day)));
}

static void
write_payeur(struct json *json, const struct bordereau *b)
{
	const struct payeur *payeur =
		payeurs_find(&b->emission->params->payeurs, text_of(b->payeur));

	json_key(json, "payeur");
	json_open(json, '{');
	json_pair_text(json, "id", text_of(b->payeur));
	json_pair_text(json, "nom", payeur->nom);
	json_pair_text(json, "adresse", payeur->adresse);
	json_close(json, '}');
}

static void
write_shown(struct json *json, const struct record *rec, const struct shown *of)
{
	const char *key = field_infos[of->field].name;
	int64_t value;

	if (of->form != TEXT_FORM && shown_int(rec, of->field, &value))
		json_pair_int(json, key, value);
	else if (of->form == TEXT_FORM && record_has(rec, of->field))
		json_pair_text(json, key, record_text(rec, of->field));
}

static void
write_line(struct json *json, const struct line *line)
{
	json_open(json, '{');
	json_pair_int(json, "ligne", line->ligne);
	for (int i = 0; i < SHOWN_COUNT; i++)
		write_shown(json, line->rec, &shown[i]);
	if (line->remplace.at)
		json_pair_text(json, "remplace", line->remplace);
	if (line->of.at)
		json_pair_text(json, "acte_remplace", line->of);
	if (line->repris)
		json_pair_int(json, "repris_cents", line->repris_cents);
	json_close(json, '}');
}

static void
open_facture(struct json *json, int64_t numero)
{
	json_open(json, '{');
	json_pair_int(json, "facture", numero);
	json_key(json, "lignes");
	json_open(json, '[');
}

static void
close_facture(struct json *json, int64_t amo_cents)
{
	json_close(json, ']');
	json_pair_int(json, "amo_cents", amo_cents);
	json_close(json, '}');
}

static void
write_imputations(struct json *json, const struct bordereau *b)
{
	struct query *query = query_new(b->emission->ledger->db, "SELECT imputation, lignes, amo_cents"
		" FROM lot_imputation WHERE lot = ?1 ORDER BY imputation");

	json_key(json, "imputations");
	json_open(json, '[');
	query_int(query, 1, b->numero);
	while (query_row(query)) {
		json_open(json, '{');
		json_pair_text(json, "imputation", column_text(query, 0));
		json_pair_int(json, "lignes", column_int(query, 1));
		json_pair_int(json, "amo_cents", column_int(query, 2));
		json_close(json, '}');
	}
	json_close(json, ']');
	query_free(query);
}

void
bordereau_json_begin(struct bordereau_json *j, const struct bordereau *b)
{
	struct json *json = &j->json;

	*j = (struct bordereau_json){.of = b};
	json->out = &j->bytes;
	json_open(json, '{');
	json_pair_text(json, "lot", text_of(b->id));
	json_origin(json, b->emission);
	write_payeur(json, b);
	json_pair_text(json, "support", text_of(b->support));
	json_pair_text(json, "periode", text_of(b->periode));
	if (b->mention)
		json_pair_text(json, "mention", text_of(b->mention));
	json_key(json, "factures");
	json_open(json, '[');
}

void
bordereau_json_line(struct bordereau_json *j, const struct line *line)
{
	if (line->facture != j->facture) {
		if (j->facture)
			close_facture(&j->json, j->amo_cents);
		j->facture = line->facture;
		j->amo_cents = 0;
		open_facture(&j->json, j->facture);
	}
	write_line(&j->json, line);
	j->amo_cents += record_int(line->rec, F_AMO_CENTS, 0);
	flush(j, FLUSH_AT);
}

void
bordereau_json_end(struct bordereau_json *j)
{
	const struct bordereau *b = j->of;
	struct json *json = &j->json;

	if (j->facture)
		close_facture(json, j->amo_cents);
	json_close(json, ']');
	json_key(json, "totaux");
	json_open(json, '{');
	json_pair_int(json, "factures", b->factures);
	json_pair_int(json, "lignes", b->lignes);
	json_pair_int(json, "amo_cents", b->amo_cents);
	write_imputations(json, b);
	json_close(json, '}');
	json_close(json, '}');
	buffer_add(&j->bytes, "\n", 1);
	flush(j, 0);
	buffer_free(&j->bytes);
}
