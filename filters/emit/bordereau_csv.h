/*
 * bordereau_csv - `;`, UTF-8, decimal comma: one head line, one line an act, one line of totals whose
 * last column names the rule book. Lines that correct or void say of what, and what is taken back of it
 */
#ifndef EMIT_BORDEREAU_CSV_H
#define EMIT_BORDEREAU_CSV_H

#include "bordereau.h"
#include "lines.h"
#include "output.h"

/* What both bordereaux show of an act, behind its invoice and line, in this order. */
#define SHOWN_COUNT 14
extern const struct shown {
	enum field field;
	enum form { TEXT_FORM, COUNT_FORM, EUROS_FORM } form; /* in the CSV */
} shown[SHOWN_COUNT];

/* False where the act has none; a quantity it always has. */
bool shown_int(const struct record *rec, enum field field, int64_t *value);

void bordereau_csv_begin(const struct bordereau *bordereau);
void bordereau_csv_line(const struct bordereau *bordereau, const struct line *line);
void bordereau_csv_end(const struct bordereau *bordereau);

#endif
