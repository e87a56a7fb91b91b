/*
 * rule - what one cell of text says, and which cells an `ist` act must lose
 *
 * Pure. A source writes text; the record wants the type of field.h: TEXT without blanks around
 * it, IDENT without blanks and in upper case, DATE as AAAA-MM-JJ, EUROS in centimes, INT, NUMBER
 * with two decimals. What a value may be is the business of validate; here it only has to be
 * readable.
 */
#ifndef INGEST_RULE_H
#define INGEST_RULE_H

#include "defects.h"

enum date_form { DATE_AAAA_MM_JJ, DATE_JJ_MM_AAAA, DATE_JJMMAAAA, DATE_AAAAMMJJ };

/* How the source writes: part of a mapping. */
struct forms {
	enum date_form dates;
	const char *decimals; /* the decimal separators accepted: ",." */
};

struct value {
	bool given;
	struct text text; /* points into the cell or into the room lent */
	int64_t number;   /* INT and EUROS */
};

#define RULE_ROOM 40 /* more than any date or number needs */

/*
 * One cell of `field`. Empty or blank: not given. What cannot be read raises date-invalid,
 * number-invalid or amount-invalid; the text that came is then kept where the field is text on the
 * wire (DATE, NUMBER), so that it can be corrected, and nothing where it is not.
 * `room` holds cell.len + RULE_ROOM bytes. Returns the bytes used of it.
 */
size_t rule_cell(enum field field, struct text cell, const struct forms *forms, char *room,
	struct value *value, struct defects *defects);

/* Does this cell of `anonymat` forbid to keep the identity? `ist`, and whatever field.h does not list,
 * which may have been meant for it: better no identity than one too many. */
bool rule_hides_identity(struct text anonymat);

/*
 * Must an `ist` act lose this cell? Whatever is about the person and their rights, the free text
 * that may name them, and a fictitious number that is the person's own; not who performed the act.
 * The centre may not record an identity: convention 2023-212, art. 10.3.2; CSP art. R2311-14.
 */
bool rule_ist_drops(enum field field, struct text cell);

#endif
