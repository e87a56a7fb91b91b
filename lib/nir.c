#include "nir.h"

#define NUMBER_LEN 13 /* without the key */
#define KEY_LEN 2
#define DEPARTEMENT_AT 5

/* The first 13 characters as a number, for the key; false if one of them cannot stand there.
 * Corsica: 2A reads 19, which is 20 less 1, and 2B reads 18. */
static bool
nir_number(struct text nir, uint64_t *number)
{
	uint64_t n = 0;

	if (!nir.at || nir.len < NUMBER_LEN)
		return false;
	for (size_t i = 0; i < NUMBER_LEN; i++) {
		char c = nir.at[i];

		if (c >= '0' && c <= '9')
			n = 10 * n + (uint64_t)(c - '0');
		else if (i == DEPARTEMENT_AT + 1 && nir.at[i - 1] == '2' && (c == 'A' || c == 'B'))
			n = 10 * n - (c == 'A' ? 1 : 2);
		else
			return false;
	}
	*number = n;
	return true;
}

static struct text
key_part(struct text nir)
{
	return (struct text){nir.at + NUMBER_LEN, nir.len - NUMBER_LEN};
}

static int
two_digits(const char *s)
{
	return 10 * (s[0] - '0') + (s[1] - '0');
}

enum nir_shape
nir_shape(struct text nir)
{
	uint64_t number;

	if (nir.len != NUMBER_LEN && nir.len != NUMBER_LEN + KEY_LEN)
		return NIR_SHAPE_LENGTH;
	if (!nir_number(nir, &number))
		return NIR_SHAPE_CHARS;
	if (nir.len > NUMBER_LEN && !text_digits(key_part(nir), KEY_LEN))
		return NIR_SHAPE_CHARS;
	return NIR_SHAPE_OK;
}

unsigned
nir_key(struct text nir)
{
	uint64_t number;

	return nir_number(nir, &number) ? 97 - (unsigned)(number % 97) : 0;
}

/* A malformed number has key 0, which "00" must not match. */
bool
nir_key_ok(struct text nir)
{
	unsigned key = nir_key(nir);

	return key != 0 && text_digits(key_part(nir), KEY_LEN) &&
	       (unsigned)two_digits(nir.at + NUMBER_LEN) == key;
}

int
nir_first_digit(struct text nir)
{
	return nir.at[0] - '0';
}

int
nir_month(struct text nir)
{
	return two_digits(nir.at + 3);
}

struct text
nir_departement(struct text nir)
{
	return (struct text){nir.at + DEPARTEMENT_AT, 2};
}
