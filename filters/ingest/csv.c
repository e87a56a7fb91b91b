#include "csv.h"

#include <string.h>

#define LOOK (CSV_ROW_MAX + 2u) /* bytes that tell whether a row is too long */

/* Where the splitting of one row stands. */
struct scan {
	const struct csv_form *form;
	char *start, *at, *end; /* end: of the bytes at hand */
	unsigned most; /* cells */
	bool last;
	bool doubled; /* some cell has "" for " */
	struct csv_row *row;
};

enum step { CELL, ROW_END, BROKEN, MORE };

static void
fault(struct csv_row *row, const char *motif, size_t colonne)
{
	if (row->faults < CSV_FAULTS_MAX)
		row->fault[row->faults++] = (struct csv_fault){motif, (unsigned)colonne};
}

static enum step
broken(struct csv_row *row, const char *motif)
{
	fault(row, motif, row->count + 1);
	return BROKEN;
}

/* One cell more; false if there is one too many, or it is too long. */
static bool
add(struct scan *s, char *at, size_t len, bool doubled)
{
	struct csv_row *row = s->row;

	if (row->count == s->most || len > CSV_CELL_MAX) {
		broken(row, row->count == s->most ? "csv-cells" : "csv-long");
		return false;
	}
	s->doubled |= doubled;
	row->doubled[row->count] = doubled;
	row->cell[row->count++] = (struct text){at, len};
	return true;
}

/* A bit, the highest, in each byte of `eight` that is that of `pattern`; the first byte is the lowest. */
static inline uint64_t
equal_bytes(const char *at, uint64_t pattern)
{
	const uint64_t low7 = UINT64_C(0x7f7f7f7f7f7f7f7f);
	uint64_t eight;

	memcpy(&eight, at, sizeof(eight));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	eight ^= pattern;
	return ~(((eight & low7) + low7) | eight | low7);
}

/* A cell [at, end) at *next, as add() would; false where it does not fit. */
static inline bool
put(struct text **next, const struct text *full, char *at, char *end)
{
	if (*next == full || end - at > (ptrdiff_t)CSV_CELL_MAX)
		return false;
	*(*next)++ = (struct text){at, (size_t)(end - at)};
	return true;
}

/* The line [at, end) has no quote: it is the row. Cells are short: a search for each would cost more than
 * to look at eight bytes at a time. */
static enum step
split_plain(struct scan *s, char *end)
{
	const uint64_t pattern = (unsigned char)s->form->separator * UINT64_C(0x0101010101010101);
	struct csv_row *row = s->row;
	struct text *next = row->cell;
	const struct text *full = next + s->most;
	char *cell = s->at, *at = s->at;
	bool fits = true;

	s->at = end;
	if (s->form->line_end == '\n' && end > at && end[-1] == '\r')
		end--;
	row->blank = at == end;
	for (; fits && end - at >= 8; at += 8)
		for (uint64_t found = equal_bytes(at, pattern); fits && found; found &= found - 1) {
			char *separator = at + (unsigned)__builtin_ctzll(found) / 8;

			fits = put(&next, full, cell, separator);
			cell = separator + 1;
		}
	for (; fits && at < end; at++)
		if (*at == s->form->separator) {
			fits = put(&next, full, cell, at);
			cell = at + 1;
		}
	fits = fits && put(&next, full, cell, end);
	row->count = (unsigned)(next - row->cell);
	memset(row->doubled, 0, row->count * sizeof(row->doubled[0]));
	return fits ? ROW_END : broken(row, row->count == s->most ? "csv-cells" : "csv-long");
}

/* What stands at s->at must end a cell. */
static enum step
after_cell(struct scan *s)
{
	if (s->at == s->end)
		return s->last ? ROW_END : MORE;
	if (*s->at == s->form->separator) {
		s->at++;
		return CELL;
	}
	if (*s->at == '\r' && s->form->line_end == '\n') {
		if (s->at + 1 == s->end)
			return s->last ? ROW_END : MORE;
		if (s->at[1] == '\n')
			s->at++;
	}
	if (*s->at == s->form->line_end)
		return ROW_END;
	fault(s->row, "csv-quote", s->row->count); /* the cell whose quote was closed */
	return BROKEN;
}

static enum step
bare_cell(struct scan *s)
{
	char *start = s->at;
	size_t len;

	while (s->at < s->end && *s->at != s->form->separator && *s->at != s->form->line_end)
		s->at++;
	if (s->at == s->end && !s->last && s->at - start <= (ptrdiff_t)CSV_CELL_MAX)
		return MORE;
	len = (size_t)(s->at - start);
	if (len && start[len - 1] == '\r' && s->form->line_end == '\n'
		&& (s->at == s->end || *s->at == '\n'))
		len--;
	if (!add(s, start, len, false))
		return BROKEN;
	return after_cell(s);
}

/* A quote that is not closed in time: over several lines it is a stray one, else a monstrous cell. */
static enum step
unclosed(const struct scan *s, const char *start, const char *limit)
{
	size_t len = (size_t)(limit - start);

	if (len <= CSV_CELL_MAX && !s->last)
		return MORE;
	if (len <= CSV_CELL_MAX || memchr(start, s->form->line_end, len))
		return broken(s->row, "csv-quote");
	return broken(s->row, "csv-long");
}

