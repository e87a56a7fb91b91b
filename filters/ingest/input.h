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
struct xml_schema;

/* How the sources are to be read. */
struct asked {
	const struct format *format; /* NULL: seen from the content */
	const struct mapping *mapping;
	const char *schema;          /* an XSD, or a directory of them; NULL: none */
};

struct input {
	struct source *source;
	const struct format *format;
	const char *schema_path;       /* --schema; NULL: not given */
	struct xml_schema *schema;     /* what an XML source is held against; NULL: nothing */
	const struct decoder *decoder; /* the mapping's, unless the source says that it is UTF-8 */
	char line_end;
	unsigned columns;              /* of the header */
	uint16_t *field;               /* of each column: a field, or FIELD_IGNORED */
};

/* Dies with 65 (empty, a header that is not one), 66, 78 (a schema). `window` is memory only. */
void input_open(struct input *input, const char *path, const struct asked *asked, struct window *window);
void input_close(struct input *input);

/* All its records. False when the source is damaged beyond going on; that has been said. */
bool input_read(struct input *input, struct row *row, struct window *window);

/* Each format of formats.c: table.c, jsonl.c, records.c, cfonb_read.c, camt_read.c, pes_read.c, noemie_read.c,
 * retour_csv.c. */
void table_open(struct input *input, const struct mapping *mapping, struct window *window);
bool table_read(struct input *input, struct row *row, struct window *window);
bool jsonl_read(struct input *input, struct row *row, struct window *window);
bool records_read(struct input *input, struct row *row, struct window *window);
bool retour_csv_looks(struct text start);
void retour_csv_open(struct input *input, const struct mapping *mapping, struct window *window);
bool retour_csv_read(struct input *input, struct row *row, struct window *window);
bool noemie_looks(struct text start);
void noemie_open(struct input *input, const struct mapping *mapping, struct window *window);
bool noemie_read(struct input *input, struct row *row, struct window *window);
void pes_open(struct input *input, const struct mapping *mapping, struct window *window);
bool pes_looks(struct text start);
bool pes_read(struct input *input, struct row *row, struct window *window);
void camt_open(struct input *input, const struct mapping *mapping, struct window *window);
bool camt_looks(struct text start);
bool camt_read(struct input *input, struct row *row, struct window *window);
bool cfonb_looks(struct text start);
bool cfonb_read(struct input *input, struct row *row, struct window *window);

#endif
