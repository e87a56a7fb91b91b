/*
 * title - the head of a table of the page: a name, then counts and euros
 */
#ifndef REPORT_TITLE_H
#define REPORT_TITLE_H

#include "columns.h"

#define NAME 38  /* characters of the first column */
#define COUNT 10
#define EUROS 14
#define WIDE 60  /* of the first column, where it has labels of acts */

/* A column whose name begins with `#` is one of counts. `columns` ends with NULL. `width`: of the name. */
void title(struct buffer *out, const char *name, const char *const *columns);
void title_wide(struct buffer *out, const char *name, size_t width, const char *const *columns);

/* "  name      count", the name as wide as WIDE. */
void line_count(struct buffer *out, const char *name, int64_t count);
void line_euros(struct buffer *out, const char *name, int64_t cents);

/* The same with "12,3 %" of `whole`; nothing more where there is no whole. */
void line_share(struct buffer *out, const char *name, int64_t part, int64_t whole);

#endif
