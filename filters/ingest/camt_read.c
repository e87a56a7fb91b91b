/*
 * camt_read - statements and notifications (camt.h) as records: each booked entry, or each transaction of a
 * batch; each statement behind its own
 */
#include "camt.h"
#include "formats.h"
#include "log.h"
#include "pipe.h"
#include "retour.h"
#include "schema.h"

struct writing {
	struct row *row;
	struct buffer part[CAMT_PARTS]; /* of the record */
};

static struct text
text_in(const struct buffer *b)
{
	return (struct text){(const char *)b->at, b->len};
}

/* Does one such text stand for all, the first that is given? */
static bool
is_single(int part)
{
	return part == CAMT_REF || part == CAMT_OPERATION;
}

static void
gather_own(struct writing *w, const struct camt *c, bool single)
{
	for (int i = 0; i < CAMT_PARTS; i++)
		if (is_single(i) == single && !(single && w->part[i].len))
			camt_join(&w->part[i], text_in(&c->entry.own[i]));
}

/* The texts of some transactions, and those of the entry: a batch has the reference of each before the
 * entry's, else the entry's stands first. */
static void
gather(struct writing *w, const struct camt *c, unsigned first, unsigned count)
{
	bool whole = count == c->entry.details;

	for (int i = 0; i < CAMT_PARTS; i++)
		w->part[i].len = 0;
	if (whole)
		gather_own(w, c, true);
	for (unsigned d = first; d < first + count; d++)
		for (int i = 0; i < CAMT_PARTS; i++)
			if (!is_single(i) || !w->part[i].len)
				camt_join(&w->part[i], camt_part(c, &c->detail[d], (enum camt_part)i));
	gather_own(w, c, true);
	gather_own(w, c, false);
}

static void
write_movement(struct writing *w, const struct camt *c, unsigned line, const struct camt_amount *amount,
	bool debit)
{
	const struct camt_entry *e = &c->entry;
	struct retour r;

	retour_start(&r, w->row, "mouvement", c->format, line);
	retour_text(&r, F_COMPTE, text_of(c->statement.compte));
	retour_text(&r, F_DEVISE, text_of(amount->devise));
	retour_text(&r, F_RETOUR_REF, text_in(&w->part[CAMT_REF]));
	retour_day(&r, F_DATE_COMPTABLE, e->comptable);
	retour_day(&r, F_DATE_VALEUR, e->valeur);
	retour_money(&r, F_MOUVEMENT_CENTS, debit ? -amount->value : amount->value, CAMT_DECIMALES,
		text_of(amount->devise));
	retour_text(&r, F_OPERATION, text_in(&w->part[CAMT_OPERATION]));
	retour_text(&r, F_CODE_REJET, text_in(&w->part[CAMT_REJET]));
	if (e->reversal)
		retour_text(&r, F_CONTREPASSATION, TEXT("oui"));
	retour_text(&r, F_LIBELLE_BANCAIRE, text_in(&w->part[CAMT_LIBELLE]));
	retour_text(&r, F_REFERENCE_BANCAIRE, text_in(&w->part[CAMT_REFERENCE]));
	retour_text(&r, F_DEBITEUR, text_in(&w->part[CAMT_DEBITEUR]));
	if (e->overfull)
		retour_motif(&r, "retour-long", F_LIBELLE_BANCAIRE);
	retour_write(&r);
}

static bool
take_entry(void *arg, struct camt *c)
{
	struct writing *w = arg;
	const struct camt_entry *e = &c->entry;

	if (!camt_batch(c)) {
		gather(w, c, 0, e->details);
		write_movement(w, c, e->line, &e->amount, e->debit);
		return true;
	}
	for (unsigned i = 0; i < e->details; i++) {
		gather(w, c, i, 1);
		write_movement(w, c, c->detail[i].line, &c->detail[i].amount, c->detail[i].debit);
	}
	return true;
}

static void
set_balance(struct retour *r, enum field field, const struct camt_balance *b)
{
	if (b->amount.given)
		retour_money(r, field, b->debit ? -b->amount.value : b->amount.value, CAMT_DECIMALES,
			text_of(b->amount.devise));
}

static bool
take_statement(void *arg, struct camt *c)
{
	struct writing *w = arg;
	const struct camt_statement *s = &c->statement;
	struct retour r;

	retour_start(&r, w->row, "releve", c->format, s->end);
	retour_text(&r, F_COMPTE, text_of(s->compte));
	retour_text(&r, F_DEVISE, text_of(s->after.amount.given ? s->after.amount.devise : s->devise));
	retour_day(&r, F_DATE_COMPTABLE, s->after.amount.given ? s->after.day : s->made);
	set_balance(&r, F_SOLDE_AVANT_CENTS, &s->before);
	set_balance(&r, F_SOLDE_CENTS, &s->after);
	if (!s->checked)
		retour_motif(&r, "retour-solde", F_SOLDE_CENTS);
	retour_write(&r);
	return true;
}

static bool
feed(struct camt *c, struct window *w)
{
	while (!pipe_draining() && (w->len || (window_more(w) && w->len))) {
		if (!camt_feed(c, w->at, w->len))
			return false;
		window_use(w, w->len);
	}
	return pipe_draining() || camt_finish(c);
}

bool
camt_read(struct input *input, struct row *row, struct window *w)
{
	struct writing writing = {.row = row};
	const struct camt_taker taker = {&writing, take_entry, take_statement};
	const struct xml_error *error;
	struct camt camt;
	bool good;

	camt_begin(&camt, &taker, input->schema);
	good = feed(&camt, w);
	error = camt_error(&camt);
	if (!good)
		retour_damaged(row, error->line, error->column, error->why);
	else if (camt.pending)
		warn("%s: %llu entries are not booked (Sts is not BOOK): no money yet, no records",
			source_path(row->source), (unsigned long long)camt.pending);
	camt_free(&camt);
	for (int i = 0; i < CAMT_PARTS; i++)
		buffer_free(&writing.part[i]);
	return good;
}

void
camt_open(struct input *input, const struct mapping *mapping, struct window *w)
{
	(void)mapping;
	schema_open(input, camt_named((struct text){w->at, w->len}));
}

/* XML that is no PES: what it is instead is said by its reader. */
bool
camt_looks(struct text start)
{
	struct text t = format_start(start);

	return t.len && *t.at == '<';
}
