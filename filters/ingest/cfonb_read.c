/*
 * cfonb_read - a file of statements (cfonb.h) as records: each movement, and each statement behind its own
 */
#include "cfonb.h"
#include "formats.h"
#include "pipe.h"
#include "retour.h"

#include <stdio.h>
#include <string.h>

#define FORMAT "cfonb120"
#define LINE_ROOM 1024 /* 120 characters, four bytes each at most, and blanks that somebody added */

static void
start(struct retour *r, struct row *row, const char *kind, uint64_t line, const struct cfonb_account *a)
{
	char compte[sizeof(a->banque) + sizeof(a->guichet) + sizeof(a->compte)];

	retour_start(r, row, kind, FORMAT, line);
	snprintf(compte, sizeof(compte), "%s%s%s", a->banque, a->guichet, a->compte);
	retour_text(r, F_COMPTE, text_of(compte));
	retour_text(r, F_DEVISE, text_of(a->devise));
}

static void
write_movement(struct row *row, const struct cfonb_movement *m)
{
	struct retour r;

	start(&r, row, "mouvement", m->line, &m->account);
	retour_text(&r, F_RETOUR_REF, text_of(m->ecriture));
	retour_day(&r, F_DATE_COMPTABLE, m->comptable);
	retour_day(&r, F_DATE_VALEUR, m->valeur);
	retour_money(&r, F_MOUVEMENT_CENTS, m->amount, m->account.decimales, text_of(m->account.devise));
	retour_text(&r, F_OPERATION, text_of(m->operation));
	retour_text(&r, F_CODE_REJET, text_of(m->rejet));
	retour_text(&r, F_LIBELLE_BANCAIRE, text_of(m->libelle));
	retour_text(&r, F_REFERENCE_BANCAIRE, text_of(m->reference));
	retour_text(&r, F_DEBITEUR, text_of(m->debiteur));
	if (m->cut)
		retour_motif(&r, "retour-long", F_LIBELLE_BANCAIRE);
	retour_write(&r);
}

static void
write_statement(struct row *row, const struct cfonb_statement *s)
{
	struct text devise = text_of(s->account.devise);
	struct retour r;

	start(&r, row, "releve", s->line, &s->account);
	retour_day(&r, F_DATE_COMPTABLE, s->day);
	retour_money(&r, F_SOLDE_AVANT_CENTS, s->before, s->account.decimales, devise);
	retour_money(&r, F_SOLDE_CENTS, s->after, s->account.decimales, devise);
	retour_write(&r);
}

static bool
handle(struct row *row, const struct cfonb *reader, unsigned events)
{
	if (events & CFONB_MOVEMENT)
		write_movement(row, &reader->done);
	if (events & CFONB_CLOSED)
		write_statement(row, &reader->closed);
	return !(events & CFONB_ERROR)
		|| retour_damaged(row, reader->error.line, reader->error.column, reader->error.why);
}

bool
cfonb_read(struct input *input, struct row *row, struct window *w)
{
	struct cfonb reader = {0};

	(void)input;
	while (!pipe_draining() && (w->len || (window_more(w) && w->len))) {
		char *end = memchr(w->at, '\n', w->len < LINE_ROOM ? w->len : LINE_ROOM);
		size_t len = end ? (size_t)(end - w->at) : w->len;

		if (!end && len < LINE_ROOM && window_more(w))
			continue;
		if (!end && len >= LINE_ROOM)
			return retour_damaged(row, reader.line + 1, CFONB_LINE + 1, "the line does not end");
		if (!handle(row, &reader, cfonb_line(&reader, (struct text){w->at, len})))
			return false;
		window_skip_line(w, '\n');
	}
	return pipe_draining() || handle(row, &reader, cfonb_end(&reader));
}

/* Behind blank lines: a code of record, the bank, the branch, the currency and its decimals. */
bool
cfonb_looks(struct text start)
{
	struct text t = format_start(start);

	return t.len > 20 && t.at[0] == '0' && t.at[1] == '1'
		&& text_digits((struct text){t.at + 2, 5}, 5) && text_digits((struct text){t.at + 11, 5}, 5)
		&& text_digits((struct text){t.at + 19, 1}, 1);
}
