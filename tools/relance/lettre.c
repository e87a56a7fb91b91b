#include "relance.h"

#include "pdf.h"
#include "printed.h"

#include <inttypes.h>
#include <stdio.h>

#define LEFT 20.0
#define WIDTH 170.0
#define ROW 5.5
#define BOTTOM 270.0

/* The columns of the list: where each ends, or begins. */
static const struct {
	const char *title;
	double x;
	enum pdf_align align;
} columns[] = {
	{"Lot", 0, PDF_LEFT}, {"Support", 17, PDF_LEFT}, {"Période", 38, PDF_LEFT}, {"Envoyé le", 54, PDF_LEFT},
	{"Reçu le", 72, PDF_LEFT}, {"Échéance", 90, PDF_LEFT}, {"Facturé (€)", 127, PDF_RIGHT},
	{"Payé (€)", 147, PDF_RIGHT}, {"Reste dû (€)", WIDTH, PDF_RIGHT},
};
#define COLUMNS (int)(sizeof(columns) / sizeof(*columns))

/* The address stands in the window of the envelope. */
static void
draw_head(struct pdf *pdf, const struct lettre *l)
{
	char line[256], day[PRINTED_SIZE];

	pdf_font(pdf, PDF_BOLD, 10);
	pdf_text(pdf, LEFT, 20, PDF_LEFT, l->departement->nom);
	pdf_font(pdf, PDF_PLAIN, 9);
	pdf_paragraph(pdf, LEFT, pdf_paragraph(pdf, LEFT, 25, 75, l->departement->service), 75,
		l->departement->adresse);
	pdf_font(pdf, PDF_BOLD, 11);
	pdf_text(pdf, 110, 55, PDF_LEFT, l->debiteur->payeur->nom);
	pdf_font(pdf, PDF_PLAIN, 11);
	pdf_address(pdf, 110, 61, l->debiteur->payeur->adresse);
	pdf_font(pdf, PDF_PLAIN, 9.5);
	snprintf(line, sizeof(line), "%.*s, le %s", TEXT_ARG(l->departement->signe_a), day_text(l->as_of, day));
	pdf_text(pdf, LEFT + WIDTH, 88, PDF_RIGHT, text_of(line));
}

static double
draw_words(struct pdf *pdf, const struct lettre *l, double y)
{
	struct buffer words = {0};
	char line[512];
	struct text objet = texte_fill(&words, l->texte->objet, l->debiteur, l->as_of);

	pdf_font(pdf, PDF_BOLD, 9.5);
	snprintf(line, sizeof(line), "Objet : %.*s", TEXT_ARG(objet));
	y = pdf_paragraph(pdf, LEFT, y, WIDTH, text_of(line)) + 3;
	pdf_font(pdf, PDF_PLAIN, 9.5);
	for (size_t i = 0; i < l->texte->corps.count; i++)
		y = pdf_paragraph(pdf, LEFT, y, WIDTH, texte_fill(&words, l->texte->corps.at[i], l->debiteur,
			l->as_of)) + 2.5;
	buffer_free(&words);
	return y;
}

static double
draw_titles(struct pdf *pdf, double y)
{
	pdf_shade(pdf, LEFT, y, WIDTH, ROW);
	pdf_font(pdf, PDF_BOLD, 7.5);
	for (int i = 0; i < COLUMNS; i++)
		pdf_text(pdf, LEFT + columns[i].x, y + 4, columns[i].align, text_of(columns[i].title));
	return y + ROW;
}

static void
draw_du(struct pdf *pdf, const struct du *du, double y)
{
	char cells[6][PRINTED_SIZE];
	const struct text texts[] = {du->lot, du->support, du->periode, text_of(day_text(du->envoi, cells[0])),
		text_of(day_text(du->reception, cells[1])), text_of(day_text(du->echeance, cells[2])),
		text_of(euros_text(du->facture_cents, cells[3])), text_of(euros_text(du->paye_cents, cells[4])),
		text_of(euros_text(du->reste_cents, cells[5]))};

	pdf_font(pdf, PDF_PLAIN, 8);
	for (int i = 0; i < COLUMNS; i++)
		pdf_text(pdf, LEFT + columns[i].x, y + 4, columns[i].align, texts[i]);
	pdf_line(pdf, LEFT, y + ROW, LEFT + WIDTH, y + ROW, 0.05);
}

/* Goes on to a new page where `room` is not left. */
static double
make_room(struct pdf *pdf, double y, double room, bool titles)
{
	if (y + room <= BOTTOM)
		return y;
	pdf_page(pdf);
	return titles ? draw_titles(pdf, 20) : 20;
}

static double
draw_list(struct pdf *pdf, const struct lettre *l, double y)
{
	char line[128], total[PRINTED_SIZE];

	y = draw_titles(pdf, make_room(pdf, y, 3 * ROW, false));
	for (size_t i = 0; i < l->debiteur->count; i++) {
		y = make_room(pdf, y, ROW, true);
		draw_du(pdf, &l->debiteur->at[i], y);
		y += ROW;
	}
	y = make_room(pdf, y, ROW, false);
	pdf_font(pdf, PDF_BOLD, 9);
	snprintf(line, sizeof(line), "Total : %s €", euros_text(l->debiteur->reste_cents, total));
	pdf_text(pdf, LEFT + WIDTH, y + 5, PDF_RIGHT, text_of(line));
	return y + 12;
}

/* Where to pay, what to quote, and who signs. */
static void
draw_foot(struct pdf *pdf, const struct lettre *l, double y)
{
	char line[512];

	y = make_room(pdf, y, 48, false);
	pdf_font(pdf, PDF_PLAIN, 9);
	snprintf(line, sizeof(line), "Règlement à %.*s, IBAN %.*s (%.*s), en rappelant le numéro de chaque lot.",
		TEXT_ARG(l->compte->titulaire), TEXT_ARG(l->compte->iban), TEXT_ARG(l->texte->article));
	y = pdf_paragraph(pdf, LEFT, y, WIDTH, text_of(line)) + 4;
	pdf_box(pdf, LEFT + WIDTH - 80, y, 80, 28, 0.15);
	pdf_font(pdf, PDF_PLAIN, 6.5);
	pdf_text(pdf, LEFT + WIDTH - 79, y + 3, PDF_LEFT, TEXT("Nom, fonction, signature"));
}

void
lettre_pdf(const struct lettre *l, const char *path)
{
	const struct pdf_about about = {TEXT("Relance"), l->debiteur->payeur->nom, l->as_of};
	struct pdf *pdf = pdf_open(path, &about);
	char sha256[65];

	pdf_page(pdf);
	draw_head(pdf, l);
	draw_foot(pdf, l, draw_list(pdf, l, draw_words(pdf, l, 100) + 2));
	pdf_close(pdf, sha256);
}
