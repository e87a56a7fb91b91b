/*
 * pes_read - a PES_Retour (pes.h) as records: each receipt that asks for a titre
 */
#include "formats.h"
#include "log.h"
#include "pes.h"
#include "pipe.h"
#include "retour.h"
#include "schema.h"

#include <string.h>

#define START 4096 /* where the name of the root is looked for */

static bool
take_receipt(void *arg, const struct pes_receipt *p)
{
	struct text objet = {(const char *)p->objet.at, p->objet.len};
	struct text debiteur = {(const char *)p->debiteur.at, p->debiteur.len};
	struct retour r;

	retour_start(&r, arg, "encaissement", "pes", p->line);
	retour_text(&r, F_RETOUR_REF, text_of(p->encaissement));
	retour_text(&r, F_DEVISE, TEXT("EUR"));
	retour_day(&r, F_DATE_COMPTABLE, p->day);
	retour_money(&r, F_MOUVEMENT_CENTS, p->cents, 2, TEXT("EUR"));
	retour_text(&r, F_LIBELLE_BANCAIRE, objet);
	retour_text(&r, F_DEBITEUR, debiteur);
	retour_text(&r, F_PIECE_ORIG, text_of(p->piece));
	retour_int(&r, F_EXERCICE, p->exercice);
	retour_write(&r);
	return true;
}

static bool
feed(struct pes *p, struct window *w)
{
	while (!pipe_draining() && (w->len || (window_more(w) && w->len))) {
		if (!pes_feed(p, w->at, w->len))
			return false;
		window_use(w, w->len);
	}
	return pipe_draining() || pes_finish(p);
}

bool
pes_read(struct input *input, struct row *row, struct window *w)
{
	const struct pes_taker taker = {row, take_receipt};
	const struct xml_error *error;
	struct pes pes;
	bool good;

	pes_begin(&pes, &taker, input->schema);
	good = feed(&pes, w);
	error = pes_error(&pes);
	if (!good)
		retour_damaged(row, error->line, error->column, error->why);
	else if (pes.others)
		warn("%s: %llu pieces ask for no titre (other types than P503, or the dépense): no records of "
			"them", source_path(row->source), (unsigned long long)pes.others);
	pes_free(&pes);
	return good;
}

void
pes_open(struct input *input, const struct mapping *mapping, struct window *w)
{
	(void)mapping, (void)w;
	schema_open(input, TEXT("PES_Retour"));
}

bool
pes_looks(struct text start)
{
	struct text t = format_start(start);
	size_t len = t.len < START ? t.len : START;

	return t.len && *t.at == '<' && memmem(t.at, len, "PES_Retour", strlen("PES_Retour"));
}
