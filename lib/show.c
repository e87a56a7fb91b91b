#include "show.h"

#include "field.h"

#define HIDDEN TEXT("***")

bool
show_value(struct json *json, struct cursor *c)
{
	struct text text;
	int64_t number;
	uint32_t count;
	double real;
	bool yes;

	if (cursor_text(c, &text))
		json_text(json, text);
	else if (cursor_int(c, &number))
		json_int(json, number);
	else if (cursor_nil(c))
		json_nil(json);
	else if (cursor_bool(c, &yes))
		json_bool(json, yes);
	else if (cursor_real(c, &real))
		json_double(json, real);
	else if (cursor_array(c, &count)) {
		json_open(json, '[');
		while (count--)
			if (!show_value(json, c))
				return false;
		json_close(json, ']');
	} else if (cursor_map(c, &count)) {
		json_open(json, '{');
		while (count--) {
			if (!cursor_text(c, &text))
				return false;
			json_key_text(json, text);
			if (!show_value(json, c))
				return false;
		}
		json_close(json, '}');
	} else
		return false;
	return true;
}

/* What this version does not know may be about a person too. */
static bool
is_person(struct text key)
{
	enum field named = field_named(key);

	return named == FIELD_NONE || field_infos[named].who == FIELD_PERSON;
}

bool
show_record(struct json *json, const unsigned char *bytes, size_t len, const char *only, bool identity)
{
	struct cursor c = {bytes, bytes + len};
	uint32_t pairs = 0;
	bool found = false;

	cursor_map(&c, &pairs);
	while (pairs--) {
		struct text key;

		cursor_text(&c, &key);
		if (only && !text_is(key, only)) {
			cursor_skip(&c);
			continue;
		}
		found = true;
		if (!only)
			json_key_text(json, key);
		if (!identity && is_person(key)) {
			json_text(json, HIDDEN);
			cursor_skip(&c);
		} else if (!show_value(json, &c))
			return false;
	}
	if (only && !found)
		json_nil(json);
	return true;
}
