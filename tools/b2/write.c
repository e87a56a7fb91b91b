#include "write.h"

#include "b2_tool.h"
#include "cites.h"
#include "log.h"
#include "structures.h"
#include "supports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
writer_put(struct writer *w, const char record[B2_SIZE])
{
	output_write(w->out, record, B2_SIZE);
	output_write(w->out, w->separator.at, w->separator.len);
	w->volume++;
}

/* ---- The file */

CITES("R118");
static const struct destinataire *
destinataire(const struct writer *w, const struct lot *lot)
{
	const struct destinataire *to = b2_destinataire(w->params, lot->payeur);
	char day[DAY_SIZE];

	if (!to)
		die(EX_CONFIG, "b2.yaml has no destinataire for payer %.*s", TEXT_ARG(lot->payeur));
	if (to->oct.at && !b2_contrat(w->params, to, lot->head.as_of))
		die(EX_CONFIG, "b2.yaml: payer %.*s goes through concentrator %.*s, which has no contract on %s (2023-212 "
			"annexe 1.2 art. 3): write the contract under `concentrateurs`, or take `oct` away",
			TEXT_ARG(lot->payeur), TEXT_ARG(to->oct), day_format(lot->head.as_of, day));
	return to;
}

/* "L000007" is 000007. */
static struct text
file_id(const struct lot *lot)
{
	struct text id = lot->id;

	while (id.len > 6 || (id.len && (*id.at < '0' || *id.at > '9'))) {
		id.at++;
		id.len--;
	}
	return id;
}

static void
put_ends(struct writer *w, const struct lot *lot, bool first)
{
	const struct b2_params *p = w->params;
	const struct destinataire *to = destinataire(w, lot);
	char record[B2_SIZE], number[15];

	snprintf(number, sizeof(number), "%014d", atoi(to->organisme.at));
	b2_start(record, first ? B2_000 : B2_999);
	b2_put(record, first ? B2_000_EMETTEUR_TYPE : B2_999_EMETTEUR_TYPE, p->emetteur_type);
	b2_put(record, first ? B2_000_EMETTEUR : B2_999_EMETTEUR, text_of(w->structure));
	b2_put(record, first ? B2_000_DESTINATAIRE_TYPE : B2_999_DESTINATAIRE_TYPE, to->type);
	b2_put(record, first ? B2_000_DESTINATAIRE : B2_999_DESTINATAIRE, text_of(number));
	b2_put(record, first ? B2_000_APPLICATION : B2_999_APPLICATION, p->application);
	b2_put(record, first ? B2_000_FICHIER : B2_999_FICHIER, file_id(lot));
	if (first) {
		b2_put_day(record, B2_000_DATE, lot->head.as_of);
		b2_put(record, B2_000_NORME, p->norme_fichier);
		b2_put(record, B2_000_VERSION, TEXT("B2"));
		b2_put_number(record, B2_000_LONGUEUR, B2_SIZE);
	} else {
		b2_put_number(record, B2_999_VOLUME, w->volume + 1);
		b2_put_number(record, B2_999_LOTS, w->lots);
	}
	writer_put(w, record);
}

/* ---- A lot of B2 */

static void
open_lot(struct writer *w, const struct lot *lot)
{
	const struct b2_params *p = w->params;
	char record[B2_SIZE];

	if (++w->lots > p->lots_max)
		die(EX_DATAERR, "%s: more than %lld lots of B2 in one file: send less at a time", w->path,
			(long long)p->lots_max);
	b2_start(record, B2_1);
	b2_put(record, B2_1_PARTENAIRE, text_of(w->structure));
	b2_put(record, B2_1_DESTINATAIRE, b2_destinataire(p, lot->payeur)->organisme);
	b2_put_number(record, B2_1_LOT, w->lots);
	b2_put(record, B2_1_RAISON, p->raison_sociale);
	b2_put(record, B2_1_VERSION, p->version);
	b2_put_day(record, B2_1_DATE, lot->head.as_of);
	b2_put(record, B2_1_NORME, p->norme_lot);
	b2_put(record, B2_1_VERSION_NUMERO, p->version_numero);
	b2_put(record, B2_1_MONNAIE, TEXT("U"));
	writer_put(w, record);
	w->factures = w->lignes = w->types_2 = w->facture_cents = w->amo_cents = 0;
}

static void
close_lot(struct writer *w)
{
	char record[B2_SIZE];

	b2_start(record, B2_6);
	b2_put(record, B2_6_PARTENAIRE, text_of(w->structure));
	if (!b2_put_number(record, B2_6_FACTURES, w->factures) || !b2_put_number(record, B2_6_LIGNES, w->lignes)
		|| !b2_put_number(record, B2_6_TYPES_2, w->types_2)
		|| !b2_put_number(record, B2_6_TYPES_5, w->factures)
		|| !b2_put_number(record, B2_6_FACTURE_TOTAL, w->facture_cents)
		|| !b2_put_number(record, B2_6_AMO, w->amo_cents) || !b2_put_number(record, B2_6_AMC, 0)
		|| !b2_put_number(record, B2_6_LOT, w->lots))
		die(EX_DATAERR, "%s: a total of lot %lld is larger than its zone: lower `limites` in b2.yaml", w->path,
			(long long)w->lots);
	writer_put(w, record);
}

static bool
is_full(const struct writer *w)
{
	return w->factures == w->params->factures_max || w->lignes >= w->params->lignes_max;
}

static void
begin_facture(struct writer *w, const struct lot *lot, const struct record *rec, bool first)
{
	if (!first)
		facture_close(w);
	if (!first && is_full(w))
		close_lot(w);
	if (first || is_full(w))
		open_lot(w, lot);
	facture_open(w, lot, rec);
}

static void
write_structure(struct writer *w, const struct lot *lot, struct structures *structures, size_t i)
{
	const struct record *rec;

	memcpy(w->structure, structures->at[i].finess, sizeof(w->structure));
	for (bool first = true; (rec = structures_read(structures, i)); first = false) {
		if (record_int(rec, F_LIGNE_FACTURE, 0) == 1)
			begin_facture(w, lot, rec, first);
		facture_line(w, rec);
	}
	facture_close(w);
	close_lot(w);
}

static void
write_file(struct writer *w, const struct lot *lot, struct structures *structures)
{
	memcpy(w->structure, structures->at[0].finess, sizeof(w->structure));
	put_ends(w, lot, true);
	for (size_t i = 0; i < structures->count; i++)
		write_structure(w, lot, structures, i);
	memcpy(w->structure, structures->at[0].finess, sizeof(w->structure));
	put_ends(w, lot, false);
}

static void
write_lot(const struct b2_tool *tool, const struct b2_params *params, const char *path, const char *output)
{
	struct writer w = {.params = params, .path = path, .separator = tool->separator};
	struct structures structures;
	char sha256[65];
	struct lot lot;

	structures_open(&structures, path, output);
	lot_open(&lot, path); /* who sends it, to whom, when */
	w.out = output_open(output);
	output_unhashed(w.out);
	write_file(&w, &lot, &structures);
	output_close(w.out, sha256);
	lot_close(&lot);
	structures_close(&structures);
}

int
b2_write(const struct b2_tool *tool, struct given *lots)
{
	struct b2_params params;
	char beside[PATH_SIZE];
	const char *lot;

	b2_params_load(&params, tool->config);
	while ((lot = given_next(lots)))
		write_lot(tool, &params, lot, tool->output ? tool->output
			: path_beside(beside, sizeof(beside), lot, sortie_files[SORTIE_B2]));
	return EX_OK;
}
