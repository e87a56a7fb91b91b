#include <string.h>

#include "columns.h"
#include "extract.h"

void
csv_cell(struct buffer *out, struct text cell, const char *behind)
{
	bool quoted = false;

	for (size_t i = 0; i < cell.len; i++)
		quoted |= strchr(";\"\r\n", cell.at[i]) != NULL;
	if (quoted)
		columns_put(out, "\"");
	for (size_t i = 0; i < cell.len; i++) {
		buffer_add(out, "\"", cell.at[i] == '"');
		buffer_add(out, cell.at + i, 1);
	}
	if (quoted)
		columns_put(out, "\"");
	columns_put(out, behind);
}

static void
put_row(struct buffer *out, const struct text *cells, size_t count)
{
	for (size_t k = 0; k < count; k++)
		csv_cell(out, cells[k], k + 1 < count ? ";" : "\n");
}

void
extract_csv(struct buffer *out, const struct extract *extract)
{
	const struct config_list *columns = &extract->liste->colonnes;

	put_row(out, columns->at, columns->count);
	for (size_t i = 0; i < extract->rows.count; i++)
		put_row(out, extract->rows.at[i].cells, columns->count);
}
