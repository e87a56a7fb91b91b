#include "form.h"

#include "cites.h"

#include <stdio.h>

#define LEFT 15.0
#define RIGHT (PDF_WIDTH - 15.0)

CITES("R005");

static void
line(struct pdf *pdf, double x, double y, enum pdf_align align, const char *format, struct text a, struct text b)
{
	char out[CELL_SIZE * 2];

	snprintf(out, sizeof(out), format, TEXT_ARG(a), TEXT_ARG(b));
	pdf_label(pdf, x, y, align, text_of(out));
}

/* What keeps a page from being taken for an original: "RECTIFICATIF de L000001, facture 3, ligne 1" where the page is
 * of one invoice. */
static void
draw_mention(struct sheet *sheet, struct text of)
{
	char out[CELL_SIZE];
	size_t at = 0;

	if (sheet->duplicata)
		at = (size_t)snprintf(out, sizeof(out), "DUPLICATA d'une feuille déjà transmise%s",
			sheet->mention ? " ; " : "");
	if (sheet->mention)
		snprintf(out + at, sizeof(out) - at, "%s%s%.*s", sheet->mention, of.len ? " de " : "", TEXT_ARG(of));
	pdf_font(sheet->pdf, PDF_BOLD, 11);
	pdf_label(sheet->pdf, PDF_WIDTH / 2, 43.5, PDF_CENTER, text_of(out));
}

/* Who sends, which form, of which lot; on every page. */
double
block_title(struct sheet *sheet, struct text of)
{
	struct pdf *pdf = sheet->pdf;
	const struct kind *kind = sheet->kind;

	if (sheet->duplicata || sheet->mention)
		pdf_watermark(pdf, text_of(sheet->duplicata ? "DUPLICATA" : sheet->mention));
	pdf_font(pdf, PDF_BOLD, 9);
	pdf_label(pdf, LEFT, 15, PDF_LEFT, sheet->departement.nom);
	pdf_font(pdf, PDF_PLAIN, 7.5);
	pdf_label(pdf, LEFT, 19, PDF_LEFT, sheet->departement.service);
	line(pdf, RIGHT, 15, PDF_RIGHT, "Lot %.*s · période %.*s", sheet->lot->id, sheet->lot->periode);
	if (*kind->reference)
		line(pdf, RIGHT, 19, PDF_RIGHT, "Contenu de l'%.*s%.*s", text_of(kind->reference), TEXT_ABSENT);
	pdf_font(pdf, PDF_BOLD, 13);
	pdf_label(pdf, PDF_WIDTH / 2, 30, PDF_CENTER, text_of(kind->title));
	pdf_font(pdf, PDF_PLAIN, 8);
	pdf_label(pdf, PDF_WIDTH / 2, 35, PDF_CENTER, text_of(kind->legal));
	if (sheet->deliberation.len)
		line(pdf, PDF_WIDTH / 2, 38.5, PDF_CENTER, "Délibération %.*s%.*s", sheet->deliberation, TEXT_ABSENT);
	if (!sheet->duplicata && !sheet->mention)
		return 42;
	draw_mention(sheet, of);
	return 48;
}

/* A small label, and the value in a box under it. */
double
block_field(struct sheet *sheet, double x, double y, double width, const char *label, struct text value)
{
	struct pdf *pdf = sheet->pdf;

	pdf_font(pdf, PDF_PLAIN, 6.5);
	pdf_label(pdf, x, y + 2.4, PDF_LEFT, text_of(label));
	pdf_box(pdf, x, y + 3.4, width, 6, 0.15);
	pdf_font(pdf, PDF_PLAIN, 9);
	pdf_text_in(pdf, x + 1.2, y + 7.6, width - 2.4, PDF_LEFT, value);
	return y + 11;
}

static struct text
join(char out[CELL_SIZE], struct text a, struct text b)
{
	snprintf(out, CELL_SIZE, "%.*s %.*s", TEXT_ARG(a), TEXT_ARG(b));
	return text_trim(text_of(out));
}

