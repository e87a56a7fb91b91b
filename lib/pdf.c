#include "pdf.h"

#include "log.h"
#include "pdf_draw.h"

#include <stdlib.h>
#include <string.h>

#define POINT (25.4 / 72.0)
#define LINE 1.3 /* from one line to the next, in sizes of the font */

struct pdf {
	struct drawing *drawing;
	enum pdf_style style;
	double size;
	unsigned pages;
	struct buffer still, moving; /* of this page */
};

struct pdf *
pdf_open(const char *path, const struct pdf_about *about)
{
	struct pdf *pdf = calloc(1, sizeof(*pdf));

	if (!pdf)
		out_of_memory();
	pdf->drawing = drawing_open(path, about);
	return pdf;
}

static void
end_page(struct pdf *pdf)
{
	if (pdf->pages)
		drawing_page(pdf->drawing, &pdf->still, &pdf->moving);
	pdf->still.len = pdf->moving.len = 0;
}

void
pdf_page(struct pdf *pdf)
{
	end_page(pdf);
	pdf->pages++;
	pdf_font(pdf, PDF_PLAIN, 9);
}

unsigned
pdf_close(struct pdf *pdf, char sha256[65])
{
	unsigned pages = pdf->pages;

	end_page(pdf);
	drawing_close(pdf->drawing, sha256);
	buffer_free(&pdf->still);
	buffer_free(&pdf->moving);
	free(pdf);
	return pages;
}

void
pdf_font(struct pdf *pdf, enum pdf_style style, double size)
{
	pdf->style = style;
	pdf->size = size * POINT;
}

static void
add(struct buffer *ops, struct op op, const char *words)
{
	op.len = words ? (uint32_t)strlen(words) + 1 : 0;
	buffer_add(ops, &op, sizeof(op));
	if (words)
		buffer_add(ops, words, op.len);
}

static void
add_text(struct pdf *pdf, struct buffer *ops, double x, double y, enum pdf_align align, const char *text)
{
	add(ops, (struct op){.x = x, .y = y, .size = pdf->size, .act = ACT_TEXT, .style = pdf->style, .align = align},
		text);
}

static double
advance(struct pdf *pdf, const char *text)
{
	return drawing_advance(pdf->drawing, pdf->style, pdf->size, text);
}

/* ---- Text */

/* Ended by a NUL, without what UTF-8 or a line cannot have. */
static char *
clean(struct text text, char out[PDF_TEXT_MAX + 4])
{
	size_t len = 0;

	while (text.len && len < PDF_TEXT_MAX) {
		size_t good = text_utf8_error(text);

		good = good < PDF_TEXT_MAX - len ? good : PDF_TEXT_MAX - len;
		for (size_t i = 0; i < good; i++)
			out[len++] = (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i];
		text.at += good;
		text.len -= good;
		if (!text.len || len + 3 > PDF_TEXT_MAX)
			break;
		memcpy(out + len, "\xef\xbf\xbd", 3);
		len += 3;
		text.at++;
		text.len--;
	}
	while (len && text_utf8_error((struct text){out, len}) != len)
		len--; /* cut inside a character */
	out[len] = '\0';
	return out;
}

double
pdf_width(struct pdf *pdf, struct text text)
{
	char out[PDF_TEXT_MAX + 4];

	return advance(pdf, clean(text, out));
}

void
pdf_text(struct pdf *pdf, double x, double y, enum pdf_align align, struct text text)
{
	char out[PDF_TEXT_MAX + 4];

	add_text(pdf, &pdf->moving, x, y, align, clean(text, out));
}

void
pdf_label(struct pdf *pdf, double x, double y, enum pdf_align align, struct text text)
{
	char out[PDF_TEXT_MAX + 4];

	add_text(pdf, &pdf->still, x, y, align, clean(text, out));
}

static void
drop_last_character(char *text)
{
	size_t len = strlen(text);

	while (len && ((unsigned char)text[--len] & 0xC0) == 0x80)
		;
	text[len] = '\0';
}

