#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "columns.h"
#include "extract.h"

#define CELL_SIZE 512

static void __attribute__((format(printf, 2, 3)))
put(struct buffer *out, const char *format, ...)
{
	char line[2048];
	va_list ap;

	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	columns_put(out, line);
}

/* A date as it is written in French, a price with its comma. */
static const char *
cell_fr(struct text column, struct text cell, char out[CELL_SIZE])
{
	day_t day = day_parse(cell);

	if (day != DAY_NONE)
		return day_fr(day, out);
	snprintf(out, CELL_SIZE, "%.*s", TEXT_ARG(cell));
	for (char *dot = text_is(column, "euros") ? strchr(out, '.') : NULL; dot; dot = NULL)
		*dot = ',';
	return out;
}

static void
measure(const struct extract *extract, size_t widths[COLONNES_MAX])
{
	const struct config_list *columns = &extract->liste->colonnes;
	char cell[CELL_SIZE];

	for (size_t k = 0; k < columns->count; k++) {
		widths[k] = 0;
		for (size_t i = 0; i < extract->rows.count; i++) {
			size_t width = columns_width(cell_fr(columns->at[k], extract->rows.at[i].cells[k], cell));

			widths[k] = width > widths[k] ? width : widths[k];
		}
		if (widths[k] && widths[k] < columns->at[k].len)
			widths[k] = columns->at[k].len;
	}
}

/* A column that no row fills is not printed. */
static void
put_row(struct buffer *out, const struct config_list *columns, const struct text *cells, const size_t *widths)
{
	char cell[CELL_SIZE];
	size_t blanks = 0;

	for (size_t k = 0; k < columns->count; k++) {
		if (!widths[k])
			continue;
		cell_fr(columns->at[k], cells[k], cell);
		for (; *cell && blanks; blanks--)
			columns_put(out, " ");
		columns_put(out, cell);
		blanks += widths[k] - columns_width(cell) + 2;
	}
	columns_put(out, "\n");
}

static void
put_head(struct buffer *out, const struct extract *x)
{
	char day[DAY_SIZE];

	put(out, "%.*s, au %s\n", TEXT_ARG(x->liste->titre), day_fr(x->at, day));
	put(out, "Convention %.*s (%.*s). Livre %.*s %.12s. Empreinte de la liste : %s\n", TEXT_ARG(x->liste->article),
		TEXT_ARG(x->liste->regle), TEXT_ARG(x->view.book.name), x->view.book.hash, x->rows.empreinte);
	put(out, "De : %.*s, %.*s, %.*s\n", TEXT_ARG(x->departement.nom), TEXT_ARG(x->departement.service),
		TEXT_ARG(x->departement.adresse));
	for (size_t i = 0; i < x->liste->destinataires.count; i++) {
		const struct payeur *payeur = payeurs_find(&x->transmissions.payeurs, x->liste->destinataires.at[i]);

		put(out, "À : %.*s, %.*s\n", TEXT_ARG(payeur->nom), TEXT_ARG(payeur->adresse));
	}
	put(out, "\n");
}

static size_t
put_changes(struct buffer *out, const struct extract *x, char sign, const struct rows *to, const struct rows *from)
{
	char cell[CELL_SIZE];
	const struct row *row;
	size_t next = 0, count = 0;

	for (; (row = row_new(to, from, &next)); count++) {
		put(out, "  %c", sign);
		for (size_t k = 0; k < x->liste->colonnes.count; k++)
			if (row->cells[k].len)
				put(out, "%s %s", k ? "," : "", cell_fr(x->liste->colonnes.at[k], row->cells[k], cell));
		put(out, "\n");
	}
	return count;
}

static void
put_since(struct buffer *out, const struct extract *x, const struct echu *echu)
{
	struct rows before;
	char day[DAY_SIZE];
	bool same;

	if (!echu->last) {
		put(out, "%.*s : %s\n", TEXT_ARG(echu->payeur->nom), raison_fr(echu->raison));
		return;
	}
	put(out, "%.*s : remise du %s ; %s", TEXT_ARG(echu->payeur->nom), day_fr(echu->last->le, day),
		raison_fr(echu->raison));
	put(out, echu->depuis == DAY_NONE ? "%s\n" : ", %s\n", day_fr(echu->depuis, day));
	same = extract_before(&before, x, echu->last);
	put_changes(out, x, '+', &x->rows, &before);
	put_changes(out, x, '-', &before, &x->rows);
	if (!same)
		put(out, "  ! le livre ne dit plus de ce jour ce qui fut remis : pmi-rulebook diff %.*s, avec le livre d'alors\n",
			TEXT_ARG(echu->last->livre.at ? echu->last->livre : TEXT("LIVRE")));
}

void
extract_text(struct buffer *out, const struct extract *extract)
{
	const struct config_list *columns = &extract->liste->colonnes;
	size_t widths[COLONNES_MAX];

	measure(extract, widths);
	put_head(out, extract);
	put_row(out, columns, columns->at, widths);
	for (size_t i = 0; i < extract->rows.count; i++)
		put_row(out, columns, extract->rows.at[i].cells, widths);
	put(out, "\n%zu ligne%s\n\n", extract->rows.count, extract->rows.count > 1 ? "s" : "");
	for (size_t i = 0; i < extract->liste->destinataires.count; i++) {
		const struct payeur *payeur = payeurs_find(&extract->transmissions.payeurs,
			extract->liste->destinataires.at[i]);
		struct echu echu = echu_at(&extract->view, &extract->transmissions, extract->liste, payeur,
			&extract->rows, extract->at);

		put_since(out, extract, &echu);
	}
}
