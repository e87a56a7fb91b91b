#include "relance.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

static struct text
keep(struct text t)
{
	char *copy = strndup(t.at ? t.at : "", t.len);

	if (!copy)
		out_of_memory();
	return text_of(copy);
}

static void *
more(void *rows, size_t count, size_t size)
{
	rows = reallocarray(rows, count + 1, size);
	if (!rows)
		out_of_memory();
	return rows;
}

static void
check(const struct record *rec)
{
	static const enum field needed[] = {F_LOT, F_PAYEUR, F_SUPPORT, F_PERIODE, F_AMO_CENTS, F_PAYE_CENTS,
		F_DATE_COMPTABLE};

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (!record_has(rec, needed[i]))
			die(EX_DATAERR, "record %.*s: %s is missing: this is not what pmi-ledger owed gives",
				TEXT_ARG(record_text(rec, F_LOT)), field_infos[needed[i]].name);
}

static struct debiteur *
debiteur_of(struct dus *dus, const struct payeur *payeur)
{
	for (size_t i = 0; i < dus->count; i++)
		if (dus->at[i].payeur == payeur)
			return &dus->at[i];
	dus->at = more(dus->at, dus->count, sizeof(*dus->at));
	dus->at[dus->count] = (struct debiteur){.payeur = payeur};
	return &dus->at[dus->count++];
}

void
dus_add(struct dus *dus, const struct record *rec, const struct payeurs *payeurs,
	const struct delai_paiement *delai, day_t as_of)
{
	const struct payeur *payeur;
	struct debiteur *d;
	struct du du;

	check(rec);
	payeur = payeurs_find(payeurs, record_text(rec, F_PAYEUR));
	if (!payeur)
		die(EX_CONFIG, "caisses.yaml has no payer %.*s", TEXT_ARG(record_text(rec, F_PAYEUR)));
	du = (struct du){.envoi = record_day(rec, F_DATE_COMPTABLE),
		.reception = record_day(rec, F_DATE_RECEPTION),
		.facture_cents = record_int(rec, F_AMO_CENTS, 0), .paye_cents = record_int(rec, F_PAYE_CENTS, 0)};
	du.reste_cents = du.facture_cents - du.paye_cents;
	du.echeance = echeance(delai, payeur->key, du.envoi, du.reception);
	if (as_of <= du.echeance || du.reste_cents <= 0)
		return;
	du.jours = as_of - du.echeance;
	du.lot = keep(record_text(rec, F_LOT));
	du.support = keep(record_text(rec, F_SUPPORT));
	du.periode = keep(record_text(rec, F_PERIODE));
	d = debiteur_of(dus, payeur);
	d->at = more(d->at, d->count, sizeof(*d->at));
	d->at[d->count++] = du;
	d->reste_cents += du.reste_cents;
	if (du.jours > d->jours)
		d->jours = du.jours;
}

void
dus_free(struct dus *dus)
{
	for (size_t i = 0; i < dus->count; i++) {
		for (size_t k = 0; k < dus->at[i].count; k++) {
			free((char *)(uintptr_t)dus->at[i].at[k].lot.at);
			free((char *)(uintptr_t)dus->at[i].at[k].support.at);
			free((char *)(uintptr_t)dus->at[i].at[k].periode.at);
		}
		free(dus->at[i].at);
	}
	free(dus->at);
}
