#include "json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static inline void
add(struct json *json, const char *s)
{
	buffer_add(json->out, s, strlen(s));
}

static void
separate(struct json *json)
{
	if (json->comma)
		add(json, ",");
	json->comma = true;
}

void
json_open(struct json *json, char bracket)
{
	separate(json);
	buffer_add(json->out, &bracket, 1);
	json->comma = false;
}

void
json_close(struct json *json, char bracket)
{
	buffer_add(json->out, &bracket, 1);
	json->comma = true;
}

/* RFC 8259, section 7: what must be escaped, and no more; DEL too, for the terminal's sake. */
static const char *
escape(unsigned char byte, char buf[8])
{
	switch (byte) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		if (byte >= 0x20 && byte != 0x7f)
			return NULL;
		snprintf(buf, 8, "\\u%04x", byte);
		return buf;
	}
}

static void
add_escaped(struct json *json, const char *at, size_t len)
{
	char buf[8];
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		const char *escaped;

		if (at[i] > '\\' && at[i] < 0x7f) /* letters: nearly all */
			continue;
		if (!(escaped = escape((unsigned char)at[i], buf)))
			continue;
		buffer_add(json->out, at + from, i - from);
		add(json, escaped);
		from = i + 1;
	}
	buffer_add(json->out, at + from, len - from);
}

static void
add_plain(struct json *json, struct text t)
{
	struct buffer *out = json->out;

	buffer_reserve(out, t.len + 2);
	out->at[out->len] = '"';
	memcpy(out->at + out->len + 1, t.at, t.len);
	out->at[out->len + 1 + t.len] = '"';
	out->len += t.len + 2;
}

static void
add_string(struct json *json, struct text t)
{
	size_t good;

	if (t.len && text_is_plain(t, '"', '\\')) {
		add_plain(json, t);
		return;
	}
	add(json, "\"");
	while (t.len > 0) {
		good = text_utf8_error(t);
		add_escaped(json, t.at, good);
		if (good == t.len)
			break;
		add(json, "\xef\xbf\xbd"); /* U+FFFD for each bad byte */
		t.at += good + 1;
		t.len -= good + 1;
	}
	add(json, "\"");
}

void
json_key_text(struct json *json, struct text key)
{
	separate(json);
	add_string(json, key);
	add(json, ":");
	json->comma = false;
}

void
json_key(struct json *json, const char *key)
{
	json_key_text(json, text_of(key));
}

void
json_text(struct json *json, struct text value)
{
	if (!value.at) {
		json_nil(json);
		return;
	}
	separate(json);
	add_string(json, value);
}

void
json_int(struct json *json, int64_t value)
{
	char buf[TEXT_INT_SIZE];
	struct text digits = text_of_int(value, buf);

	separate(json);
	buffer_add(json->out, digits.at, digits.len);
}

/* Reads back to the same number, and as a real: always with a point or an exponent. */
void
json_double(struct json *json, double value)
{
	char digits[40];

	if (!isfinite(value)) {
		json_nil(json);
		return;
	}
	snprintf(digits, sizeof digits, "%.17g", value);
	separate(json);
	add(json, digits);
	if (!strpbrk(digits, ".e"))
		add(json, ".0");
}

void
json_bool(struct json *json, bool value)
{
	separate(json);
	add(json, value ? "true" : "false");
}

void
json_nil(struct json *json)
{
	separate(json);
	add(json, "null");
}

void
json_pair_text(struct json *json, const char *key, struct text value)
{
	json_key(json, key);
	json_text(json, value);
}

void
json_pair_int(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_int(json, value);
}
