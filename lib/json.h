/*
 * json - writes JSON, streaming, into a buffer
 *
 * Commas are placed by the writer. Text that is not UTF-8 has its bad bytes written as U+FFFD.
 */
#ifndef JSON_H
#define JSON_H

#include "buffer.h"

struct json {
	struct buffer *out;
	bool comma;
};

void json_open(struct json *json, char bracket);  /* '{' or '[' */
void json_close(struct json *json, char bracket); /* '}' or ']' */
void json_key(struct json *json, const char *key);
void json_key_text(struct json *json, struct text key);
void json_text(struct json *json, struct text value); /* absent: null */
void json_int(struct json *json, int64_t value);
void json_double(struct json *json, double value);
void json_bool(struct json *json, bool value);
void json_nil(struct json *json);

/* A key and its value. */
void json_pair_text(struct json *json, const char *key, struct text value);
void json_pair_int(struct json *json, const char *key, int64_t value);

#endif
