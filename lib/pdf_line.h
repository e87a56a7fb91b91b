/*
 * pdf_line - lines of text as glyphs
 *
 * What cairo says of a letter of Latin-1 (its glyph, how wide it is) is asked once for each font: it looks them up
 * again in each text. The glyphs stand where cairo would place them. Lines of one font are shown in one call, which
 * costs cairo what a single one does. A text with other letters is left to cairo.
 */
#ifndef PDF_LINE_H
#define PDF_LINE_H

#include "pdf.h"

struct _cairo; /* a cairo_t */

/* Those of a font that the caller has set; size: in units of the page. NULL: there is no place for another font. */
struct letters;
struct letters *letters_of(enum pdf_style style, double size);

/* NULL for `letters`: all is left to cairo, as where the page is turned. */
double line_advance(struct _cairo *cairo, struct letters *letters, const char *text);

/* From that point on; to be shown with those that were added before it, all in the font that is set. */
void line_add(struct _cairo *cairo, struct letters *letters, const char *text, double x, double y);
void line_show(struct _cairo *cairo);

#endif
