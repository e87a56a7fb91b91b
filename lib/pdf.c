#include "pdf.h"

#include "log.h"
#include "output.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM (72.0 / 25.4)
#define POINT (25.4 / 72.0)
#define LINE 1.3 /* from one line to the next, in sizes of the font */
#define TEXT_MAX 1024

static const char *const files[PDF_STYLE_COUNT] = {[PDF_PLAIN] = "DejaVuSans.ttf",
	[PDF_BOLD] = "DejaVuSans-Bold.ttf", [PDF_MONO] = "DejaVuSansMono.ttf"};

struct pdf {
	struct output *output;
	cairo_surface_t *surface;
	cairo_t *cairo;
	FT_Library library;
	FT_Face face[PDF_STYLE_COUNT];
	cairo_font_face_t *font[PDF_STYLE_COUNT];
	double size;
	unsigned pages;
};

static cairo_status_t
write_bytes(void *closure, const unsigned char *bytes, unsigned len)
{
	output_write(closure, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

static void
load_font(struct pdf *pdf, enum pdf_style style)
{
	const char *dir = getenv("PMI_FLUX_FONTS");
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", dir && *dir ? dir : "/usr/share/fonts/truetype/dejavu",
		files[style]);
	if (FT_New_Face(pdf->library, path, 0, &pdf->face[style]))
		die(EX_UNAVAILABLE, "the font %s is not there: install the package fonts-dejavu-core, or say in "
				    "PMI_FLUX_FONTS where it is", path);
	pdf->font[style] = cairo_ft_font_face_create_for_ft_face(pdf->face[style], 0);
}

static void
say_about(struct pdf *pdf, const struct pdf_about *about)
{
	char text[TEXT_MAX], day[DAY_SIZE];

	snprintf(text, sizeof(text), "%.*s", TEXT_ARG(about->title));
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, text);
	snprintf(text, sizeof(text), "%.*s", TEXT_ARG(about->subject));
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_SUBJECT, text);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "pmi-flux " PMI_VERSION);
	snprintf(text, sizeof(text), "%sT00:00:00Z", day_format(about->day, day));
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, text);
}

/* Glyphs stand where their outlines say, whatever the screen. */
static void
no_hinting(cairo_t *cairo)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_set_font_options(cairo, options);
	cairo_font_options_destroy(options);
}

struct pdf *
pdf_open(const char *path, const struct pdf_about *about)
{
	struct pdf *pdf = calloc(1, sizeof(*pdf));

	if (!pdf || FT_Init_FreeType(&pdf->library))
		out_of_memory();
	for (int style = 0; style < PDF_STYLE_COUNT; style++)
		load_font(pdf, (enum pdf_style)style);
	pdf->output = output_open(path);
	pdf->surface = cairo_pdf_surface_create_for_stream(write_bytes, pdf->output, PDF_WIDTH * MM,
		PDF_HEIGHT * MM);
	say_about(pdf, about);
	pdf->cairo = cairo_create(pdf->surface);
	cairo_scale(pdf->cairo, MM, MM);
	no_hinting(pdf->cairo);
	return pdf;
}

void
pdf_page(struct pdf *pdf)
{
	if (pdf->pages++)
		cairo_show_page(pdf->cairo);
	pdf_font(pdf, PDF_PLAIN, 9);
}

void
pdf_font(struct pdf *pdf, enum pdf_style style, double size)
{
	pdf->size = size * POINT;
	cairo_set_font_face(pdf->cairo, pdf->font[style]);
	cairo_set_font_size(pdf->cairo, pdf->size);
}

/* ---- Text */

