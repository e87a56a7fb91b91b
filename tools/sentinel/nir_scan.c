#include "nir_scan.h"

#include "luhn.h"
#include "nir.h"

#include <string.h>

#define HASH_MIN 32

static bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of the separator at `at`, 0 where there is none. */
static size_t
separator(struct text bytes, size_t at)
{
	if (at < bytes.len && strchr(" .-", bytes.at[at]) && bytes.at[at])
		return 1;
	return at + 1 < bytes.len && !memcmp(bytes.at + at, "\xc2\xa0", 2) ? 2 : 0;
}

/* 1 2 2 2 3 3, then the key: where a group may be parted from the next. */
static bool
group_ends(unsigned count)
{
	return count == 1 || count == 3 || count == 5 || count == 7 || count == 10 || count == 13;
}

/* Up to `max` characters of a number into `out`, in groups or not; returns how many, *end behind them. */
static unsigned
collect(struct text bytes, unsigned max, bool groups, char out[16], size_t *end)
{
	size_t at = 0;
	unsigned count = 0;

	while (count < max) {
		size_t skip = groups && group_ends(count) ? separator(bytes, at) : 0;
		char c = at + skip < bytes.len ? bytes.at[at + skip] : '\0';

		if (!is_digit(c) && !(count == 6 && (c == 'A' || c == 'B')))
			break;
		out[count++] = c;
		at += skip + 1;
	}
	*end = at;
	return count;
}

/* Months that nobody is born in, départements that are none: a date, a number of another kind. */
static bool
is_possible(struct text nir)
{
	int month = nir_month(nir);

	return nir_shape(nir) == NIR_SHAPE_OK && nir_first_digit(nir) >= 1 && nir_first_digit(nir) <= 8
		&& ((month >= 1 && month <= 12) || month >= 20) && !text_is(nir_departement(nir), "00");
}

/* The code of a medicine has 13 digits too, and begins with 3; of the people, only some that are being
 * registered. */
static bool
is_cip13(struct text nir)
{
	return nir_first_digit(nir) == 3 && cip13_ok(nir);
}

static bool
in_hash(struct text bytes, unsigned hex)
{
	for (size_t i = 0; i < bytes.len && hex < HASH_MIN; i++, hex++)
		if (!is_digit(bytes.at[i]) && !(bytes.at[i] >= 'a' && bytes.at[i] <= 'f'))
			return false;
	return hex >= HASH_MIN;
}

bool
nir_begins(struct text bytes, unsigned char before, unsigned hex, struct text fictif)
{
	char out[16];
	size_t end;
	bool alone = !is_digit(before); /* within a run of digits there are no groups */
	unsigned count = collect(bytes, 15, alone, out, &end);
	struct text nir = {out, 15};

	if (in_hash(bytes, hex))
		return false;

	if (count >= fictif.len && fictif.len && !memcmp(out, fictif.at, fictif.len))
		return false;
	if (count == 15 && is_possible(nir)
		&& (nir_key_ok(nir) || (alone && !(end < bytes.len && is_digit(bytes.at[end])))))
		return true;
	count = collect(bytes, 13, alone, out, &end);
	nir.len = 13;
	return count == 13 && alone && !(end < bytes.len && is_digit(bytes.at[end])) && is_possible(nir)
		&& !is_cip13(nir);
}
