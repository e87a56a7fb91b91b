#include "csv_cell.h"

#include <string.h>

static void
put_quoted(struct output *output, struct text t)
{
	output_write(output, "\"", 1);
	for (size_t i = 0; i < t.len; i++)
		output_write(output, t.at[i] == '"' ? "\"\"" : t.at + i, t.at[i] == '"' ? 2 : 1);
	output_write(output, "\"", 1);
}

void
csv_cell(struct output *output, struct text t)
{
	for (size_t i = 0; i < t.len; i++)
		if (strchr(";\"\r\n", t.at[i])) {
			put_quoted(output, t);
			return;
		}
	output_write(output, t.at ? t.at : "", t.len);
}