/* Art. 6.2, annexes 1.3 and 1.4: the practitioner and the structure. */
double
block_structure(struct sheet *sheet, const struct record *rec, double y)
{
	const struct site *site = sites_find(&sheet->sites, record_text(rec, F_SITE));
	char who[CELL_SIZE], where[CELL_SIZE * 2];

	snprintf(where, sizeof(where), "%.*s, %.*s %.*s", TEXT_ARG(site ? site->adresse : TEXT_ABSENT),
		TEXT_ARG(site ? site->code_postal : TEXT_ABSENT), TEXT_ARG(site ? site->ville : TEXT_ABSENT));
	pdf_font(sheet->pdf, PDF_BOLD, 8.5);
	pdf_label(sheet->pdf, LEFT, y + 3, PDF_LEFT, TEXT("Praticien et structure"));
	y += 4;
	block_field(sheet, LEFT, y, 88, "Nom et prénom du praticien",
		join(who, record_text(rec, F_EXECUTANT_NOM), record_text(rec, F_EXECUTANT_PRENOM)));
	y = block_field(sheet, LEFT + 92, y, 88, "Identifiant (RPPS)", record_text(rec, F_EXECUTANT_RPPS));
	block_field(sheet, LEFT, y, 120, "Raison sociale", site ? site->nom : record_text(rec, F_SITE));
	y = block_field(sheet, LEFT + 124, y, 56, "N° de structure (FINESS)", record_text(rec, F_STRUCTURE_FINESS));
	return block_field(sheet, LEFT, y, 180, "Adresse", site ? text_of(where) : TEXT_ABSENT) + 2;
}

/* Places to sign, left blank. */
double
block_signature(struct sheet *sheet, double y, const char *who, bool assure)
{
	block_field(sheet, LEFT, y, 40, "Date", TEXT_ABSENT);
	pdf_font(sheet->pdf, PDF_PLAIN, 6.5);
	pdf_label(sheet->pdf, LEFT + 46, y + 2.4, PDF_LEFT, text_of(who));
	pdf_box(sheet->pdf, LEFT + 46, y + 3.4, 64, 22, 0.15);
	if (assure) {
		pdf_label(sheet->pdf, LEFT + 116, y + 2.4, PDF_LEFT, TEXT("Signature de l'assuré(e)"));
		pdf_box(sheet->pdf, LEFT + 116, y + 3.4, 64, 22, 0.15);
	}
	return y + 27;
}

/* Art. 6.3: dated and signed by an authorised person, by its function. */
void
block_sign_table(struct sheet *sheet, double y)
{
	char place[CELL_SIZE];

	snprintf(place, sizeof(place), "À %.*s, le", TEXT_ARG(sheet->departement.signe_a));
	pdf_font(sheet->pdf, PDF_PLAIN, 9);
	pdf_label(sheet->pdf, LEFT + 100, y, PDF_LEFT, text_of(place));
	pdf_line(sheet->pdf, LEFT + 125, y + 0.8, RIGHT, y + 0.8, 0.1);
	pdf_label(sheet->pdf, LEFT + 100, y + 6, PDF_LEFT, TEXT("Fonction :"));
	pdf_font(sheet->pdf, PDF_PLAIN, 8); /* the longest function of annexe 1.5 takes two lines */
	pdf_paragraph(sheet->pdf, LEFT + 119, y + 6, 61, sheet->signataire);
	if (!text_given(sheet->signataire))
		pdf_line(sheet->pdf, LEFT + 119, y + 6.8, RIGHT, y + 6.8, 0.1);
	pdf_box(sheet->pdf, LEFT + 100, y + 12, 80, 21, 0.15);
	pdf_font(sheet->pdf, PDF_PLAIN, 6.5);
	pdf_label(sheet->pdf, LEFT + 101, y + 15, PDF_LEFT, TEXT("Signature"));
}
