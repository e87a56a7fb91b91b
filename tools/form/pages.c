#include "form.h"

#include <inttypes.h>
#include <stdio.h>

#define LEFT 15.0
#define ROW 6.5
#define FOOT 285.0

/* Where rows begin on the page, and how many are on it. */
struct drawing {
	struct sheet *sheet;
	double top, y;
	unsigned rows;
	bool open;
};

static double
table_width(const struct kind *kind)
{
	double width = 0;

	for (unsigned i = 0; i < kind->column_count; i++)
		width += kind->columns[i].width;
	return width;
}

static bool
to_the_right(enum cell cell)
{
	return cell == CELL_SOMME || cell == CELL_EUROS || cell == CELL_COUNT || cell == CELL_TAUX;
}

static void
draw_titles(struct drawing *d)
{
	const struct kind *kind = d->sheet->kind;
	double x = LEFT;

	pdf_shade(d->sheet->pdf, LEFT, d->y, table_width(kind), ROW);
	pdf_font(d->sheet->pdf, PDF_BOLD, 7.5);
	for (unsigned i = 0; i < kind->column_count; i++) {
		const struct column *column = &kind->columns[i];
		bool right = to_the_right(column->cell);

		pdf_box(d->sheet->pdf, x, d->y, column->width, ROW, 0.15);
		pdf_label_in(d->sheet->pdf, right ? x + column->width - 1.2 : x + 1.2, d->y + 4.3,
			column->width - 2.4, right ? PDF_RIGHT : PDF_LEFT, text_of(column->title));
		x += column->width;
	}
	d->y += ROW;
}

static void
draw_row(struct drawing *d, const struct record *rec)
{
	const struct kind *kind = d->sheet->kind;
	double x = LEFT;

	pdf_font(d->sheet->pdf, PDF_PLAIN, 8);
	for (unsigned i = 0; i < kind->column_count; i++) {
		const struct column *column = &kind->columns[i];
		bool right = to_the_right(column->cell);
		char out[CELL_SIZE];

		pdf_box(d->sheet->pdf, x, d->y, column->width, ROW, 0.1);
		if (rec)
			pdf_text_in(d->sheet->pdf, right ? x + column->width - 1.2 : x + 1.2, d->y + 4.4,
				column->width - 2.4, right ? PDF_RIGHT : PDF_LEFT,
				cell_text(column, rec, out));
		x += column->width;
	}
	if (rec && record_given(rec, F_REMPLACE)) {
		pdf_font(d->sheet->pdf, PDF_PLAIN, 4.5);
		pdf_text(d->sheet->pdf, LEFT + 1.2, d->y + 6.1, PDF_LEFT, record_text(rec, F_REMPLACE));
	}
	d->y += ROW;
	d->rows++;
}

static void
draw_foot(struct drawing *d)
{
	struct sheet *sheet = d->sheet;
	char out[CELL_SIZE];

	pdf_font(sheet->pdf, PDF_PLAIN, 6);
	snprintf(out, sizeof(out), "Préparé par pmi-flux " PMI_VERSION " · livre de règles %.12s · source %.12s · "
		"ni FSE ni original de la CNAM", sheet->lot->head.book_hash.at, sheet->lot->head.source_sha256.at);
	pdf_label(sheet->pdf, PDF_WIDTH / 2, FOOT + 4, PDF_CENTER, text_of(out));
}

static void
begin_page(struct drawing *d, const struct record *rec, bool continued)
{
	struct sheet *sheet = d->sheet;
	char out[CELL_SIZE];

	pdf_page(sheet->pdf);
	d->y = block_title(sheet, sheet->kind->one_facture ? record_text(rec, F_REMPLACE) : TEXT_ABSENT);
	if (sheet->kind->one_facture) {
		snprintf(out, sizeof(out), "Facture %" PRId64 "%s", sheet->lot->facture, continued ? " (suite)" : "");
		pdf_font(sheet->pdf, PDF_BOLD, 8.5);
		pdf_text(sheet->pdf, PDF_WIDTH - LEFT, 23, PDF_RIGHT, text_of(out));
	}
	d->y = sheet->kind->above(sheet, rec, d->y);
	d->rows = 0;
	draw_titles(d);
	draw_foot(d);
}

static void
draw_total(struct drawing *d)
{
	struct sheet *sheet = d->sheet;
	char out[CELL_SIZE], euros[CELL_SIZE];
	double right = LEFT + table_width(sheet->kind);

	pdf_font(sheet->pdf, PDF_BOLD, 9);
	snprintf(out, sizeof(out), "%s €", euros_text(sheet->somme_cents, euros));
	pdf_text(sheet->pdf, right - 1.2, d->y + 5, PDF_RIGHT, text_of(out));
	pdf_label(sheet->pdf, right - 45, d->y + 5, PDF_RIGHT, TEXT("Montant total"));
	d->y += 8;
	if (sheet->amo_cents == sheet->somme_cents)
		return;
	pdf_font(sheet->pdf, PDF_PLAIN, 8.5);
	snprintf(out, sizeof(out), "%s €", euros_text(sheet->amo_cents, euros));
	pdf_text(sheet->pdf, right - 1.2, d->y + 3, PDF_RIGHT, text_of(out));
	pdf_label(sheet->pdf, right - 45, d->y + 3, PDF_RIGHT, TEXT("Part demandée à la caisse"));
	d->y += 6;
}

/* The last page of a form: empty rows where the form has boxes, the total, what stands below. */
static void
end_form(struct drawing *d)
{
	if (!d->open)
		return;
	while (d->sheet->kind->one_facture && d->sheet->kind->rows <= 15 && d->rows < d->sheet->kind->rows)
		draw_row(d, NULL);
	if (d->y + 14 + d->sheet->kind->below_height > FOOT)
		begin_page(d, &d->sheet->lot->record, true);
	draw_total(d);
	d->sheet->kind->below(d->sheet, d->y + 4);
	d->open = false;
}

static void
take(struct drawing *d, const struct record *rec)
{
	struct sheet *sheet = d->sheet;
	bool begins = sheet->kind->one_facture ? lot_begins_facture(sheet->lot) : !d->open;

	if (begins) {
		end_form(d);
		sheet_begin_form(sheet);
		sheet->factures++;
	}
	if (begins || d->rows == sheet->kind->rows)
		begin_page(d, rec, !begins);
	d->open = true;
	draw_row(d, rec);
	sheet_count(sheet, rec);
}

void
pages_write(struct sheet *sheet, const char *path)
{
	struct drawing d = {.sheet = sheet};
	const struct record *rec;
	const struct pdf_about about = {text_of(sheet->kind->title), sheet->lot->id, sheet->lot->head.as_of};
	char sha256[65];

	sheet->pdf = pdf_open(path, &about);
	while ((rec = lot_read(sheet->lot)))
		take(&d, rec);
	end_form(&d);
	pdf_close(sheet->pdf, sha256);
}
