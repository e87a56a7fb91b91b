/*
 * Convention 2026-49 art. 6, 7, 8: count x price, firm and conditional apart, to the account of the Paierie; a
 * child is told by its fiche only.
 */
#include "form.h"

#include <inttypes.h>
#include <stdio.h>

#define LEFT 15.0

double
above_pegase(struct sheet *sheet, const struct record *rec, double y)
{
	(void)rec;
	block_field(sheet, LEFT, y, 112, "Adressé à", sheet->payeur->nom);
	return block_field(sheet, LEFT + 116, y, 64, "Semestre", sheet->lot->periode) + 2;
}

static double
sum_line(struct sheet *sheet, double y, const char *what, int64_t count, int64_t cents)
{
	char out[CELL_SIZE], euros[CELL_SIZE], each[CELL_SIZE];

	snprintf(out, sizeof(out), "%s : %" PRId64 " bilans", what, count);
	if (count && cents % count == 0)
		snprintf(out, sizeof(out), "%s : %" PRId64 " bilans × %s €", what, count,
			euros_text(cents / count, each));
	pdf_text(sheet->pdf, LEFT, y, PDF_LEFT, text_of(out));
	snprintf(out, sizeof(out), "%s €", euros_text(cents, euros));
	pdf_text(sheet->pdf, PDF_WIDTH - LEFT, y, PDF_RIGHT, text_of(out));
	return y + 5;
}

void
below_pegase(struct sheet *sheet, double y)
{
	const struct compte *compte = &sheet->conventions.compte;
	char out[CELL_SIZE];

	pdf_font(sheet->pdf, PDF_PLAIN, 9);
	y = sum_line(sheet, y + 3, "Prix ferme (art. 6)", sheet->fermes, sheet->fermes_cents);
	y = sum_line(sheet, y, "Prix conditionnel, sous réserve du financement (art. 6)", sheet->conditionnels,
		sheet->conditionnels_cents);
	snprintf(out, sizeof(out), "À verser à terme échu (art. 7) à : %.*s", TEXT_ARG(compte->titulaire));
	pdf_text(sheet->pdf, LEFT, y + 4, PDF_LEFT, text_of(out));
	snprintf(out, sizeof(out), "IBAN %.*s", TEXT_ARG(compte->iban));
	pdf_text(sheet->pdf, LEFT, y + 9, PDF_LEFT, text_of(out));
	snprintf(out, sizeof(out), "Référence à rappeler : %.*s", TEXT_ARG(sheet->lot->id));
	pdf_text(sheet->pdf, LEFT, y + 14, PDF_LEFT, text_of(out));
	block_sign_table(sheet, y + 20);
}
