#include "form.h"

#include <inttypes.h>
#include <stdio.h>

#define LEFT 15.0
#define ROW 5.5
#define ROWS 36

static void
begin_page(struct sheet *sheet, double *y)
{
	static const char *const titles[] = {"Facture", "Actes", "Montant (€)", "Demandé (€)"};
	char out[CELL_SIZE * 2];

	pdf_page(sheet->pdf);
	*y = block_title(sheet, TEXT_ABSENT) + 2;
	pdf_font(sheet->pdf, PDF_BOLD, 11);
	pdf_label(sheet->pdf, LEFT, *y + 3, PDF_LEFT, TEXT("Bordereau d'envoi"));
	pdf_font(sheet->pdf, PDF_PLAIN, 9);
	snprintf(out, sizeof(out), "%.*s, %.*s", TEXT_ARG(sheet->payeur->nom), TEXT_ARG(sheet->payeur->adresse));
	pdf_label(sheet->pdf, LEFT, *y + 9, PDF_LEFT, text_of(out));
	*y += 14;
	pdf_shade(sheet->pdf, LEFT, *y, 180, ROW);
	pdf_font(sheet->pdf, PDF_BOLD, 8);
	for (int i = 0; i < 4; i++)
		pdf_label(sheet->pdf, LEFT + 43 + 45 * i, *y + 4, PDF_RIGHT, text_of(titles[i]));
	*y += ROW;
}

static void
draw_facture(struct sheet *sheet, double *y, unsigned *rows, int64_t facture)
{
	char out[CELL_SIZE];

	if (*rows % ROWS == 0)
		begin_page(sheet, y);
	++*rows;
	pdf_font(sheet->pdf, PDF_PLAIN, 8.5);
	if (*sheet->remplace) {
		pdf_font(sheet->pdf, PDF_PLAIN, 6.5);
		pdf_text(sheet->pdf, LEFT, *y + 4, PDF_LEFT, text_of(sheet->remplace));
		pdf_font(sheet->pdf, PDF_PLAIN, 8.5);
	}
	snprintf(out, sizeof(out), "%" PRId64, facture);
	pdf_text(sheet->pdf, LEFT + 43, *y + 4, PDF_RIGHT, text_of(out));
	snprintf(out, sizeof(out), "%" PRId64, sheet->lignes);
	pdf_text(sheet->pdf, LEFT + 88, *y + 4, PDF_RIGHT, text_of(out));
	pdf_text(sheet->pdf, LEFT + 133, *y + 4, PDF_RIGHT, text_of(euros_text(sheet->somme_cents, out)));
	pdf_text(sheet->pdf, LEFT + 178, *y + 4, PDF_RIGHT, text_of(euros_text(sheet->amo_cents, out)));
	pdf_line(sheet->pdf, LEFT, *y + ROW, LEFT + 180, *y + ROW, 0.05);
	*y += ROW;
}

static void
draw_totals(struct sheet *sheet, double y)
{
	char out[CELL_SIZE * 2], somme[CELL_SIZE], amo[CELL_SIZE];

	pdf_font(sheet->pdf, PDF_BOLD, 9.5);
	snprintf(out, sizeof(out), "%" PRId64 " factures, %" PRId64 " actes, %s €, dont demandé %s €", sheet->factures,
		sheet->lot_lignes, euros_text(sheet->lot_somme_cents, somme), euros_text(sheet->lot_amo_cents, amo));
	pdf_text(sheet->pdf, LEFT + 178, y + 7, PDF_RIGHT, text_of(out));
	if (!sheet->mention)
		return;
	snprintf(out, sizeof(out), "%s : %s € demandés auparavant sont retirés", sheet->mention,
		euros_text(sheet->lot_repris_cents, amo));
	pdf_text(sheet->pdf, LEFT + 178, y + 13, PDF_RIGHT, text_of(out));
}

/* Folded in three, the address stands in the window of the envelope. */
static void
draw_envelope(struct sheet *sheet)
{
	char out[CELL_SIZE];
	double y;

	pdf_page(sheet->pdf);
	pdf_font(sheet->pdf, PDF_BOLD, 9);
	pdf_text(sheet->pdf, LEFT, 20, PDF_LEFT, sheet->departement.nom);
	pdf_font(sheet->pdf, PDF_PLAIN, 9);
	pdf_text(sheet->pdf, LEFT, 25, PDF_LEFT, sheet->departement.service);
	y = pdf_paragraph(sheet->pdf, LEFT, 30, 80, sheet->departement.adresse);
	pdf_font(sheet->pdf, PDF_BOLD, 11);
	pdf_text(sheet->pdf, 110, 55, PDF_LEFT, sheet->payeur->nom);
	pdf_font(sheet->pdf, PDF_PLAIN, 11);
	pdf_address(sheet->pdf, 110, 61, sheet->payeur->adresse);
	pdf_font(sheet->pdf, PDF_PLAIN, 9);
	snprintf(out, sizeof(out), "Objet : %s, lot %.*s, période %.*s", sheet->kind->title, TEXT_ARG(sheet->lot->id),
		TEXT_ARG(sheet->lot->periode));
	pdf_paragraph(sheet->pdf, LEFT, y > 95 ? y : 95, 180, text_of(out));
	snprintf(out, sizeof(out), "Pièces jointes : %" PRId64 " %s, et le bordereau qui en donne le détail.",
		sheet->kind->one_facture ? sheet->factures : sheet->lot_lignes,
		sheet->kind->one_facture ? "factures" : "actes en un tableau");
	pdf_text(sheet->pdf, LEFT, 105, PDF_LEFT, text_of(out));
	block_sign_table(sheet, 125);
}

void
bordereau_write(struct sheet *sheet, const char *path)
{
	const struct pdf_about about = {TEXT("Bordereau d'envoi"), sheet->lot->id, sheet->lot->head.as_of};
	const struct record *rec;
	unsigned rows = 0;
	int64_t facture = 0;
	char sha256[65];
	double y = 0;

	sheet->pdf = pdf_open(path, &about);
	while ((rec = lot_read(sheet->lot))) {
		if (lot_begins_facture(sheet->lot)) {
			if (facture)
				draw_facture(sheet, &y, &rows, facture);
			sheet_begin_form(sheet);
			sheet->factures++;
			facture = sheet->lot->facture;
		}
		sheet_count(sheet, rec);
	}
	draw_facture(sheet, &y, &rows, facture);
	draw_totals(sheet, y);
	draw_envelope(sheet);
	pdf_close(sheet->pdf, sha256);
}
