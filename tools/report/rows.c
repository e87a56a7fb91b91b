#include "rows.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *
rows_more(void *rows, size_t count, size_t size)
{
	rows = reallocarray(rows, count + 1, size);
	if (!rows)
		out_of_memory();
	memset((char *)rows + count * size, 0, size);
	return rows;
}

void
rows_copy(char *out, size_t size, struct text t)
{
	snprintf(out, size, "%.*s", TEXT_ARG(t));
}

void
must_equal(const char *what, int64_t one, int64_t other)
{
	if (one != other)
		die(EX_SOFTWARE, "the ledger does not add up: %s: %" PRId64 " and %" PRId64, what, one, other);
}
