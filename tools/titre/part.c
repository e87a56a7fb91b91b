#include "part.h"

int64_t
parts_reste(const struct part *parts, size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += parts[i].reste_cents;
	return sum;
}

static size_t
open_parts(const struct part *parts, size_t count)
{
	size_t open = 0;

	for (size_t i = 0; i < count; i++)
		open += parts[i].reste_cents > 0;
	return open;
}

bool
parts_split(struct part *parts, size_t count, int64_t cents)
{
	int64_t reste = parts_reste(parts, count);

	if (cents < 0 || cents > reste || (cents && cents < reste && open_parts(parts, count) != 1))
		return false;
	for (size_t i = 0; i < count; i++)
		parts[i].cents = !cents || parts[i].reste_cents <= 0 ? 0
			: cents == reste ? parts[i].reste_cents : cents;
	return true;
}
