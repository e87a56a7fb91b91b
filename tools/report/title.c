#include "title.h"

#include <inttypes.h>
#include <stdio.h>

void
title_wide(struct buffer *out, const char *name, size_t width, const char *const *columns)
{
	columns_put(out, "\n");
	columns_left(out, name, width);
	for (int i = 0; columns[i]; i++)
		columns_right(out, columns[i] + (*columns[i] == '#'), *columns[i] == '#' ? COUNT : EUROS);
	columns_put(out, "\n");
}

void
title(struct buffer *out, const char *name, const char *const *columns)
{
	title_wide(out, name, NAME, columns);
}

static void
begin(struct buffer *out, const char *name)
{
	columns_put(out, "  ");
	columns_left(out, name, WIDE - 2);
}

void
line_count(struct buffer *out, const char *name, int64_t count)
{
	begin(out, name);
	columns_count(out, count, COUNT);
	columns_put(out, "\n");
}

void
line_euros(struct buffer *out, const char *name, int64_t cents)
{
	begin(out, name);
	columns_euros(out, cents, EUROS);
	columns_put(out, "\n");
}

void
line_share(struct buffer *out, const char *name, int64_t part, int64_t whole)
{
	char text[48];

	begin(out, name);
	columns_count(out, part, COUNT);
	if (whole) {
		int64_t permille = (1000 * part + whole / 2) / whole;

		snprintf(text, sizeof(text), "%" PRId64 ",%d %%", permille / 10, (int)(permille % 10));
		columns_right(out, text, COUNT);
	}
	columns_put(out, "\n");
}
