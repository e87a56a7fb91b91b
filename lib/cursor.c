#include "cursor.h"

#include <string.h>

/* The length of a str or bin header and of its content, 0 when it is neither or not all there. */
static size_t
header(const struct cursor *c, const unsigned char codes[3], size_t *content)
{
	size_t room = (size_t)(c->end - c->at);

	if (!room)
		return 0;
	if (codes[0] == 0xd9 && (*c->at & 0xe0) == 0xa0) {
		*content = *c->at & 0x1f;
		return 1;
	}
	for (unsigned i = 0, width = 1; i < 3; i++, width *= 2) {
		if (*c->at != codes[i] || room < 1 + width)
			continue;
		*content = 0;
		for (unsigned b = 0; b < width; b++)
			*content = *content << 8 | c->at[1 + b];
		return 1 + width;
	}
	return 0;
}

static bool
take(struct cursor *c, const unsigned char codes[3], struct text *out)
{
	size_t content, width = header(c, codes, &content);

	if (!width || content > (size_t)(c->end - c->at) - width)
		return false;
	*out = (struct text){(const char *)c->at + width, content};
	c->at += width + content;
	return true;
}

bool
cursor_text_any(struct cursor *c, struct text *out)
{
	static const unsigned char codes[3] = {0xd9, 0xda, 0xdb};

	return take(c, codes, out);
}

bool
cursor_bytes(struct cursor *c, struct text *out)
{
	static const unsigned char codes[3] = {0xc4, 0xc5, 0xc6};

	return take(c, codes, out);
}

static uint64_t
big_endian(const unsigned char *at, unsigned width)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < width; i++)
		value = value << 8 | at[i];
	return value;
}

bool
cursor_int(struct cursor *c, int64_t *out)
{
	size_t room = (size_t)(c->end - c->at);
	unsigned code, width;
	uint64_t value;

	if (!room)
		return false;
	code = *c->at;
	if (code <= 0x7f || code >= 0xe0) {
		*out = code <= 0x7f ? (int64_t)code : (int64_t)code - 256;
		c->at++;
		return true;
	}
	if (code < 0xcc || code > 0xd3)
		return false;
	width = 1u << (code & 3);
	if (room < 1 + width)
		return false;
	value = big_endian(c->at + 1, width);
	if (code >= 0xd0 && width < 8 && value >> (8 * width - 1))
		value |= UINT64_MAX << (8 * width);
	else if (code == 0xcf && value > INT64_MAX)
		return false;
	*out = (int64_t)value;
	c->at += 1 + width;
	return true;
}

bool
cursor_nil(struct cursor *c)
{
	if (c->at == c->end || *c->at != 0xc0)
		return false;
	c->at++;
	return true;
}

bool
cursor_bool(struct cursor *c, bool *out)
{
	if (c->at == c->end || (*c->at != 0xc2 && *c->at != 0xc3))
		return false;
	*out = *c->at++ == 0xc3;
	return true;
}

bool
cursor_real(struct cursor *c, double *out)
{
	size_t room = (size_t)(c->end - c->at);
	uint64_t bits;
	uint32_t half;
	float single;

	if (room >= 9 && *c->at == 0xcb) {
		bits = big_endian(c->at + 1, 8);
		memcpy(out, &bits, sizeof(*out));
		c->at += 9;
		return true;
	}
	if (room < 5 || *c->at != 0xca)
		return false;
	half = (uint32_t)big_endian(c->at + 1, 4);
	memcpy(&single, &half, sizeof(single));
	*out = (double)single;
	c->at += 5;
	return true;
}

static bool
container(struct cursor *c, unsigned fix, unsigned code16, uint32_t *count)
{
	size_t room = (size_t)(c->end - c->at);

	if (!room)
		return false;
	if ((*c->at & 0xf0) == fix) {
		*count = *c->at++ & 0x0f;
		return true;
	}
	if (*c->at == code16 && room >= 3) {
		*count = (uint32_t)c->at[1] << 8 | c->at[2];
		c->at += 3;
		return true;
	}
	if (*c->at != code16 + 1 || room < 5)
		return false;
	*count = (uint32_t)big_endian(c->at + 1, 4);
	c->at += 5;
	return true;
}

