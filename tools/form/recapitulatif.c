/*
 * Art. 6.3: one table for all delegated acts; at its end the number of bills, « service fait », date, signature and
 * function of an authorised person (annexe 1.5).
 */
#include "form.h"

#include "cites.h"

#include <inttypes.h>
#include <stdio.h>

#define LEFT 15.0

CITES("R051", "R052");

double
above_recapitulatif(struct sheet *sheet, const struct record *rec, double y)
{
	(void)rec;
	block_field(sheet, LEFT, y, 112, "Adressé à", sheet->payeur->nom);
	return block_field(sheet, LEFT + 116, y, 64, "Mois", sheet->lot->periode) + 2;
}

void
below_recapitulatif(struct sheet *sheet, double y)
{
	char out[CELL_SIZE];

	snprintf(out, sizeof(out), "Nombre de factures transmises : %" PRId64, sheet->lot_lignes);
	pdf_font(sheet->pdf, PDF_PLAIN, 9);
	pdf_text(sheet->pdf, LEFT, y + 2, PDF_LEFT, text_of(out));
	pdf_text(sheet->pdf, LEFT, y + 7, PDF_LEFT, TEXT("Une copie de chaque facture est jointe."));
	pdf_font(sheet->pdf, PDF_BOLD, 11);
	pdf_text(sheet->pdf, LEFT, y + 16, PDF_LEFT, TEXT("Service fait"));
	block_sign_table(sheet, y + 16);
}
