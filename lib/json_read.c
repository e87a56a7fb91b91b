#include "json_read.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

static void
pack_value(const json_t *value, struct buffer *out)
{
	const char *key;
	json_t *child;
	size_t i;

	switch (json_typeof(value)) {
	case JSON_OBJECT:
		pack_map(out, (uint32_t)json_object_size(value));
		json_object_foreach((json_t *)(uintptr_t)value, key, child) {
			pack_text(out, text_of(key));
			pack_value(child, out);
		}
		break;
	case JSON_ARRAY:
		pack_array(out, (uint32_t)json_array_size(value));
		json_array_foreach(value, i, child)
			pack_value(child, out);
		break;
	case JSON_STRING:
		pack_text(out, (struct text){json_string_value(value), json_string_length(value)});
		break;
	case JSON_INTEGER:
		pack_int(out, json_integer_value(value));
		break;
	case JSON_REAL:
		pack_real(out, json_real_value(value));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		pack_bool(out, json_is_true(value));
		break;
	default:
		pack_nil(out);
	}
}

static const char *
why(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_duplicate_key:
		return "a key given twice";
	case json_error_invalid_utf8:
		return "not UTF-8";
	case json_error_premature_end_of_input:
		return "JSON that stops in the middle";
	case json_error_numeric_overflow:
		return "a number too large";
	case json_error_stack_overflow:
		return "JSON nested too deep";
	case json_error_end_of_input_expected:
		return "something behind the JSON value";
	default:
		return "not JSON";
	}
}

/* jansson would call a text that it has no memory for wrong: rows would be refused for it. */
static void *
allocate(size_t size)
{
	void *at = malloc(size);

	if (!at)
		out_of_memory();
	return at;
}

const char *
json_read(struct text json, struct buffer *out, unsigned *column)
{
	json_error_t error;
	json_t *value;

	json_set_alloc_funcs(allocate, free);
	value = json_loadb(json.at, json.len,
		JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	if (!value) {
		*column = error.column > 0 ? (unsigned)error.column : 1;
		return why(&error);
	}
	pack_value(value, out);
	json_decref(value);
	return NULL;
}
