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

struct text {
	const char *at;
	size_t len;
};

#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})
#define TEXT_ABSENT ((struct text){NULL, 0})
#define TEXT_ARG(t) (int)(t).len, (t).at ? (t).at : "" /* for "%.*s" */

/* The text of a C string; NULL gives an absent text. */
struct text text_of(const char *s);

bool text_given(struct text t); /* present and not empty */
bool text_is(struct text t, const char *s);
bool text_equal(struct text a, struct text b);
int text_compare(struct text a, struct text b); /* byte order, shorter first */
int text_natural(struct text a, struct text b); /* the same, but numbers in it as numbers: 5 before 10 */
bool text_starts(struct text t, const char *prefix);
struct text text_trim(struct text t); /* spaces and tabs at both ends */

/* Exactly `n` ASCII digits. */
bool text_digits(struct text t, size_t n);

/* A decimal integer, optional '-', no '+', no blank, within [min, max]. False leaves *out alone. */
bool text_to_int(struct text t, int64_t min, int64_t max, int64_t *out);

/* Offset of the first sequence that is not well-formed UTF-8 (RFC 3629), or t.len. */
size_t text_utf8_error(struct text t);

/* Edit distance (insert, delete, replace, swap of neighbours), at most `limit` + 1; texts over 64
 * bytes are `limit` + 1 apart. To name the nearest known name in a message. */
unsigned text_distance(struct text a, struct text b, unsigned limit);

#endif
