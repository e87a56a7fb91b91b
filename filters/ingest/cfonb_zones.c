#include "cfonb_zones.h"

#include <string.h>

const char *
zone_at(const struct cfonb_line *line, int col)
{
	return line->at + col - 1;
}

size_t
zone_decode(struct text t, size_t i, char *out)
{
	unsigned char first = (unsigned char)t.at[i];
	size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;

	if (more == 1 && first <= 0xC3)
		*out = (char)((first & 3) << 6 | ((unsigned char)t.at[i + 1] & 0x3F));
	else
		*out = more ? '?' : t.at[i];
	return more + 1;
}

day_t
zone_day(const struct cfonb_line *line, int col)
{
	const char *at = zone_at(line, col);

	if (!text_digits((struct text){at, 6}, 6))
		return DAY_NONE;
	return day_of(2000 + (at[4] - '0') * 10 + at[5] - '0', (at[2] - '0') * 10 + at[3] - '0',
		(at[0] - '0') * 10 + at[1] - '0');
}

bool
zone_overpunch(char c, int *digit, int *sign)
{
	char upper = (char)(c >= 'a' && c <= 'r' ? c - 32 : c);

	*sign = 1;
	*digit = 0;
	if (c == '{' || c == '\xE9')
		return true;
	if (upper >= 'A' && upper <= 'I') {
		*digit = upper - 'A' + 1;
		return true;
	}
	*sign = -1;
	if (c == '}' || c == '\xE8')
		return true;
	*digit = upper - 'J' + 1;
	return upper >= 'J' && upper <= 'R';
}

struct text
zone_text(const struct cfonb_line *line, int col, size_t n)
{
	struct text t = {zone_at(line, col), n};

	while (t.len && t.at[t.len - 1] == ' ')
		t.len--;
	for (; t.len && *t.at == ' '; t.len--)
		t.at++;
	return t;
}

bool
zone_add_behind(char *out, size_t size, struct text t)
{
	size_t len = strlen(out);

	for (; t.len && len + 2 < size; t.len--, t.at++) {
		unsigned char c = (unsigned char)*t.at;

		if (c >= 0x80)
			out[len++] = (char)(0xC0 | c >> 6);
		out[len++] = (char)(c < 0x80 ? c : 0x80 | (c & 0x3F));
	}
	out[len] = '\0';
	return !t.len;
}

bool
zone_add(char *out, size_t size, struct text t)
{
	size_t len = strlen(out);

	if (t.len && len && len + 1 < size)
		memcpy(out + len, " ", 2);
	return zone_add_behind(out, size, t);
}

void
zone_add_code(char *out, size_t size, struct text t)
{
	size_t zeros = 0;

	while (zeros < t.len && t.at[zeros] == '0')
		zeros++;
	if (zeros < t.len)
		zone_add(out, size, t);
}
