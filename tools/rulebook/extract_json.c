#include "extract.h"

static void
put_day(struct json *json, const char *key, day_t day)
{
	char iso[DAY_SIZE];

	json_key(json, key);
	if (day == DAY_NONE)
		json_nil(json);
	else
		json_text(json, text_of(day_format(day, iso)));
}

static void
put_row(struct json *json, const struct liste *liste, const struct row *row)
{
	json_open(json, '{');
	for (size_t k = 0; k < liste->colonnes.count; k++) {
		json_key_text(json, liste->colonnes.at[k]);
		json_text(json, row->cells[k].len ? row->cells[k] : TEXT_ABSENT);
	}
	json_close(json, '}');
}

static void
put_changes(struct json *json, const char *key, const struct extract *x, const struct rows *to, const struct rows *from)
{
	const struct row *row;
	size_t next = 0;

	json_key(json, key);
	json_open(json, '[');
	while ((row = row_new(to, from, &next)))
		put_row(json, x->liste, row);
	json_close(json, ']');
}

/* The members of what is due, as pmi-rulebook due prints them too. */
void
put_echu_json(struct json *json, const struct echu *echu)
{
	json_pair_text(json, "payeur", echu->payeur->key);
	put_day(json, "remise", echu->last ? echu->last->le : DAY_NONE);
	json_key(json, "due");
	json_bool(json, echu->raison != RAISON_AUCUNE);
	json_pair_text(json, "raison", text_of(raison_key(echu->raison)));
	put_day(json, "depuis", echu->depuis);
	put_day(json, "prochaine", echu->prochaine);
}

static void
put_destinataire(struct json *json, const struct extract *x, struct text key)
{
	struct echu echu = echu_at(&x->view, &x->transmissions, x->liste, payeurs_find(&x->transmissions.payeurs, key),
		&x->rows, x->at);
	struct rows before = {.count = 0};
	bool same = !echu.last || extract_before(&before, x, echu.last);

	json_open(json, '{');
	put_echu_json(json, &echu);
	put_changes(json, "ajouts", x, &x->rows, &before);
	put_changes(json, "retraits", x, &before, &x->rows);
	json_key(json, "livre_altere");
	json_bool(json, !same);
	json_close(json, '}');
}

static void
put_head(struct json *json, const struct extract *x)
{
	json_pair_text(json, "liste", x->liste->key);
	json_pair_text(json, "titre", x->liste->titre);
	json_pair_text(json, "regle", x->liste->regle);
	json_pair_text(json, "article", x->liste->article);
	json_pair_text(json, "livre", x->view.book.name);
	json_pair_text(json, "sha256", text_of(x->view.book.hash));
	put_day(json, "at", x->at);
	json_pair_text(json, "empreinte", text_of(x->rows.empreinte));
}

void
extract_json(struct buffer *out, const struct extract *extract)
{
	struct json json = {.out = out};

	json_open(&json, '{');
	put_head(&json, extract);
	json_key(&json, "lignes");
	json_open(&json, '[');
	for (size_t i = 0; i < extract->rows.count; i++)
		put_row(&json, extract->liste, &extract->rows.at[i]);
	json_close(&json, ']');
	json_key(&json, "destinataires");
	json_open(&json, '[');
	for (size_t i = 0; i < extract->liste->destinataires.count; i++)
		put_destinataire(&json, extract, extract->liste->destinataires.at[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}
