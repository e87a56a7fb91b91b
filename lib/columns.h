/*
 * columns - a page of text in columns, for a person: amounts as they are written in French
 *
 * Columns are characters of UTF-8, not bytes; what is wider than its column keeps one blank.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "buffer.h"

void columns_put(struct buffer *out, const char *s);
void columns_left(struct buffer *out, const char *s, size_t columns);
void columns_right(struct buffer *out, const char *s, size_t columns);
size_t columns_width(const char *s);

/* "2 895", "101 507,25", on the right. */
void columns_count(struct buffer *out, int64_t count, size_t columns);
void columns_euros(struct buffer *out, int64_t cents, size_t columns);

#endif
