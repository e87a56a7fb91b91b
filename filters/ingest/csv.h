/*
 * csv - one row of comma separated values (RFC 4180), out of bytes that may be anything
 *
 * Pure: no allocation, no I/O; unquotes in place. A fault refuses the row and never the file. A row
 * whose cells cannot be told (a quote, the number of cells, a length) ends with its first line, so
 * that one stray quote does not swallow the rows behind it; a row whose cells are clear but hold a
 * NUL or bytes that are not UTF-8 ends where it ends.
 *
 * A quote inside a cell that does not begin with one is a character like any other (5" needle). A
 * quoted cell may span lines, but not hold what could be a whole row.
 */
#ifndef INGEST_CSV_H
#define INGEST_CSV_H

#include "text.h"

#define CSV_CELLS_MAX 256
#define CSV_CELL_MAX (64u * 1024)
#define CSV_ROW_MAX (256u * 1024)
#define CSV_FAULTS_MAX 3

struct csv_form {
	char separator;
	char line_end;  /* '\n' (a '\r' before it belongs to it), or '\r' alone */
	unsigned cells; /* of every row; 0: any number (the header) */
};

struct csv_row {
	struct text cell[CSV_CELLS_MAX];
	bool doubled[CSV_CELLS_MAX]; /* has "" for " */
	unsigned count;
	struct csv_fault {
		const char *motif;
		unsigned colonne; /* the cell, from 1 */
	} fault[CSV_FAULTS_MAX];
	unsigned faults;
	size_t len;     /* bytes to step over */
	unsigned lines; /* line ends among them */
	bool whole;     /* the cells are clear, whatever is in them; else those before the fault */
	bool blank;     /* an empty line: no row */
	bool open;      /* a line too long: step over its rest too */
};

/* The row at `bytes`. `last`: nothing follows them. False: more bytes are needed; never so when
 * CSV_ROW_MAX + 2 bytes are there. */
bool csv_split(const struct csv_form *form, char *bytes, size_t len, bool last, struct csv_row *row);

#endif
