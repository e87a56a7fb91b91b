#include "json_rows.h"

void
json_rows(struct json *json, const char *key, struct query *query, const char *const *columns)
{
	json_key(json, key);
	json_open(json, '[');
	while (query_row(query)) {
		json_open(json, '{');
		for (int i = 0; columns[i]; i++) {
			if (*columns[i] == '*')
				json_pair_text(json, columns[i] + 1, column_text(query, i));
			else
				json_pair_int(json, columns[i], column_int(query, i));
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}
