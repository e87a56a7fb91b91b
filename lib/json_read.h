/*
 * json_read - one JSON text turned into msgpack
 *
 * Objects become maps in their order, a key given twice is refused; integers, reals, texts, true,
 * false and null keep their kind. Appends to `out`.
 */
#ifndef JSON_READ_H
#define JSON_READ_H

#include "buffer.h"

/* NULL when it went well; else what is wrong, in English and without any value, and *column (from 1)
 * says where. */
const char *json_read(struct text json, struct buffer *out, unsigned *column);

#endif
