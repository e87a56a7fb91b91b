/*
 * jsonl - JSON Lines: each line an object whose keys and values are those of CSV cells
 *
 * A number stands for its decimal writing, true and false for oui and non, null for an empty cell.
 */
#include "cursor.h"
#include "input.h"
#include "json_read.h"
#include "log.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES (256u * 1024)
#define NUMBER_ROOM 32

struct line {
	struct row *row;
	struct buffer object;                       /* the line as msgpack */
	char number[FIELD_COUNT][NUMBER_ROOM];      /* numbers as cells */
};

/* As somebody would write it: 7.5, 1234567, not 1e3. */
static size_t
write_real(double value, char number[NUMBER_ROOM])
{
	int len = snprintf(number, NUMBER_ROOM, "%.15g", value);

	if (fabs(value) < 1e15 && value == floor(value))
		len = snprintf(number, NUMBER_ROOM, "%.0f", value);
	return (size_t)len;
}

/* The value as a cell; false if it is a list or an object, or text with a NUL in it. */
static bool
read_cell(struct cursor *c, char number[NUMBER_ROOM], struct text *cell)
{
	int64_t integer;
	double real;
	bool truth;

	*cell = TEXT_ABSENT;
	if (cursor_nil(c))
		return true;
	if (cursor_text(c, cell)) {
		if (!cell->len || !memchr(cell->at, '\0', cell->len))
			return true;
		*cell = TEXT_ABSENT;
		return false;
	}
	if (cursor_int(c, &integer))
		*cell = (struct text){number,
			(size_t)snprintf(number, NUMBER_ROOM, "%lld", (long long)integer)};
	else if (cursor_real(c, &real))
		*cell = (struct text){number, write_real(real, number)};
	else if (cursor_bool(c, &truth))
		*cell = truth ? TEXT("oui") : TEXT("non");
	if (!cell->at)
		cursor_skip(c); /* a list or an object; one nested too deep ends the reading */
	return cell->at != NULL;
}

/* False when nothing more can be read of the object. */
static bool
read_pair(struct line *line, struct cursor *c, struct defects *defects)
{
	struct row *row = line->row;
	struct text key, cell;
	unsigned field = cursor_text(c, &key) ? mapping_field(row->mapping, key) : FIELD_NONE;

	if (field == FIELD_IGNORED)
		return cursor_skip(c) == CURSOR_OK;
	if (field == FIELD_NONE) {
		defect(defects, "json-invalid", FIELD_NONE);
		return cursor_skip(c) == CURSOR_OK;
	}
	if (!read_cell(c, line->number[field], &cell) || row->cell[field].at)
		defect(defects, "json-invalid", (enum field)field);
	row->cell[field] = cell;
	return true;
}

static void
read_line(struct line *line, struct text text)
{
	struct defects defects = {.trace = filter_trace(line->row->filter)};
	unsigned colonne = 0;
	struct cursor c;
	uint32_t pairs = 0;

	rule(&defects, "R210");
	line->object.len = 0;
	if (json_read(text, &line->object, &colonne))
		defect(&defects, "json-invalid", FIELD_NONE);
	c = (struct cursor){line->object.at, line->object.at + line->object.len};
	if (!defects.count && !cursor_map(&c, &pairs))
		defect(&defects, "json-invalid", FIELD_NONE);
	while (pairs && read_pair(line, &c, &defects))
		pairs--;
	if (pairs)
		defect(&defects, "json-invalid", FIELD_NONE);
	if (defects.count)
		row_refuse(line->row, &defects, colonne, line->row->cell[F_ACTE_REF]);
	else
		row_write(line->row, "json-invalid");
}

/* A line too long; nothing of it is read. */
static void
refuse_long(struct row *row)
{
	struct defects defects = {.trace = filter_trace(row->filter)};

	rule(&defects, "R210");
	defect(&defects, "json-invalid", FIELD_NONE);
	row_refuse(row, &defects, 0, TEXT_ABSENT);
}

static void
take_line(struct line *line, struct text text)
{
	if (text.len && text.at[text.len - 1] == '\r')
		text.len--;
	if (text_trim(text).len)
		read_line(line, text);
}

bool
jsonl_read(struct input *input, struct row *row, struct window *w)
{
	struct line line = {.row = row};
	uint64_t ligne = 1;

	(void)input;
	while (!pipe_draining() && (w->len || (window_more(w) && w->len))) {
		char *end = memchr(w->at, '\n', w->len);
		size_t len = end ? (size_t)(end - w->at) : w->len;

		if (!end && len <= LINE_MAX_BYTES && window_more(w))
			continue;
		row_start(row, ligne++);
		if (len > LINE_MAX_BYTES)
			refuse_long(row);
		else
			take_line(&line, (struct text){w->at, len});
		window_skip_line(w, '\n');
	}
	buffer_free(&line.object);
	return true;
}
