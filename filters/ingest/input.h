/*
 * input - one source of a run: what it is, and its records
 *
 * All inputs are opened before the first record is written, so that a wrong header, a missing
 * file or a file given twice costs nothing.
 */
#ifndef INGEST_INPUT_H
#define INGEST_INPUT_H

#include "row.h"
#include "window.h"

struct format;

struct input {
	struct source *source;
	const struct format *format;
	const struct decoder *decoder; /* the mapping's, unless the source says that it is UTF-8 */
	char line_end;
	unsigned columns;              /* of the header */
	uint16_t *field;               /* of each column: a field, or FIELD_IGNORED */
};

/* `format` NULL: seen from the content. Dies with 65 (empty, a header that is not one), 66. `window` is
 * memory only. */
void input_open(struct input *input, const char *path, const struct format *format,
	const struct mapping *mapping, struct window *window);
void input_close(struct input *input);

/* All its records. False when the source is damaged beyond going on; that has been said. */
bool input_read(struct input *input, struct row *row, struct window *window);

/* Each format of formats.c: table.c, jsonl.c, records.c, cfonb_read.c. */
void table_open(struct input *input, const struct mapping *mapping, struct window *window);
bool table_read(struct input *input, struct row *row, struct window *window);
bool jsonl_read(struct input *input, struct row *row, struct window *window);
bool records_read(struct input *input, struct row *row, struct window *window);
bool cfonb_looks(struct text start);
bool cfonb_read(struct input *input, struct row *row, struct window *window);

#endif
