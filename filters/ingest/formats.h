/*
 * formats - what a source may be: the one table
 *
 * A format is found by --format, or from the first bytes: the first of the table that says it looks like
 * it. The last one takes what nobody took.
 */
#ifndef INGEST_FORMATS_H
#define INGEST_FORMATS_H

#include "input.h"

struct format {
	const char *name;                   /* of --format */
	bool (*looks)(struct text start);   /* is this the beginning of one? NULL: only by its name */
	/* Before the first record is written; dies with 65 where nothing can be read. NULL: nothing to do. */
	void (*open)(struct input *input, const struct mapping *mapping, struct window *window);
	/* All records. False when the source is damaged beyond going on; that has been said. */
	bool (*read)(struct input *input, struct row *row, struct window *window);
	bool raw; /* its bytes are its own: no mapping, no decoder stand between */
};

/* Dies with 64 where no format has that name. */
const struct format *format_named(const char *name);
const struct format *format_guess(struct text start);

/* "csv, jsonl or records": writes and returns `buf`. */
#define FORMATS_SIZE 128
const char *formats_list(char buf[FORMATS_SIZE]);

/* Reads what formats have of a rule book, which they read again where they come: 78. */
void formats_check(const char *book);

/* What several `looks` ask: the text behind blanks and line ends. */
struct text format_start(struct text start);

#endif
