/*
 * pdf_draw - what pdf.h collects for a page, drawn. This one alone knows of FreeType and of PDF's surfaces; a line
 * of text is drawn by pdf_line.h.
 */
#ifndef PDF_DRAW_H
#define PDF_DRAW_H

#include "buffer.h"
#include "pdf.h"

#define PDF_TEXT_MAX 1024

enum act { ACT_WATERMARK, ACT_SHADE, ACT_LINE, ACT_BOX, ACT_TEXT, ACT_COUNT };

/* One call; behind it its words, ended by a NUL. Without holes, since its bytes are compared. */
struct op {
	double x, y, a, b; /* a, b: the other end; width and height */
	double size;       /* of the font, in millimetres; of the line */
	uint32_t act, style, align, len;
};

struct drawing;

struct drawing *drawing_open(const char *path, const struct pdf_about *about);

double drawing_advance(struct drawing *d, enum pdf_style style, double size, const char *text);

/* A page: of `still`, what the same bytes gave before is referred to; `moving` lies over it. */
void drawing_page(struct drawing *d, const struct buffer *still, const struct buffer *moving);

void drawing_close(struct drawing *d, char sha256[65]);

#endif
