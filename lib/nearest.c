#include "nearest.h"

/* One slip for three characters, three at most: beyond, a guess helps nobody. */
static unsigned
slips(size_t len)
{
	return len > 7 ? 3 : (unsigned)(len + 2) / 3;
}

void
nearest_try(struct nearest *nearest, const char *name)
{
	unsigned limit = slips(nearest->word.len);
	unsigned distance = text_distance(nearest->word, text_of(name), limit);

	if (distance > limit || (nearest->name && distance >= nearest->distance))
		return;
	nearest->name = name;
	nearest->distance = distance;
}
