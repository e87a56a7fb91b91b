/*
 * rows - what the parts of the page have in common: arrays that grow, sums that must agree
 */
#ifndef REPORT_ROWS_H
#define REPORT_ROWS_H

#include "text.h"

#include <stdint.h>

/* Room for one more row behind `count`, zeroed. */
void *rows_more(void *rows, size_t count, size_t size);

/* The text, cut where it is longer than its place. */
void rows_copy(char *out, size_t size, struct text t);

/* Dies with 70 where two ways to count do not agree. */
void must_equal(const char *what, int64_t one, int64_t other);

#endif