bool
cursor_array(struct cursor *c, uint32_t *count)
{
	return container(c, 0x90, 0xdc, count);
}

bool
cursor_map(struct cursor *c, uint32_t *count)
{
	return container(c, 0x80, 0xde, count);
}

/* What follows the first byte: bytes of content, width of a length, objects inside. */
struct form {
	unsigned char fixed;    /* content bytes, without a length */
	unsigned char width;    /* of the length that comes first */
	unsigned char extra;    /* content beside the length (the type of an ext) */
	unsigned char children; /* per counted item: 1 array, 2 map, 0 bytes */
};

/* 0xc0 to 0xdf; 0xc1 is never used. */
static const struct form forms[32] = {
	{0, 0, 0, 0}, {255, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0},   /* nil, -, false, true */
	{0, 1, 0, 0}, {0, 2, 0, 0}, {0, 4, 0, 0},                   /* bin */
	{0, 1, 1, 0}, {0, 2, 1, 0}, {0, 4, 1, 0},                   /* ext */
	{4, 0, 0, 0}, {8, 0, 0, 0},                                 /* float */
	{1, 0, 0, 0}, {2, 0, 0, 0}, {4, 0, 0, 0}, {8, 0, 0, 0},     /* uint */
	{1, 0, 0, 0}, {2, 0, 0, 0}, {4, 0, 0, 0}, {8, 0, 0, 0},     /* int */
	{2, 0, 0, 0}, {3, 0, 0, 0}, {5, 0, 0, 0}, {9, 0, 0, 0}, {17, 0, 0, 0}, /* fixext */
	{0, 1, 0, 0}, {0, 2, 0, 0}, {0, 4, 0, 0},                   /* str */
	{0, 2, 0, 1}, {0, 4, 0, 1},                                 /* array */
	{0, 2, 0, 2}, {0, 4, 0, 2},                                 /* map */
};

/* Steps over one header and its own content; *inside is the number of objects that follow in it. */
static enum cursor_skip
step(struct cursor *c, uint64_t *inside)
{
	size_t room = (size_t)(c->end - c->at);
	unsigned code = room ? *c->at : 0;
	uint64_t content = 0, head = 1;

	*inside = 0;
	if (!room)
		return CURSOR_SHORT;
	if (code >= 0x80 && code <= 0x9f)
		*inside = (uint64_t)(code & 0x0f) * (code < 0x90 ? 2 : 1);
	else if (code >= 0xa0 && code <= 0xbf)
		content = code & 0x1f;
	else if (code >= 0xc0 && code <= 0xdf) {
		const struct form *form = &forms[code - 0xc0];

		if (form->fixed == 255)
			return CURSOR_BAD;
		head += form->width;
		if (room < head)
			return CURSOR_SHORT;
		content = form->fixed;
		if (form->children)
			*inside = big_endian(c->at + 1, form->width) * form->children;
		else if (form->width)
			content = big_endian(c->at + 1, form->width) + form->extra;
	}
	if (content > room - head)
		return CURSOR_SHORT;
	c->at += head + content;
	return CURSOR_OK;
}

enum cursor_skip
cursor_skip(struct cursor *c)
{
	return cursor_skip_inside(c, 0);
}

enum cursor_skip
cursor_skip_inside(struct cursor *c, unsigned outside)
{
	struct cursor look = *c;
	uint64_t left[CURSOR_DEPTH + 1];
	unsigned depth = 0;

	left[0] = 1;
	while (left[depth] || depth) {
		enum cursor_skip result;
		uint64_t inside;

		if (!left[depth]) {
			depth--;
			continue;
		}
		left[depth]--;
		if ((result = step(&look, &inside)) != CURSOR_OK)
			return result;
		if (!inside)
			continue;
		if (inside > (uint64_t)(look.end - look.at))
			return CURSOR_SHORT;
		if (++depth + outside > CURSOR_DEPTH)
			return CURSOR_BAD;
		left[depth] = inside;
	}
	*c = look;
	return CURSOR_OK;
}
