/*
 * json_rows - the rows of a query as a list of JSON objects
 */
#ifndef JSON_ROWS_H
#define JSON_ROWS_H

#include "db.h"
#include "json.h"

/* Under `key`, all rows of the query, whose parameters are bound; `columns`: the key of each column, NULL
 * ends them. A text column is one whose key begins with `*`; NULL is null in it. */
void json_rows(struct json *json, const char *key, struct query *query, const char *const *columns);

#endif
