#include "title.h"

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
