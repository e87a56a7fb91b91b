/*
 * title - the head of a table of the page: a name, then counts and euros
 */
#ifndef REPORT_TITLE_H
#define REPORT_TITLE_H

#include "columns.h"

#define NAME 38  /* characters of the first column */
#define COUNT 10
#define EUROS 14

/* A column whose name begins with `#` is one of counts. `columns` ends with NULL. `width`: of the name. */
void title(struct buffer *out, const char *name, const char *const *columns);
void title_wide(struct buffer *out, const char *name, size_t width, const char *const *columns);

#endif
