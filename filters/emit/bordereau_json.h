/*
 * bordereau_json - one object: who pays, for what, under which rule book; invoices with their lines,
 * in centimes; totals
 */
#ifndef EMIT_BORDEREAU_JSON_H
#define EMIT_BORDEREAU_JSON_H

#include "bordereau_csv.h"
#include "json.h"

void bordereau_json(const struct bordereau *bordereau, struct query *lines);

/* The head of a document: emission, run, source, book, as_of. */
void json_origin(struct json *json, const struct emission *emission);

#endif
