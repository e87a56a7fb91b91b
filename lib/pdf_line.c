#include "pdf_line.h"

#include "buffer.h"
#include "log.h"
#include "pdf_draw.h"

#include <cairo.h>
#include <string.h>

#define LATIN_1 256
#define FONTS_MAX 64

struct letters {
	enum pdf_style style;
	double size;
	unsigned long glyph[LATIN_1]; /* 0: not asked yet */
	double advance[LATIN_1];
};

struct line {
	cairo_glyph_t glyphs[PDF_TEXT_MAX];
	cairo_text_cluster_t clusters[PDF_TEXT_MAX];
	int count;
	double end;
};

struct letters *
letters_of(enum pdf_style style, double size)
{
	static struct letters known[FONTS_MAX];
	static unsigned count;

	for (unsigned i = 0; i < count; i++)
		if (known[i].size == size && known[i].style == style)
			return &known[i];
	if (count == FONTS_MAX)
		return NULL;
	known[count].size = size;
	known[count].style = style;
	return &known[count++];
}

static void
learn(struct letters *letters, cairo_t *cairo, unsigned letter, const char *at, int len)
{
	cairo_scaled_font_t *font = cairo_get_scaled_font(cairo);
	cairo_glyph_t *glyph = NULL;
	cairo_text_extents_t extents;
	int count = 0;
	cairo_status_t status = cairo_scaled_font_text_to_glyphs(font, 0, 0, at, len, &glyph, &count, NULL, NULL, NULL);

	if (status != CAIRO_STATUS_SUCCESS || count != 1)
		die(EX_SOFTWARE, "a letter cannot be drawn: %s", cairo_status_to_string(status));
	cairo_scaled_font_glyph_extents(font, glyph, 1, &extents);
	letters->glyph[letter] = glyph->index;
	letters->advance[letter] = extents.x_advance;
	cairo_glyph_free(glyph);
}

/* The letter that begins there, and how many bytes of UTF-8 it has; 0: it is none of Latin-1. */
static int
letter_at(const char *text, unsigned *letter)
{
	unsigned char first = (unsigned char)*text;

	*letter = first < 0x80 ? first : (first & 3u) << 6 | ((unsigned char)text[1] & 0x3fu);
	return first < 0x80 ? 1 : (first & 0xfe) == 0xc2 ? 2 : 0;
}

/* False: it has others than those of `letters`. */
static bool
set(struct line *line, cairo_t *cairo, struct letters *letters, const char *text, double x, double y)
{
	unsigned letter;
	int len;

	line->count = 0;
	line->end = x;
	for (; letters && *text; text += len) {
		len = letter_at(text, &letter);
		if (!len || line->count == PDF_TEXT_MAX)
			return false;
		if (!letters->glyph[letter])
			learn(letters, cairo, letter, text, len);
		line->glyphs[line->count] = (cairo_glyph_t){letters->glyph[letter], line->end, y};
		line->clusters[line->count++] = (cairo_text_cluster_t){len, 1};
		line->end += letters->advance[letter];
	}
	return letters;
}

double
line_advance(cairo_t *cairo, struct letters *letters, const char *text)
{
	cairo_text_extents_t extents;
	struct line line;

	if (set(&line, cairo, letters, text, 0, 0))
		return line.end;
	cairo_text_extents(cairo, text, &extents);
	return extents.x_advance;
}

/* Those that wait to be shown. */
static struct buffer glyphs, clusters, texts;

void
line_add(cairo_t *cairo, struct letters *letters, const char *text, double x, double y)
{
	struct line line;

	if (!set(&line, cairo, letters, text, x, y)) {
		cairo_move_to(cairo, x, y);
		cairo_show_text(cairo, text);
		return;
	}
	buffer_add(&glyphs, line.glyphs, (size_t)line.count * sizeof(*line.glyphs));
	buffer_add(&clusters, line.clusters, (size_t)line.count * sizeof(*line.clusters));
	buffer_add(&texts, text, strlen(text));
}

void
line_show(cairo_t *cairo)
{
	int count = (int)(glyphs.len / sizeof(cairo_glyph_t));

	if (count)
		cairo_show_text_glyphs(cairo, (const char *)texts.at, (int)texts.len, (cairo_glyph_t *)(void *)glyphs.at,
			count, (cairo_text_cluster_t *)(void *)clusters.at, count, 0);
	glyphs.len = clusters.len = texts.len = 0;
}
