/*
 * show - a record as JSON, the person in it hidden
 *
 * Fields about a person, and fields that this version does not know, are "***" unless `identity`.
 */
#ifndef SHOW_H
#define SHOW_H

#include "cursor.h"
#include "json.h"

/* One msgpack object; false for what JSON cannot say (binary, extension). */
bool show_value(struct json *json, struct cursor *c);

/* The members of the record at `bytes`, which record_parse() took, into an object that is open; of `only`
 * the value alone (NULL: all; nil where the record has it not). False as above. */
bool show_record(struct json *json, const unsigned char *bytes, size_t len, const char *only, bool identity);

#endif
