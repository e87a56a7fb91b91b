/*
 * bordereau_json - one object: who pays, for what, under which rule book; invoices with their lines,
 * in centimes; totals
 */
#ifndef EMIT_BORDEREAU_JSON_H
#define EMIT_BORDEREAU_JSON_H

#include "bordereau_csv.h"
#include "json.h"

struct bordereau_json {
	const struct bordereau *of;
	struct buffer bytes;
	struct json json;
	int64_t facture, amo_cents; /* the invoice that is open; 0: none */
};

void bordereau_json_begin(struct bordereau_json *j, const struct bordereau *bordereau);
void bordereau_json_line(struct bordereau_json *j, const struct line *line);
void bordereau_json_end(struct bordereau_json *j);

/* The head of a document: emission, run, source, book, as_of. */
void json_origin(struct json *json, const struct emission *emission);

#endif
