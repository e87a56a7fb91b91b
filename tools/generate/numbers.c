#include "generate.h"
#include "luhn.h"
#include "nir.h"

#include <stdio.h>
#include <string.h>

uint64_t
random_next(struct random *random)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

unsigned
random_below(struct random *random, unsigned bound)
{
	return (unsigned)((random_next(random) >> 32) * bound >> 32);
}

void
make_nir(char *buf, int sex, day_t birth, unsigned order)
{
	struct civil born = day_civil(birth);
	unsigned key;

	snprintf(buf, CELL_ROOM, "%d%02d%02d62%03u%03u", sex % 10, born.year % 100, born.month % 100,
		(order / 997 % 890 + 10) % 1000, order % 997 + 1);
	key = nir_key((struct text){buf, 13});
	buf[13] = (char)('0' + key / 10);
	buf[14] = (char)('0' + key % 10);
	buf[15] = '\0';
}

/* `digits` digits in all: the prefix, the number, and the Luhn key that fits. */
void
make_luhn(char *buf, const char *prefix, unsigned number, unsigned digits)
{
	unsigned first = (unsigned)strlen(prefix);

	memcpy(buf, prefix, first);
	for (unsigned i = digits - 1; i-- > first; number /= 10)
		buf[i] = (char)('0' + number % 10);
	buf[digits - 1] = '0';
	buf[digits] = '\0';
	while (!luhn_ok((struct text){buf, digits}))
		buf[digits - 1]++;
}
