#include "columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "money.h"

void
columns_put(struct buffer *out, const char *s)
{
	buffer_add(out, s, strlen(s));
}

size_t
columns_width(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static void
blanks(struct buffer *out, size_t n)
{
	while (n--)
		columns_put(out, " ");
}

void
columns_left(struct buffer *out, const char *s, size_t columns)
{
	columns_put(out, s);
	blanks(out, columns_width(s) < columns ? columns - columns_width(s) : 1);
}

void
columns_right(struct buffer *out, const char *s, size_t columns)
{
	blanks(out, columns_width(s) < columns ? columns - columns_width(s) : 1);
	columns_put(out, s);
}

/* A blank before each group of three digits of the whole part of `s`. */
static void
group(const char *s, char *out, size_t whole)
{
	size_t sign = *s == '-';

	for (size_t i = 0; s[i]; i++) {
		if (i > sign && i < whole && (whole - i) % 3 == 0)
			*out++ = ' ';
		*out++ = s[i];
	}
	*out = '\0';
}

void
columns_count(struct buffer *out, int64_t count, size_t columns)
{
	char plain[24], grouped[32];

	snprintf(plain, sizeof(plain), "%" PRId64, count);
	group(plain, grouped, strlen(plain));
	columns_right(out, grouped, columns);
}

void
columns_euros(struct buffer *out, int64_t cents, size_t columns)
{
	char plain[MONEY_SIZE], grouped[2 * MONEY_SIZE];

	money_format(cents, ',', plain);
	group(plain, grouped, strlen(plain) - 3);
	columns_right(out, grouped, columns);
}