static void
add_text_in(struct pdf *pdf, struct buffer *ops, double x, double y, double width, enum pdf_align align, struct text text)
{
	char out[PDF_TEXT_MAX + 4];
	double ellipsis;

	clean(text, out);
	if (advance(pdf, out) > width) {
		ellipsis = advance(pdf, "…");
		while (*out && advance(pdf, out) + ellipsis > width)
			drop_last_character(out);
		strcat(out, "…"); /* three bytes: there is room for them */
	}
	add_text(pdf, ops, x, y, align, out);
}

void
pdf_text_in(struct pdf *pdf, double x, double y, double width, enum pdf_align align, struct text text)
{
	add_text_in(pdf, &pdf->moving, x, y, width, align, text);
}

void
pdf_label_in(struct pdf *pdf, double x, double y, double width, enum pdf_align align, struct text text)
{
	add_text_in(pdf, &pdf->still, x, y, width, align, text);
}

/* How much of `text`, up to a blank, fits in `width`; a word that is too wide is taken as it is. */
static size_t
line_of(struct pdf *pdf, const char *text, double width)
{
	char line[PDF_TEXT_MAX + 4];
	size_t fits = strcspn(text, " ");

	for (size_t next = fits; text[next]; fits = next) {
		next += 1 + strcspn(text + next + 1, " ");
		memcpy(line, text, next);
		line[next] = '\0';
		if (advance(pdf, line) > width)
			break;
	}
	return fits;
}

double
pdf_paragraph(struct pdf *pdf, double x, double y, double width, struct text text)
{
	char out[PDF_TEXT_MAX + 4], line[PDF_TEXT_MAX + 4];
	const char *at = clean(text, out);

	while (*at) {
		size_t len = line_of(pdf, at, width);

		memcpy(line, at, len);
		line[len] = '\0';
		add_text(pdf, &pdf->moving, x, y, PDF_LEFT, line);
		y += pdf->size * LINE;
		at += len + strspn(at + len, " ");
	}
	return y;
}

void
pdf_address(struct pdf *pdf, double x, double y, struct text address)
{
	while (address.len) {
		const char *comma = memchr(address.at, ',', address.len);
		size_t len = comma ? (size_t)(comma - address.at) : address.len;

		pdf_text(pdf, x, y, PDF_LEFT, text_trim((struct text){address.at, len}));
		y += 5;
		address.at += len + (comma != NULL);
		address.len -= len + (comma != NULL);
	}
}

/* ---- Lines */

void
pdf_line(struct pdf *pdf, double x1, double y1, double x2, double y2, double width)
{
	add(&pdf->still, (struct op){x1, y1, x2, y2, .size = width, .act = ACT_LINE}, NULL);
}

void
pdf_box(struct pdf *pdf, double x, double y, double w, double h, double width)
{
	add(&pdf->still, (struct op){x, y, w, h, .size = width, .act = ACT_BOX}, NULL);
}

void
pdf_shade(struct pdf *pdf, double x, double y, double w, double h)
{
	add(&pdf->still, (struct op){x, y, w, h, .act = ACT_SHADE}, NULL);
}

void
pdf_tick(struct pdf *pdf, double x, double y, bool ticked)
{
	const double side = 3;

	pdf_box(pdf, x, y, side, side, 0.2);
	if (!ticked)
		return;
	pdf_line(pdf, x + 0.4, y + 0.4, x + side - 0.4, y + side - 0.4, 0.4);
	pdf_line(pdf, x + 0.4, y + side - 0.4, x + side - 0.4, y + 0.4, 0.4);
}

void
pdf_watermark(struct pdf *pdf, struct text text)
{
	char out[PDF_TEXT_MAX + 4];

	add(&pdf->still, (struct op){.size = 32, .style = PDF_BOLD, .act = ACT_WATERMARK}, clean(text, out));
}
