#include "printed.h"

#include "money.h"

#include <stdio.h>
#include <string.h>

/* A no-break space between thousands. */
const char *
euros_text(int64_t cents, char out[PRINTED_SIZE])
{
	char plain[MONEY_SIZE], *to = out;
	size_t whole;

	money_format(cents, ',', plain);
	whole = strcspn(plain, ",");
	for (size_t i = 0; plain[i]; i++) {
		if (i && i < whole && plain[i - 1] != '-' && (whole - i) % 3 == 0) {
			memcpy(to, "\xc2\xa0", 2);
			to += 2;
		}
		*to++ = plain[i];
	}
	*to = '\0';
	return out;
}

const char *
day_text(day_t day, char out[PRINTED_SIZE])
{
	struct civil civil = day_civil(day);

	if (day == DAY_NONE)
		out[0] = '\0';
	else
		snprintf(out, PRINTED_SIZE, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
	return out;
}