static unsigned
count(const char *at, const char *end, char what)
{
	unsigned n = 0;

	while ((at = memchr(at, what, (size_t)(end - at)))) {
		n++;
		at++;
	}
	return n;
}

/* Two stray quotes in the same column of two rows make one well-formed row, and the acts between them
 * vanish. A cell over several lines in which a whole row would fit is taken for that. */
static bool
swallows_a_row(const struct scan *s, const char *start, const char *end)
{
	return s->form->cells > 1 && memchr(start, s->form->line_end, (size_t)(end - start))
		&& count(start, end, s->form->separator) >= s->form->cells - 1;
}

static enum step
quoted_cell(struct scan *s)
{
	char *start = ++s->at, *limit = s->end;
	bool doubled = false;

	if (limit - start > (ptrdiff_t)CSV_CELL_MAX + 1)
		limit = start + CSV_CELL_MAX + 1;
	for (;;) {
		char *quote = memchr(s->at, '"', (size_t)(limit - s->at));

		if (!quote)
			return unclosed(s, start, limit);
		if (quote + 1 == s->end && !s->last)
			return MORE;
		s->at = quote + 1;
		if (s->at == s->end || *s->at != '"') {
			if (swallows_a_row(s, start, quote))
				return broken(s->row, "csv-quote");
			if (!add(s, start, (size_t)(quote - start), doubled))
				return BROKEN;
			return after_cell(s);
		}
		doubled = true;
		if (++s->at > limit)
			return unclosed(s, start, limit);
	}
}

static enum step
split_quoted(struct scan *s)
{
	enum step step = CELL;

	while (step == CELL)
		step = s->at < s->end && *s->at == '"' ? quoted_cell(s) : bare_cell(s);
	return step;
}

static unsigned
cell_of(const struct csv_row *row, const char *at)
{
	unsigned i = 0;

	while (i + 1 < row->count && row->cell[i + 1].at <= at)
		i++;
	return i + 1;
}

static void
check_bytes(struct csv_row *row, struct text all)
{
	const char *nul = memchr(all.at, '\0', all.len);
	size_t bad = text_utf8_error(all);

	if (nul)
		fault(row, "csv-nul", cell_of(row, nul));
	if (bad < all.len)
		fault(row, "csv-utf8", cell_of(row, all.at + bad));
}

static void
unquote(struct csv_row *row, char *bytes)
{
	for (unsigned i = 0; i < row->count; i++) {
		struct text *cell = &row->cell[i];
		char *to = bytes + (cell->at - bytes);
		size_t len = 0;

		if (!row->doubled[i])
			continue;
		for (size_t from = 0; from < cell->len; from++) {
			to[len++] = cell->at[from];
			from += cell->at[from] == '"';
		}
		cell->len = len;
	}
}

/* The row is what was scanned: check what it holds. */
static void
finish(struct scan *s)
{
	struct csv_row *row = s->row;
	char *end = s->at + (s->at < s->end); /* the line end with it */

	row->len = (size_t)(end - s->start);
	row->lines = count(s->start, end, s->form->line_end);
	if (row->count < s->form->cells && !row->blank)
		fault(row, "csv-cells", row->count);
	check_bytes(row, (struct text){s->start, row->len});
}

/* Only the first line is given up. */
static void
give_up(struct scan *s, const char *line_end)
{
	s->row->open = !line_end;
	s->row->len = (size_t)((line_end ? line_end + 1 : s->end) - s->start);
	s->row->lines = line_end != NULL;
}

/* A row too long is cut as far as it is looked at: the cell at fault is the one that is too long, else
 * the one that passes the end. */
static enum step
split(struct scan *s, char *line_end)
{
	char *line = line_end ? line_end : s->end; /* where the first line ends, as far as seen */
	size_t len = (size_t)(line - s->start);
	enum step step;

	if (!line_end && !s->last && s->end - s->start < (ptrdiff_t)LOOK)
		return MORE;
	step = memchr(s->start, '"', len) ? split_quoted(s) : split_plain(s, line);
	if (step != ROW_END || s->at - s->start <= (ptrdiff_t)CSV_ROW_MAX)
		return step;
	fault(s->row, "csv-long", s->row->count);
	return BROKEN;
}

bool
csv_split(const struct csv_form *form, char *bytes, size_t len, bool last, struct csv_row *row)
{
	bool beyond = len > LOOK; /* never looked at: the same row whatever was read ahead */
	struct scan s = {form, bytes, bytes, bytes + (beyond ? LOOK : len),
		form->cells ? form->cells : CSV_CELLS_MAX, last && !beyond, false, row};
	char *line_end = memchr(bytes, form->line_end, (size_t)(s.end - bytes));
	enum step step;

	row->count = row->faults = 0;
	row->whole = row->blank = row->open = false;
	step = split(&s, line_end);
	if (step == MORE && s.end - bytes < (ptrdiff_t)LOOK)
		return false;
	if (step == MORE)
		step = broken(row, "csv-long");
	if (step == ROW_END)
		finish(&s);
	row->whole = step == ROW_END && (row->count >= form->cells || row->blank);
	if (row->whole && s.doubled)
		unquote(row, bytes);
	else if (!row->whole)
		give_up(&s, line_end);
	return true;
}
