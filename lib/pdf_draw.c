#include "pdf_draw.h"

#include "log.h"
#include "output.h"
#include "pdf_line.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM (72.0 / 25.4)
#define STILL_MAX 64
#define NAME_ROOM 32

static const char *const files[PDF_STYLE_COUNT] = {[PDF_PLAIN] = "DejaVuSans.ttf",
	[PDF_BOLD] = "DejaVuSans-Bold.ttf", [PDF_MONO] = "DejaVuSansMono.ttf"};

/* What pages have in common: drawn once, as a form to which each of them refers. */
struct still {
	struct buffer ops;
	cairo_surface_t *drawn, *named; /* on the first page; on the others */
};

struct drawing {
	struct output *output;
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct still stills[STILL_MAX];
	unsigned still_count;
};

static cairo_status_t
write_bytes(void *closure, const unsigned char *bytes, unsigned len)
{
	output_write(closure, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

/* Of the process: read once, however many documents it draws. */
static cairo_font_face_t *fonts[PDF_STYLE_COUNT];

static cairo_font_face_t *
load_font(FT_Library library, enum pdf_style style)
{
	const char *dir = getenv("PMI_FLUX_FONTS");
	char path[512];
	FT_Face face;

	snprintf(path, sizeof(path), "%s/%s", dir && *dir ? dir : "/usr/share/fonts/truetype/dejavu",
		files[style]);
	if (FT_New_Face(library, path, 0, &face))
		die(EX_UNAVAILABLE, "the font %s is not there: install the package fonts-dejavu-core, or say in "
				    "PMI_FLUX_FONTS where it is", path);
	return cairo_ft_font_face_create_for_ft_face(face, 0);
}

static void
load_fonts(void)
{
	FT_Library library;

	if (fonts[0])
		return;
	if (FT_Init_FreeType(&library))
		out_of_memory();
	for (int style = 0; style < PDF_STYLE_COUNT; style++)
		fonts[style] = load_font(library, (enum pdf_style)style);
}

static void
say_about(struct drawing *d, const struct pdf_about *about)
{
	char text[PDF_TEXT_MAX], day[DAY_SIZE];

	snprintf(text, sizeof(text), "%.*s", TEXT_ARG(about->title));
	cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_TITLE, text);
	snprintf(text, sizeof(text), "%.*s", TEXT_ARG(about->subject));
	cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_SUBJECT, text);
	cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_CREATOR, "pmi-flux " PMI_VERSION);
	snprintf(text, sizeof(text), "%sT00:00:00Z", day_format(about->day, day));
	cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
	cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_MOD_DATE, text);
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

static cairo_t *
begin_drawing(cairo_surface_t *surface)
{
	cairo_t *cairo = cairo_create(surface);

	cairo_scale(cairo, MM, MM);
	no_hinting(cairo);
	return cairo;
}

/* ---- Calls */

static void
set_font(cairo_t *cairo, enum pdf_style style, double size)
{
	cairo_set_font_face(cairo, fonts[style]);
	cairo_set_font_size(cairo, size);
}

static void
add_text(cairo_t *cairo, struct letters *letters, const struct op *op, const char *text)
{
	double width = op->align == PDF_LEFT ? 0 : line_advance(cairo, letters, text);

	line_add(cairo, letters, text, op->align == PDF_RIGHT ? op->x - width : op->align == PDF_CENTER ? op->x - width / 2
		: op->x, op->y);
}

static void
draw_watermark(cairo_t *cairo, const struct op *op, const char *text)
{
	cairo_save(cairo);
	set_font(cairo, (enum pdf_style)op->style, op->size);
	cairo_set_source_rgb(cairo, 0.85, 0.85, 0.85);
	cairo_translate(cairo, PDF_WIDTH / 2, PDF_HEIGHT / 2);
	cairo_rotate(cairo, -0.9);
	add_text(cairo, NULL, &(struct op){.align = PDF_CENTER}, text);
	cairo_restore(cairo);
}

/* Boxes of one width in a row are one stroke: where they touch, an edge lies on an edge. Lines that cross are not. */
static void
draw_lines(cairo_t *cairo, const struct op *op, const struct op *before)
{
	if (op->act != ACT_BOX || before->act != ACT_BOX || before->size != op->size)
		cairo_stroke(cairo);
	cairo_set_line_width(cairo, op->size);
	if (op->act == ACT_BOX) {
		cairo_rectangle(cairo, op->x, op->y, op->a, op->b);
	} else {
		cairo_move_to(cairo, op->x, op->y);
		cairo_line_to(cairo, op->a, op->b);
	}
}

