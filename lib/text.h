/*
 * text - a slice of bytes that somebody else owns
 *
 * Not terminated by NUL; may hold any byte. `at == NULL` means "not given", which differs from an
 * empty text. Nothing here allocates or does I/O: rules may use it.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
	const char *at;
	size_t len;
};

#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})
#define TEXT_ABSENT ((struct text){NULL, 0})
#define TEXT_ARG(t) (int)(t).len, (t).at ? (t).at : "" /* for "%.*s" */

/* Here, for the compiler to see what is known of the texts: every record asks so a hundred times. */

/* The text of a C string; NULL gives an absent text. */
static inline struct text
text_of(const char *s)
{
	return s ? (struct text){s, strlen(s)} : TEXT_ABSENT;
}

/* Present and not empty. */
static inline bool
text_given(struct text t)
{
	return t.at && t.len > 0;
}

/* memcmp() == 0, for what is short: in whole words, the last one over bytes that were seen already. */
static inline bool
bytes_equal(const char *a, const char *b, size_t len)
{
	uint64_t x, y;
	uint32_t half, other, last, other_last;

	if (len < sizeof(half))
		return !len || (a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1]);
	if (len < sizeof(x)) {
		memcpy(&half, a, sizeof(half));
		memcpy(&other, b, sizeof(other));
		memcpy(&last, a + len - sizeof(last), sizeof(last));
		memcpy(&other_last, b + len - sizeof(other_last), sizeof(other_last));
		return !((half ^ other) | (last ^ other_last));
	}
	for (size_t i = 0;; i = i + 2 * sizeof(x) <= len ? i + sizeof(x) : len - sizeof(x)) {
		memcpy(&x, a + i, sizeof(x));
		memcpy(&y, b + i, sizeof(y));
		if (x != y || i + sizeof(x) == len)
			return x == y;
	}
}

/* memcpy(), for what is short. */
static inline void
bytes_copy(void *to, const void *from, size_t len)
{
	char *out = to;
	const char *in = from;
	uint64_t eight, last;
	uint32_t half, last_half;

	if (len > 64) {
		memcpy(out, in, len);
	} else if (len >= sizeof(eight)) {
		memcpy(&last, in + len - sizeof(last), sizeof(last));
		for (size_t i = 0; i + sizeof(eight) < len; i += sizeof(eight)) {
			memcpy(&eight, in + i, sizeof(eight));
			memcpy(out + i, &eight, sizeof(eight));
		}
		memcpy(out + len - sizeof(last), &last, sizeof(last));
	} else if (len >= sizeof(half)) {
		memcpy(&half, in, sizeof(half));
		memcpy(&last_half, in + len - sizeof(last_half), sizeof(last_half));
		memcpy(out, &half, sizeof(half));
		memcpy(out + len - sizeof(last_half), &last_half, sizeof(last_half));
	} else if (len) {
		char first = in[0], middle = in[len / 2], end = in[len - 1];

		out[0] = first;
		out[len / 2] = middle;
		out[len - 1] = end;
	}
}

static inline bool
text_equal(struct text a, struct text b)
{
	if (!a.at || !b.at)
		return a.at == b.at;
	return a.len == b.len && bytes_equal(a.at, b.at, a.len);
}

static inline bool
text_is(struct text t, const char *s)
{
	return text_equal(t, text_of(s));
}

/* Eight bytes as a number that orders as they do. */
static inline uint64_t
bytes_rank(const char *at)
{
	uint64_t eight;

	memcpy(&eight, at, sizeof(eight));
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap64(eight) : eight;
}

/* Byte order, shorter first. An absent text stands before an empty one, so that 0 means text_equal. Codes and
 * keys differ within a few bytes: no memcmp() is called for them. */
static inline int
text_compare(struct text a, struct text b)
{
	size_t i = 0, shorter = a.len < b.len ? a.len : b.len;

	if (!a.at || !b.at)
		return (a.at != NULL) - (b.at != NULL);
	for (; i + 8 <= shorter; i += 8) {
		uint64_t x = bytes_rank(a.at + i), y = bytes_rank(b.at + i);

		if (x != y)
			return x < y ? -1 : 1;
	}
	for (; i < shorter; i++)
		if (a.at[i] != b.at[i])
			return (unsigned char)a.at[i] < (unsigned char)b.at[i] ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

int text_natural(struct text a, struct text b); /* the same, but numbers in it as numbers: 5 before 10 */
bool text_starts(struct text t, const char *prefix);

static inline bool
is_space_or_tab(char c)
{
	return c == ' ' || c == '\t';
}

/* Without spaces and tabs at both ends. */
static inline struct text
text_trim(struct text t)
{
	while (t.len > 0 && is_space_or_tab(t.at[0])) {
		t.at++;
		t.len--;
	}
	while (t.len > 0 && is_space_or_tab(t.at[t.len - 1]))
		t.len--;
	return t;
}

/* Exactly `n` ASCII digits. */
bool text_digits(struct text t, size_t n);

/* A decimal integer, optional '-', no '+', no blank, within [min, max]. False leaves *out alone. */
bool text_to_int(struct text t, int64_t min, int64_t max, int64_t *out);

/* The way back, in `buf`. */
#define TEXT_INT_SIZE 20
struct text text_of_int(int64_t n, char buf[TEXT_INT_SIZE]);

/* `prefix` and `t`, as a text and a C string in `out`; cut where there is no room. What snprintf() would do with
 * "%s%.*s", in a twentieth of its time. */
struct text text_join(char *out, size_t size, struct text prefix, struct text t);

/* Nothing but printable ASCII, and neither of the two: what most texts are, told eight bytes at a time. */
bool text_is_plain(struct text t, char but, char nor);

/* Offset of the first sequence that is not well-formed UTF-8 (RFC 3629), or t.len. */
size_t text_utf8_error(struct text t);

/* Edit distance (insert, delete, replace, swap of neighbours), at most `limit` + 1; texts over 64
 * bytes are `limit` + 1 apart. To name the nearest known name in a message. */
unsigned text_distance(struct text a, struct text b, unsigned limit);

#endif