/* Ended by a NUL, without what UTF-8 or a line cannot have. */
static char *
clean(struct text text, char out[TEXT_MAX + 4])
{
	size_t len = 0;

	while (text.len && len < TEXT_MAX) {
		size_t good = text_utf8_error(text);

		good = good < TEXT_MAX - len ? good : TEXT_MAX - len;
		for (size_t i = 0; i < good; i++)
			out[len++] = (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i];
		text.at += good;
		text.len -= good;
		if (!text.len || len + 3 > TEXT_MAX)
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

static double
advance(struct pdf *pdf, const char *text)
{
	cairo_text_extents_t extents;

	cairo_text_extents(pdf->cairo, text, &extents);
	return extents.x_advance;
}

double
pdf_width(struct pdf *pdf, struct text text)
{
	char out[TEXT_MAX + 4];

	return advance(pdf, clean(text, out));
}

static void
show(struct pdf *pdf, double x, double y, enum pdf_align align, const char *text)
{
	double width = align == PDF_LEFT ? 0 : advance(pdf, text);

	cairo_move_to(pdf->cairo, align == PDF_RIGHT ? x - width : align == PDF_CENTER ? x - width / 2 : x, y);
	cairo_show_text(pdf->cairo, text);
}

void
pdf_text(struct pdf *pdf, double x, double y, enum pdf_align align, struct text text)
{
	char out[TEXT_MAX + 4];

	show(pdf, x, y, align, clean(text, out));
}

static void
drop_last_character(char *text)
{
	size_t len = strlen(text);

	while (len && ((unsigned char)text[--len] & 0xC0) == 0x80)
		;
	text[len] = '\0';
}

void
pdf_text_in(struct pdf *pdf, double x, double y, double width, enum pdf_align align, struct text text)
{
	char out[TEXT_MAX + 4];
	double ellipsis = advance(pdf, "…");

	clean(text, out);
	if (advance(pdf, out) > width) {
		while (*out && advance(pdf, out) + ellipsis > width)
			drop_last_character(out);
		strcat(out, "…"); /* three bytes: there is room for them */
	}
	show(pdf, x, y, align, out);
}

/* How much of `text`, up to a blank, fits in `width`; a word that is too wide is taken as it is. */
static size_t
line_of(struct pdf *pdf, const char *text, double width)
{
	char line[TEXT_MAX + 4];
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
	char out[TEXT_MAX + 4], line[TEXT_MAX + 4];
	const char *at = clean(text, out);

	while (*at) {
		size_t len = line_of(pdf, at, width);

		memcpy(line, at, len);
		line[len] = '\0';
		show(pdf, x, y, PDF_LEFT, line);
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
	cairo_set_line_width(pdf->cairo, width);
	cairo_move_to(pdf->cairo, x1, y1);
	cairo_line_to(pdf->cairo, x2, y2);
	cairo_stroke(pdf->cairo);
}

void
pdf_box(struct pdf *pdf, double x, double y, double w, double h, double width)
{
	cairo_set_line_width(pdf->cairo, width);
	cairo_rectangle(pdf->cairo, x, y, w, h);
	cairo_stroke(pdf->cairo);
}

void
pdf_shade(struct pdf *pdf, double x, double y, double w, double h)
{
	cairo_set_source_rgb(pdf->cairo, 0.92, 0.92, 0.92);
	cairo_rectangle(pdf->cairo, x, y, w, h);
	cairo_fill(pdf->cairo);
	cairo_set_source_rgb(pdf->cairo, 0, 0, 0);
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
	double size = pdf->size;

	cairo_save(pdf->cairo);
	cairo_set_source_rgb(pdf->cairo, 0.85, 0.85, 0.85);
	cairo_translate(pdf->cairo, PDF_WIDTH / 2, PDF_HEIGHT / 2);
	cairo_rotate(pdf->cairo, -0.9);
	cairo_set_font_face(pdf->cairo, pdf->font[PDF_BOLD]);
	cairo_set_font_size(pdf->cairo, 32);
	pdf_text(pdf, 0, 0, PDF_CENTER, text);
	cairo_restore(pdf->cairo);
	pdf->size = size;
}

unsigned
pdf_close(struct pdf *pdf, char sha256[65])
{
	cairo_status_t status;
	unsigned pages = pdf->pages;

	cairo_destroy(pdf->cairo);
	cairo_surface_finish(pdf->surface);
	status = cairo_surface_status(pdf->surface);
	if (status != CAIRO_STATUS_SUCCESS)
		die(EX_SOFTWARE, "the pages cannot be drawn: %s", cairo_status_to_string(status));
	cairo_surface_destroy(pdf->surface);
	for (int style = 0; style < PDF_STYLE_COUNT; style++)
		cairo_font_face_destroy(pdf->font[style]); /* the faces are freed with the process's caches */
	output_close(pdf->output, sha256);
	free(pdf);
	return pages;
}