static void
draw_shade(cairo_t *cairo, const struct op *op)
{
	cairo_set_source_rgb(cairo, 0.92, 0.92, 0.92);
	cairo_rectangle(cairo, op->x, op->y, op->a, op->b);
	cairo_fill(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
}

/* The one that begins at `at`, and its words; NULL at the end. */
static const char *
op_at(const struct buffer *ops, size_t at, struct op *op)
{
	if (at == ops->len)
		return NULL;
	memcpy(op, ops->at + at, sizeof(*op));
	return (const char *)ops->at + at + sizeof(*op);
}

static size_t
size_of(const struct op *op)
{
	return sizeof(*op) + op->len;
}

static bool
of_one_font(const struct op *a, const struct op *b)
{
	return a->act == ACT_TEXT && b->act == ACT_TEXT && a->style == b->style && a->size == b->size;
}

/* All texts of the font of the one at `at`, which is the first of it. */
static void
draw_font(cairo_t *cairo, const struct buffer *ops, size_t at, const struct op *first)
{
	struct letters *letters = letters_of((enum pdf_style)first->style, first->size);
	const char *words;
	struct op op;

	set_font(cairo, (enum pdf_style)first->style, first->size);
	for (; (words = op_at(ops, at, &op)); at += size_of(&op))
		if (of_one_font(first, &op))
			add_text(cairo, letters, &op, words);
	line_show(cairo);
}

static bool
is_first_of_font(const struct buffer *ops, size_t end, const struct op *op)
{
	struct op before;

	if (op->act != ACT_TEXT)
		return false;
	for (size_t at = 0; at < end; at += size_of(&before)) {
		op_at(ops, at, &before);
		if (of_one_font(&before, op))
			return false;
	}
	return true;
}

static void
draw_texts(cairo_t *cairo, const struct buffer *ops)
{
	struct op op;

	for (size_t at = 0; op_at(ops, at, &op); at += size_of(&op))
		if (is_first_of_font(ops, at, &op))
			draw_font(cairo, ops, at, &op);
}

static void
draw_grey(cairo_t *cairo, const struct buffer *ops)
{
	const char *words;
	struct op op;

	for (size_t at = 0; (words = op_at(ops, at, &op)); at += size_of(&op))
		if (op.act == ACT_SHADE)
			draw_shade(cairo, &op);
		else if (op.act == ACT_WATERMARK)
			draw_watermark(cairo, &op, words);
}

static void
draw_black(cairo_t *cairo, const struct buffer *ops)
{
	struct op op, before = {.act = ACT_COUNT};

	for (size_t at = 0; op_at(ops, at, &op); at += size_of(&op))
		if (op.act == ACT_LINE || op.act == ACT_BOX) {
			draw_lines(cairo, &op, &before);
			before = op;
		}
	cairo_stroke(cairo);
}

/* Grey is below lines, and lines below texts. */
static void
draw(cairo_t *cairo, const struct buffer *ops)
{
	draw_grey(cairo, ops);
	draw_black(cairo, ops);
	draw_texts(cairo, ops);
}

/* ---- Pages */

/* A surface of one page; what is drawn on it afterwards takes its name away. */
static cairo_surface_t *
surface_new(void)
{
	const cairo_rectangle_t page = {0, 0, PDF_WIDTH * MM, PDF_HEIGHT * MM};

	return cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &page);
}

/* Of surfaces that have one UNIQUE_ID the file has the first. */
static void
name_surface(cairo_surface_t *surface, unsigned id)
{
	char *name = malloc(NAME_ROOM);

	if (!name)
		out_of_memory();
	snprintf(name, NAME_ROOM, "still-%u", id);
	if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_UNIQUE_ID, (unsigned char *)name, strlen(name), free,
		name) != CAIRO_STATUS_SUCCESS)
		out_of_memory();
}

/* cairo looks at all that a surface holds on each page that has it. `named` has the name of the one that is in the
 * file, and next to nothing to look at. */
static void
draw_still(struct still *still, unsigned id)
{
	cairo_t *cairo;

	still->drawn = surface_new();
	cairo = begin_drawing(still->drawn);
	draw(cairo, &still->ops);
	cairo_destroy(cairo);
	name_surface(still->drawn, id);
	still->named = surface_new();
	cairo = cairo_create(still->named);
	cairo_paint(cairo);
	cairo_destroy(cairo);
	name_surface(still->named, id);
}

/* NULL where no earlier page has the same, and there is no place for another. */
static cairo_surface_t *
still_of(struct drawing *d, const struct buffer *ops)
{
	struct still *still = d->stills;

	for (unsigned i = 0; i < d->still_count; i++, still++)
		if (still->ops.len == ops->len && !memcmp(still->ops.at, ops->at, ops->len))
			return still->named;
	if (d->still_count == STILL_MAX || !ops->len)
		return NULL;
	buffer_add(&still->ops, ops->at, ops->len);
	draw_still(still, d->still_count++);
	return still->drawn;
}

struct drawing *
drawing_open(const char *path, const struct pdf_about *about)
{
	struct drawing *d = calloc(1, sizeof(*d));

	if (!d)
		out_of_memory();
	load_fonts();
	d->output = output_open(path);
	d->surface = cairo_pdf_surface_create_for_stream(write_bytes, d->output, PDF_WIDTH * MM,
		PDF_HEIGHT * MM);
	say_about(d, about);
	d->cairo = begin_drawing(d->surface);
	return d;
}

double
drawing_advance(struct drawing *d, enum pdf_style style, double size, const char *text)
{
	set_font(d->cairo, style, size);
	return line_advance(d->cairo, letters_of(style, size), text);
}

void
drawing_page(struct drawing *d, const struct buffer *still, const struct buffer *moving)
{
	cairo_surface_t *drawn = still_of(d, still);

	if (drawn) {
		cairo_save(d->cairo);
		cairo_identity_matrix(d->cairo);
		cairo_set_source_surface(d->cairo, drawn, 0, 0);
		cairo_paint(d->cairo);
		cairo_restore(d->cairo);
	} else {
		draw(d->cairo, still);
	}
	draw(d->cairo, moving);
	cairo_show_page(d->cairo);
}

void
drawing_close(struct drawing *d, char sha256[65])
{
	cairo_status_t status;

	cairo_destroy(d->cairo);
	cairo_surface_finish(d->surface);
	status = cairo_surface_status(d->surface);
	if (status != CAIRO_STATUS_SUCCESS)
		die(EX_SOFTWARE, "the pages cannot be drawn: %s", cairo_status_to_string(status));
	cairo_surface_destroy(d->surface);
	for (unsigned i = 0; i < d->still_count; i++) {
		cairo_surface_destroy(d->stills[i].drawn);
		cairo_surface_destroy(d->stills[i].named);
		buffer_free(&d->stills[i].ops);
	}
	output_close(d->output, sha256);
	free(d);
}
