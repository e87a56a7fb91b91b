#include "text.h"

#include <string.h>

#define DISTANCE_MAX 64 /* bytes of a text that text_distance looks at */

/* Takes the digits at the front of `t` off; leading zeros do not count. */
static struct text
take_number(struct text *t)
{
	struct text number = *t;

	for (number.len = 0; t->len && *t->at >= '0' && *t->at <= '9'; number.len++) {
		t->at++;
		t->len--;
	}
	for (; number.len && *number.at == '0'; number.len--)
		number.at++;
	return number;
}

static bool
begins_with_digit(struct text t)
{
	return t.len && *t.at >= '0' && *t.at <= '9';
}

int
text_natural(struct text a, struct text b)
{
	while (a.len && b.len) {
		if (begins_with_digit(a) && begins_with_digit(b)) {
			struct text x = take_number(&a), y = take_number(&b);

			if (x.len != y.len)
				return x.len < y.len ? -1 : 1;
			if (!text_equal(x, y))
				return text_compare(x, y);
			continue;
		}
		if (*a.at != *b.at)
			break;
		a.at++, a.len--;
		b.at++, b.len--;
	}
	return text_compare(a, b);
}

bool
text_starts(struct text t, const char *prefix)
{
	size_t len = strlen(prefix);

	return t.at && t.len >= len && memcmp(t.at, prefix, len) == 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A digit is one of sixteen characters, and stays so when 6 is added; no byte that passes carries over. */
static bool
is_eight_digits(const char *at)
{
	uint64_t eight;

	memcpy(&eight, at, sizeof(eight));
	return (eight & (eight + UINT64_C(0x0606060606060606)) & UINT64_C(0xf0f0f0f0f0f0f0f0))
		== UINT64_C(0x3030303030303030);
}

bool
text_digits(struct text t, size_t n)
{
	size_t i = 0;

	if (!t.at || t.len != n)
		return false;
	for (; i + 8 <= n; i += 8)
		if (!is_eight_digits(t.at + i))
			return false;
	for (; i < n; i++) {
		if (!is_digit(t.at[i]))
			return false;
	}
	return true;
}

/* Counts below zero for a negative number: INT64_MIN has no opposite. */
bool
text_to_int(struct text t, int64_t min, int64_t max, int64_t *out)
{
	bool negative = t.len > 0 && t.at[0] == '-';
	int64_t n = 0;

	if (t.len == (negative ? 1 : 0))
		return false;
	for (size_t i = negative; i < t.len; i++) {
		int digit = t.at[i] - '0';

		if (!is_digit(t.at[i]) || __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, negative ? -digit : digit, &n))
			return false;
	}
	if (n < min || n > max)
		return false;
	*out = n;
	return true;
}

/* Written from the last digit to the first; snprintf costs more than the rest of a row. */
struct text
text_of_int(int64_t n, char buf[TEXT_INT_SIZE])
{
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char *at = buf + TEXT_INT_SIZE;

	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		*--at = '-';
	return (struct text){at, (size_t)(buf + TEXT_INT_SIZE - at)};
}

struct text
text_join(char *out, size_t size, struct text prefix, struct text t)
{
	size_t first = prefix.len < size - 1 ? prefix.len : size - 1;
	size_t second = t.len < size - 1 - first ? t.len : size - 1 - first;

	if (first)
		memcpy(out, prefix.at, first);
	if (second)
		memcpy(out + first, t.at, second);
	out[first + second] = '\0';
	return (struct text){out, first + second};
}

/* Bytes of the well-formed sequence at `s` (RFC 3629, part 4), or 0. The second byte bears what
 * makes a form overlong (E0, F0), a surrogate (ED) or above U+10FFFF (F4). */
static size_t
utf8_sequence(const unsigned char *s, size_t left)
{
	unsigned char first = s[0];
	unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
	size_t n = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

	if (n == 1)
		return 1;
	if (first < 0xC2 || first > 0xF4 || n > left || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	}
	return n;
}

/* Where ASCII that begins at `i` ends, counted eight bytes at a time. */
static size_t
skip_ascii(struct text t, size_t i)
{
	uint64_t eight;

	for (; i + sizeof(eight) <= t.len; i += sizeof(eight)) {
		memcpy(&eight, t.at + i, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	return i;
}

#define ONES (UINT64_MAX / 255)

/* Does one of the eight bytes of `word` stand below `limit`, at most 128? Those from 128 on do not. */
static inline uint64_t
any_below(uint64_t word, unsigned limit)
{
	return (word - ONES * limit) & ~word & ONES * 128;
}

bool
text_is_plain(struct text t, char but, char nor)
{
	const uint64_t one = ONES * (unsigned char)but, other = ONES * (unsigned char)nor;
	uint64_t word = ONES * ' ', bad = 0;

	for (size_t i = 0; i < t.len; i += sizeof(word)) {
		if (t.len - i >= sizeof(word))
			memcpy(&word, t.at + i, sizeof(word));
		else if (i) /* some of them a second time */
			memcpy(&word, t.at + t.len - sizeof(word), sizeof(word));
		else
			for (size_t j = 0; j < t.len; j++)
				word = word << 8 | (unsigned char)t.at[j];
		bad |= (word & ONES * 128) | any_below(word, ' ') | any_below(word ^ ONES * 0x7f, 1)
			| any_below(word ^ one, 1) | any_below(word ^ other, 1);
	}
	return !bad;
}

size_t
text_utf8_error(struct text t)
{
	const unsigned char *bytes = (const unsigned char *)t.at;
	size_t i = skip_ascii(t, 0); /* nearly every text is ASCII */

	while (i < t.len) {
		size_t n = utf8_sequence(bytes + i, t.len - i);

		if (n == 0)
			return i;
		i = n == 1 ? i + 1 : skip_ascii(t, i + n);
	}
	return t.len;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: row[i % 3][j] is the distance between the first i bytes of `a` and the
 * first j of `b`; a swap looks two rows back. */
unsigned
text_distance(struct text a, struct text b, unsigned limit)
{
	unsigned row[3][DISTANCE_MAX + 1] = {{0}};
	unsigned beyond = limit < UINT32_MAX ? limit + 1 : limit;

	if (a.len > DISTANCE_MAX || b.len > DISTANCE_MAX)
		return beyond;
	for (size_t i = 0; i <= a.len; i++) {
		unsigned *here = row[i % 3], *above = row[(i + 2) % 3], *swap = row[(i + 1) % 3];

		here[0] = (unsigned)i;
		for (size_t j = 1; j <= b.len; j++) {
			here[j] = here[j - 1] + 1;
			if (i == 0)
				continue;
			here[j] = least(here[j], above[j] + 1);
			here[j] = least(here[j], above[j - 1] + (a.at[i - 1] != b.at[j - 1]));
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
			    a.at[i - 2] == b.at[j - 1])
				here[j] = least(here[j], swap[j - 2] + 1);
		}
	}
	return least(row[a.len % 3][b.len], beyond);
}
