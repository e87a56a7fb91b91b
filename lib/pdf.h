/*
 * pdf - pages of A4 for the printer: text, lines, boxes, in millimetres from the top left corner
 *
 * Fonts are embedded (DejaVu Sans, which has every letter that a French name may have), nothing depends on
 * the clock or the locale: the same calls give the same bytes.
 */
#ifndef PDF_H
#define PDF_H

#include "date.h"
#include "text.h"

#include <stdint.h>

#define PDF_WIDTH 210.0
#define PDF_HEIGHT 297.0

enum pdf_style { PDF_PLAIN, PDF_BOLD, PDF_MONO, PDF_STYLE_COUNT };
enum pdf_align { PDF_LEFT, PDF_RIGHT, PDF_CENTER };

struct pdf;

/* What the reader's window shows: it names nobody. `day` stands for when it was made. */
struct pdf_about {
	struct text title, subject;
	day_t day;
};

/* The file appears when it is closed, mode 0600. Dies with 69 where the fonts are not installed, 73, 75. */
struct pdf *pdf_open(const char *path, const struct pdf_about *about);

/* A new page; the first call makes the first one. */
void pdf_page(struct pdf *pdf);

/* How the texts that follow are written; points. PDF_PLAIN, 9 at first on every page. */
void pdf_font(struct pdf *pdf, enum pdf_style style, double size);

/* One line of text on the baseline `y`. Bytes that are no UTF-8 are shown as U+FFFD. */
void pdf_text(struct pdf *pdf, double x, double y, enum pdf_align align, struct text text);

/* The same, of the form's own words. These, lines, boxes, shades and the watermark lie under all other text of the
 * page, whatever the order of the calls; pages that have the same ones share them, and only their texts are drawn. */
void pdf_label(struct pdf *pdf, double x, double y, enum pdf_align align, struct text text);

/* The same, cut with an ellipsis where it is wider than `width`. */
void pdf_text_in(struct pdf *pdf, double x, double y, double width, enum pdf_align align, struct text text);
void pdf_label_in(struct pdf *pdf, double x, double y, double width, enum pdf_align align, struct text text);

/* Broken at blanks into lines of `width`; returns the baseline behind the last one. */
double pdf_paragraph(struct pdf *pdf, double x, double y, double width, struct text text);

/* An address, a line for each part between commas. */
void pdf_address(struct pdf *pdf, double x, double y, struct text address);

double pdf_width(struct pdf *pdf, struct text text);

void pdf_line(struct pdf *pdf, double x1, double y1, double x2, double y2, double width);
void pdf_box(struct pdf *pdf, double x, double y, double w, double h, double width);
void pdf_shade(struct pdf *pdf, double x, double y, double w, double h); /* light grey, under text */
void pdf_tick(struct pdf *pdf, double x, double y, bool ticked);         /* a box of 3 mm, crossed or not */

/* Text across the page, grey, under all that follows: « DUPLICATA ». */
void pdf_watermark(struct pdf *pdf, struct text text);

/* Publishes, and gives the SHA-256 of the file in hexadecimal. Returns how many pages it has. */
unsigned pdf_close(struct pdf *pdf, char sha256[65]);

#endif
