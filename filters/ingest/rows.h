/*
 * rows - the rows of a CSV file, one after another, out of its window
 */
#ifndef INGEST_ROWS_H
#define INGEST_ROWS_H

#include "csv.h"
#include "window.h"

/* '\r' alone ends the lines of a file that has no '\n' at all. */
char rows_line_end(const struct window *w);

/* The first row at the window; false at the end of the source. */
bool rows_next(const struct csv_form *form, struct window *w, struct csv_row *row);

/* Returns the lines stepped over. */
unsigned rows_step_over(const struct csv_form *form, struct window *w, const struct csv_row *row);

#endif
