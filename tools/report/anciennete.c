#include "anciennete.h"

#include "rows.h"
#include "title.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* The first range is of what is not due yet, the last one of what is beyond every bound. */
static size_t
tranche_of(const struct delai_paiement *delai, int64_t jours)
{
	size_t i = 0;

	if (jours <= 0)
		return 0;
	while (i < delai->anciennete_count && jours > delai->anciennetes[i])
		i++;
	return i + 1;
}

static size_t
tranches(const struct anciennete *a)
{
	return a->delai->anciennete_count + 2;
}

static void
add(struct du_depuis *d, int64_t cents, size_t tranche, int64_t jours)
{
	d->lots++;
	d->reste_cents += cents;
	d->tranche_cents[tranche] += cents;
	if (jours > d->jours)
		d->jours = jours;
}

/* Lots come payer by payer. */
static struct du_depuis *
payer_of(struct anciennete *a, struct text payeur)
{
	if (a->count && text_is(payeur, a->at[a->count - 1].payeur))
		return &a->at[a->count - 1];
	a->at = rows_more(a->at, a->count, sizeof(*a->at));
	rows_copy(a->at[a->count].payeur, sizeof(a->at->payeur), payeur);
	return &a->at[a->count++];
}

void
anciennete_read(struct anciennete *a, struct db *db, const struct delai_paiement *delai, day_t as_of)
{
	struct query *query = query_new(db, "SELECT payeur, reste_cents, as_of, date_reception FROM lot"
		" JOIN emission ON emission.numero = lot.emission WHERE reste_cents > 0"
		" ORDER BY payeur, lot.numero");

	*a = (struct anciennete){.delai = delai};
	while (query_row(query)) {
		struct text payeur = column_text(query, 0);
		day_t last = echeance(delai, payeur, day_parse(column_text(query, 2)),
			day_parse(column_text(query, 3)));
		int64_t cents = column_int(query, 1), jours = as_of > last ? as_of - last : 0;
		size_t tranche = tranche_of(delai, jours);

		add(payer_of(a, payeur), cents, tranche, jours);
		add(&a->total, cents, tranche, jours);
	}
	query_free(query);
}

void
anciennete_free(struct anciennete *a)
{
	free(a->at);
}

/* "31 à 60 j €" */
static void
tranche_name(const struct delai_paiement *delai, size_t tranche, char out[32])
{
	int64_t from = tranche > 1 ? delai->anciennetes[tranche - 2] + 1 : 1;

	if (!tranche)
		snprintf(out, 32, "à échoir €");
	else if (tranche > delai->anciennete_count)
		snprintf(out, 32, "%" PRId64 " j et + €", from);
	else
		snprintf(out, 32, "%" PRId64 " à %" PRId64 " j €", from, delai->anciennetes[tranche - 1]);
}

static void
row(struct buffer *out, const char *name, const struct du_depuis *d, size_t count)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_count(out, d->lots, COUNT);
	columns_euros(out, d->reste_cents, EUROS);
	for (size_t i = 0; i < count; i++)
		columns_euros(out, d->tranche_cents[i], EUROS);
	columns_count(out, d->jours, EUROS);
	columns_put(out, "\n");
}

void
anciennete_text(struct buffer *out, const struct anciennete *a)
{
	char names[TRANCHES][32];
	const char *columns[TRANCHES + 4] = {"#lots", "reste €"};
	size_t count = 2;

	if (!a->count)
		return;
	for (size_t i = 0; i < tranches(a); i++) {
		tranche_name(a->delai, i, names[i]);
		columns[count++] = names[i];
	}
	columns[count] = "jours au plus";
	title(out, "Reste dû, par retard", columns);
	for (size_t i = 0; i < a->count; i++)
		row(out, a->at[i].payeur, &a->at[i], tranches(a));
	row(out, "total", &a->total, tranches(a));
}

static void
du_json(struct json *json, const struct anciennete *a, const struct du_depuis *d)
{
	json_open(json, '{');
	if (*d->payeur)
		json_pair_text(json, "payeur", text_of(d->payeur));
	json_pair_int(json, "lots", d->lots);
	json_pair_int(json, "reste_cents", d->reste_cents);
	json_key(json, "tranches_cents");
	json_open(json, '[');
	for (size_t i = 0; i < tranches(a); i++)
		json_int(json, d->tranche_cents[i]);
	json_close(json, ']');
	json_pair_int(json, "jours", d->jours);
	json_close(json, '}');
}

void
anciennete_json(struct json *json, const struct anciennete *a)
{
	json_key(json, "anciennete");
	json_open(json, '{');
	json_key(json, "jours");
	json_open(json, '[');
	for (size_t i = 0; i < a->delai->anciennete_count; i++)
		json_int(json, a->delai->anciennetes[i]);
	json_close(json, ']');
	json_key(json, "payeurs");
	json_open(json, '[');
	for (size_t i = 0; i < a->count; i++)
		du_json(json, a, &a->at[i]);
	json_close(json, ']');
	json_key(json, "total");
	du_json(json, a, &a->total);
	json_close(json, '}');
}
