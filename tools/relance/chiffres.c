#include "relance.h"

#include "json.h"
#include "money.h"

static void
cell_day(struct output *out, day_t day)
{
	char text[DAY_SIZE];

	output_print(out, ";%s", day == DAY_NONE ? "" : day_format(day, text));
}

static void
cell_euros(struct output *out, int64_t cents)
{
	char euros[MONEY_SIZE];

	output_print(out, ";%s", money_format(cents, ',', euros));
}

void
lettre_csv(const struct lettre *lettre, const char *path)
{
	struct output *out = output_open(path);
	char sha256[65];

	output_print(out, "lot;support;periode;envoye_le;recu_le;echeance;retard_jours;facture;paye;reste\n");
	for (size_t i = 0; i < lettre->debiteur->count; i++) {
		const struct du *du = &lettre->debiteur->at[i];

		output_cell(out, du->lot);
		output_print(out, ";");
		output_cell(out, du->support);
		output_print(out, ";");
		output_cell(out, du->periode);
		cell_day(out, du->envoi);
		cell_day(out, du->reception);
		cell_day(out, du->echeance);
		output_print(out, ";%lld", (long long)du->jours);
		cell_euros(out, du->facture_cents);
		cell_euros(out, du->paye_cents);
		cell_euros(out, du->reste_cents);
		output_print(out, "\n");
	}
	output_print(out, "total;;;;;;;;");
	cell_euros(out, lettre->debiteur->reste_cents);
	output_print(out, "\n");
	output_close(out, sha256);
}

static void
pair_day(struct json *json, const char *key, day_t day)
{
	char text[DAY_SIZE];

	json_pair_text(json, key, day == DAY_NONE ? TEXT_ABSENT : text_of(day_format(day, text)));
}

static void
put_du(struct json *json, const struct du *du)
{
	json_open(json, '{');
	json_pair_text(json, "lot", du->lot);
	json_pair_text(json, "support", du->support);
	json_pair_text(json, "periode", du->periode);
	pair_day(json, "envoye_le", du->envoi);
	pair_day(json, "recu_le", du->reception);
	pair_day(json, "echeance", du->echeance);
	json_pair_int(json, "retard_jours", du->jours);
	json_pair_int(json, "facture_cents", du->facture_cents);
	json_pair_int(json, "paye_cents", du->paye_cents);
	json_pair_int(json, "reste_cents", du->reste_cents);
	json_close(json, '}');
}

void
lettre_json(const struct lettre *lettre, const char *path)
{
	const struct debiteur *d = lettre->debiteur;
	struct output *out = output_open(path);
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};
	char sha256[65];

	json_open(&json, '{');
	json_pair_text(&json, "payeur", d->payeur->key);
	pair_day(&json, "as_of", lettre->as_of);
	json_pair_text(&json, "article", lettre->texte->article);
	json_key(&json, "lots");
	json_open(&json, '[');
	for (size_t i = 0; i < d->count; i++)
		put_du(&json, &d->at[i]);
	json_close(&json, ']');
	json_pair_int(&json, "reste_cents", d->reste_cents);
	json_close(&json, '}');
	buffer_add(&bytes, "\n", 1);
	output_write(out, bytes.at, bytes.len);
	output_close(out, sha256);
	buffer_free(&bytes);
}
