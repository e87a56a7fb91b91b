/*
 * header - what is wrong with the first line of a table, and where
 */
#ifndef INGEST_HEADER_H
#define INGEST_HEADER_H

#include "csv.h"

struct header_at {
	const char *path, *start; /* of the file, and of its first line */
	const struct csv_row *row;
};

/* Exit 65, at the cell of that column, from 0; at the beginning of the line where it has no such
 * cell; CSV_CELLS_MAX: of the whole line. */
_Noreturn void header_die(const struct header_at *at, unsigned column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The name of a column that nobody knows: the nearest one, else what to do about it. */
_Noreturn void header_unknown(const struct header_at *at, unsigned column, const char *nearest, const char *hint);

#endif
