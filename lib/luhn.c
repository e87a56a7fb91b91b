#include "luhn.h"

#include <string.h>

#define FINESS_LEN 9
#define RPPS_LEN 11
#define CIP13_LEN 13

bool
luhn_ok(struct text digits)
{
	/* the digit twice, and the digits of that added up */
	static const unsigned char twice[] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
	unsigned sum = 0;

	if (digits.len < 2 || !text_digits(digits, digits.len))
		return false;
	if (digits.len % 2)
		sum = (unsigned)(digits.at[0] - '0');
	for (size_t i = digits.len % 2; i < digits.len; i += 2)
		sum += twice[digits.at[i] - '0'] + (unsigned)(digits.at[i + 1] - '0');
	return sum % 10 == 0;
}

/* The first two characters are the département: Corsica is read as 21 and 22 for the sum. */
bool
finess_ok(struct text finess)
{
	char digits[FINESS_LEN];

	if (!finess.at || finess.len != FINESS_LEN)
		return false;
	memcpy(digits, finess.at, FINESS_LEN);
	if (digits[0] == '2' && digits[1] == 'A')
		digits[1] = '1';
	else if (digits[0] == '2' && digits[1] == 'B')
		digits[1] = '2';
	return luhn_ok((struct text){digits, FINESS_LEN});
}

bool
rpps_ok(struct text rpps)
{
	return rpps.len == RPPS_LEN && luhn_ok(rpps);
}

/* EAN-13: weights 1 and 3 in turn from the left, the key included. */
bool
cip13_ok(struct text cip13)
{
	int sum = 0;

	if (!text_digits(cip13, CIP13_LEN))
		return false;
	for (size_t i = 0; i < CIP13_LEN; i++)
		sum += (i % 2 == 0 ? 1 : 3) * (cip13.at[i] - '0');
	return sum % 10 == 0;
}
