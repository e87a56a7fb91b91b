#include "money.h"

#include <string.h>

static bool
is_separator(char c, const char *separators)
{
	return c != '\0' && strchr(separators, c) != NULL;
}

/* The value of one or two decimals, in hundredths; -1 if they are not. */
static int
decimals(struct text t)
{
	if (text_digits(t, 1))
		return 10 * (t.at[0] - '0');
	if (text_digits(t, 2))
		return 10 * (t.at[0] - '0') + (t.at[1] - '0');
	return -1;
}

bool
hundredths_parse(struct text t, const char *separators, int64_t *hundredths)
{
	bool negative = t.len > 0 && t.at[0] == '-';
	struct text whole = negative ? (struct text){t.at + 1, t.len - 1} : t;
	int fraction = 0;
	int64_t n;

	for (size_t i = 0; i < whole.len; i++) {
		if (is_separator(whole.at[i], separators)) {
			fraction = decimals((struct text){whole.at + i + 1, whole.len - i - 1});
			whole.len = i;
		}
	}
	/* text_to_int takes a sign of its own: after '-' that would be a second one */
	if (fraction < 0 || (whole.len > 0 && whole.at[0] == '-') ||
	    !text_to_int(whole, 0, MONEY_MAX / 100, &n))
		return false;
	n = 100 * n + fraction;
	if (n > MONEY_MAX)
		return false;
	*hundredths = negative ? -n : n;
	return true;
}

bool
money_parse(struct text t, const char *separators, int64_t *cents)
{
	return hundredths_parse(t, separators, cents);
}

/* Written from the last digit to the first: units, separator, the rest, the sign. */
const char *
money_format(int64_t cents, char separator, char buf[MONEY_SIZE])
{
	uint64_t n = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
	char reversed[MONEY_SIZE];
	size_t len = 0;

	while (n > 0 || len < 4) {
		if (len == 2)
			reversed[len++] = separator;
		reversed[len++] = (char)('0' + n % 10);
		n /= 10;
	}
	if (cents < 0)
		reversed[len++] = '-';
	for (size_t i = 0; i < len; i++)
		buf[i] = reversed[len - 1 - i];
	buf[len] = '\0';
	return buf;
}

/* n / divisor, half up, away from zero, within +/- MONEY_MAX. The one rounding (see money.h). */
static int64_t
rounded(int64_t n, int64_t divisor)
{
	int64_t quotient = n / divisor, twice = 2 * (n % divisor);

	if (twice >= divisor)
		quotient++;
	else if (-twice >= divisor)
		quotient--;
	if (quotient > MONEY_MAX)
		return MONEY_MAX;
	return quotient < -MONEY_MAX ? -MONEY_MAX : quotient;
}

/* What does not fit 64 bits is, once divided, far above MONEY_MAX: saturating there is exact. */
int64_t
money_scale(int64_t tarif_cents, int64_t coefficient_hundredths, int64_t quantity)
{
	bool negative = ((tarif_cents < 0) != (coefficient_hundredths < 0)) != (quantity < 0);
	int64_t product;

	if (tarif_cents == 0 || coefficient_hundredths == 0 || quantity == 0)
		return 0;
	if (__builtin_mul_overflow(tarif_cents, coefficient_hundredths, &product) ||
	    __builtin_mul_overflow(product, quantity, &product))
		return negative ? -MONEY_MAX : MONEY_MAX;
	return rounded(product, 100);
}

int64_t
money_share(int64_t base_cents, int64_t taux_bp)
{
	int64_t product;

	if (__builtin_mul_overflow(base_cents, taux_bp, &product))
		return (base_cents < 0) != (taux_bp < 0) ? -MONEY_MAX : MONEY_MAX;
	return rounded(product, 10000);
}
